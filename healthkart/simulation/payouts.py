"""The rows of payouts.csv: one for each influencer and month in which there is something to pay for.

Rates grow with followers, more slowly than they do. They are agreed with an eye on what posts bring in, so
that a world of any size returns a believable multiple of what it costs; single influencers may cost more.
"""

import numpy as np
import pandas as pd

from healthkart.simulation.arrays import Whole, categories
from healthkart.simulation.campaigns import Campaigns
from healthkart.simulation.captions import NEITHER
from healthkart.simulation.mentions import Mentions
from healthkart.simulation.people import MIXED, ORDER, POST, People
from healthkart.simulation.sales import Sales
from healthkart.simulation.seasons import Span

# What all posts paid by the post bring in for each rupee they cost.
RETURN_ON_POSTS = 4.5
# The share that an influencer gets of what an order brings in: with a thousand followers, and with a million.
COMMISSION = (0.12, 0.22)
# Days from the end of the month to the payment.
PAID_AFTER = (10, 41)
LATE_SHARE = 0.04
# Fees are cut to what posts bring in, but no further, and raised no higher, than these multiples.
LEAN_AND_LAVISH = (0.02, 3.0)
# On the bill that does not add up: posts nobody has seen, and expenses in paise that nobody agreed to.
EXTRA_POSTS, EXPENSES = 2, 1_250_00
BASES = ("post", "order")
STATUSES = ("due", "paid")


def settle(
    span: Span,
    campaigns: Campaigns,
    people: People,
    mentions: Mentions,
    kind: Whole,
    sales: Sales,
    with_stories: bool,
    rng: np.random.Generator,
) -> tuple[pd.DataFrame, str | None]:
    """The payouts by month and influencer, and the reference of the one that does not reconcile.

    Rates and totals are in paise; `kind` is what the caption of each post names.
    """
    shape = (len(people), span.months)
    seen = np.flatnonzero(mentions.recorded)
    spoken = mentions.influencer[seen] * span.months + span.month_of[mentions.day[seen]]
    tracked = slice(sales.tracked)
    sold = sales.influencer[tracked] * span.months + span.month_of[sales.day[tracked]]
    posts = added_up(spoken, None, shape)
    orders, revenue = (added_up(sold, each[tracked], shape) for each in (sales.units, sales.revenue))

    turns = np.where(np.arange(span.months) % 2, ORDER, POST)
    basis = np.where(people.basis[:, None] == MIXED, turns, people.basis[:, None])
    units = np.select([basis == POST, basis == ORDER], [posts, orders], 0)
    posted, earned = np.where(basis == POST, [posts, revenue], 0).sum(axis=-1)
    per_post, per_order = rates(people, posted, earned, orders.sum(axis=1), revenue.sum(axis=1), rng)
    campaign = only_campaign(campaigns, mentions.campaign[seen], kind, spoken, shape)

    month, who = np.nonzero(units.T)
    basis, units, campaign = basis[who, month], units[who, month], campaign[who, month]
    rate = np.where(basis == POST, per_post[who], per_order[who])
    total = rate * units
    first_days = [span.first_of_month(each) for each in range(span.months)]
    last_days = [span.last_of_month(each) for each in range(span.months)]
    last_day = np.array(last_days, dtype="datetime64[s]")[month]
    paid_on = last_day + rng.integers(*PAID_AFTER, len(who)).astype("timedelta64[D]")
    paid = (paid_on <= np.datetime64(span.end)) & (rng.random(len(who)) >= LATE_SHARE)
    months = [f"{day:%Y-%m}" for day in first_days]
    reference = [f"PAY-{months[m]}-{w + 1:04}" for m, w in zip(month.tolist(), who.tolist(), strict=True)]

    unreconciled = None
    billed = np.flatnonzero((basis == POST) & (units >= 2))
    if with_stories and len(billed):
        odd = billed[len(billed) * 2 // 3]
        unreconciled = reference[odd]
        units[odd] += EXTRA_POSTS
        total[odd] = rate[odd] * units[odd] + EXPENSES
        # Such a bill is held back.
        paid[odd] = False
    table = pd.DataFrame(
        {
            "reference": pd.Series(reference, dtype="str"),
            "influencer_id": (who + 1).astype(np.int32),
            "basis": categories(basis, BASES),
            "rate": rate,
            "orders": units,
            "total_payout": total,
            "campaign": categories(np.where(basis == POST, campaign, -1), campaigns.names),
            "first_day": np.array(first_days, dtype="datetime64[s]")[month],
            "last_day": last_day,
            "status": categories(paid.astype(np.int8), STATUSES),
            "payout_date": np.where(paid, paid_on, np.datetime64("NaT", "s")),
        }
    )
    return table, unreconciled


def added_up(cell: Whole, amount: Whole | None, shape: tuple[int, int]) -> Whole:
    """The amounts (ones if None) added up by cell of a table of this shape."""
    return np.bincount(cell, amount, shape[0] * shape[1]).astype(np.int64).reshape(shape)


def rates(
    people: People, posts: Whole, earned: Whole, orders: Whole, revenue: Whole, rng: np.random.Generator
) -> tuple[Whole, Whole]:
    """What each influencer gets for a post and for an order, in paise.

    Given are, for each influencer, the posts paid for by the post and what came of them in paise, and all
    orders and what came of those.
    """
    cost = float((posts * people.fee).sum())
    affordable = float(earned.sum()) / 100 / RETURN_ON_POSTS / cost if cost else 1.0
    fees = np.maximum(people.fee * np.clip(affordable, *LEAN_AND_LAVISH), 100)
    per_post = np.where(fees < 1000, np.rint(fees / 10) * 10, np.rint(fees / 50) * 50)

    share = np.interp(np.log10(people.followers), (3, 6), COMMISSION) * rng.uniform(0.85, 1.15, len(people))
    value = revenue / 100 / np.maximum(orders, 1)
    per_order = np.maximum(np.rint(value * share / 5) * 5, 5)
    return (per_post * 100).astype(np.int64), (per_order * 100).astype(np.int64)


def only_campaign(
    campaigns: Campaigns,
    campaign: Whole,
    kind: Whole,
    spoken: Whole,
    shape: tuple[int, int],
) -> Whole:
    """The campaign that all posts of an influencer (row) in a month (column) were for, else -1.

    A payout names a campaign only where every post can be told to be of it: the caption names the brand, and
    the brand runs no other. Otherwise the payout would not find the posts it pays for.
    """
    sure = (kind != NEITHER) & np.append(campaigns.alone, False)[campaign]
    found = np.where(sure, campaign, -1)
    lowest, highest = np.full(shape, len(campaigns.names)), np.full(shape, -1)
    np.minimum.at(lowest.ravel(), spoken, found)
    np.maximum.at(highest.ravel(), spoken, found)
    return np.where(lowest == highest, highest, -1)
