"""Who spoke of what, and when. Sales follow from mentions; those on record are the posts.

The others left no trace (a clip gone after a day, a word in a live stream) and still sell: that is why an
order can come before the influencer's first post.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from healthkart.simulation.arrays import Whole
from healthkart.simulation.campaigns import AT_ONCE, Campaigns
from healthkart.simulation.catalogue import Catalogue
from healthkart.simulation.people import PLATFORMS, People
from healthkart.simulation.seasons import BUYING_WEEK, FADED, POSTING_WEEK, Span

# A month in which no campaign runs, beside others.
QUIET_MONTH = 0.2
# Campaigns are kicked off early in their month: weight of its first day and of its thirty-first.
KICK_OFF = (1.4, 0.6)
# Discount codes in percent.
PERCENTS = np.array([10, 15, 20])
PERCENT_SHARES = (0.5, 0.35, 0.15)
ON_ANOTHER_PLATFORM = 0.03


@dataclass(frozen=True)
class Mentions:
    """The mentions of one world as parallel arrays, by influencer and day; places and days count from 0.

    `campaign` is -1 where none runs, `percent` a place in `PERCENTS`, `reach` how many saw it, `luck` how
    much better it went than usual. `tiny` are the places of the mentions in the campaign too small to tell.
    """

    influencer: Whole
    day: Whole
    brand: Whole
    product: Whole
    campaign: Whole
    platform: Whole
    percent: Whole
    reach: Whole
    luck: NDArray[np.float64]
    recorded: NDArray[np.bool_]
    tiny: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.day)


def speak(
    span: Span,
    catalogue: Catalogue,
    campaigns: Campaigns,
    people: People,
    posts: int,
    rng: np.random.Generator,
) -> Mentions:
    """All mentions of the span, `posts` of them on record."""
    if posts < 0:
        raise ValueError(f"posts must be at least 0, not {posts}")
    count = posts + posts // 10 + len(people) // 2 + 1
    influencer = rng.choice(len(people), count, p=people.activity / people.activity.sum())
    day = draw_days(span, campaigns, count, rng)
    order = np.lexsort((day, influencer))
    influencer, day = influencer[order], day[order]
    month = span.month_of[day]

    chance = np.cumsum(people.taste[influencer] * campaigns.call[month], axis=1)
    brand = (rng.random(count)[:, None] * chance[:, -1:] >= chance[:, :-1]).sum(axis=1)
    product = draw_products(catalogue, brand, rng)
    # Where a brand runs two campaigns at once, an influencer keeps to one of them.
    campaign = campaigns.running[month, brand, influencer % AT_ONCE]
    away = rng.random(count) < ON_ANOTHER_PLATFORM
    platform = np.where(away, rng.integers(0, len(PLATFORMS), count), people.platform[influencer])
    followers = people.followers[influencer]
    luck = np.exp(rng.normal(0, 0.35, count))
    recorded = np.zeros(count, dtype=bool)
    recorded[rng.permutation(count)[:posts]] = True

    tiny: tuple[int, ...] = ()
    if campaigns.tiny is not None:
        # Early enough for all that they sell to fall in the campaign's month.
        sold_out = span.month_of[np.minimum(day + FADED - 1, span.days - 1)]
        in_time = (month == sold_out) & (month == campaigns.month[campaigns.tiny])
        tiny = two_posts(influencer, recorded & in_time)
        for place in tiny:
            brand[place] = campaigns.brand[campaigns.tiny]
            product[place] = catalogue.first_of_brand[brand[place]]
            campaign[place] = campaigns.tiny
    return Mentions(
        influencer=influencer,
        day=day,
        brand=brand,
        product=product,
        campaign=campaign,
        platform=platform,
        percent=rng.choice(len(PERCENTS), count, p=PERCENT_SHARES),
        # Nine in ten of a thousand followers are reached, one in four of a million.
        reach=np.rint(0.9 * followers * (followers / 1000.0) ** -0.19 * luck).astype(np.int32),
        luck=luck,
        recorded=recorded,
        tiny=tiny,
    )


def draw_days(span: Span, campaigns: Campaigns, count: int, rng: np.random.Generator) -> Whole:
    """Days on which people speak: as the shop is busy, but with a week of its own, and early in a month."""
    busy = np.where((campaigns.running[:, :, 0] >= 0).any(axis=1), 1.0, QUIET_MONTH)
    first_of = np.searchsorted(span.month_of, np.arange(span.months))
    day_of_month = np.arange(span.days) - first_of[span.month_of]
    kick_off = np.interp(day_of_month, (0, 30), KICK_OFF)
    week = (POSTING_WEEK / BUYING_WEEK)[span.weekday]
    chance = np.cumsum(span.demand * busy[span.month_of] * kick_off * week)
    return np.asarray(np.searchsorted(chance[:-1], rng.random(count) * chance[-1], side="right"))


def draw_products(catalogue: Catalogue, brand: Whole, rng: np.random.Generator) -> Whole:
    """A product of each given brand, by demand."""
    total = np.add.reduceat(catalogue.demand, catalogue.first_of_brand)
    share = np.cumsum(catalogue.demand / total[catalogue.brand_of])
    # The shares of each brand add up to one, so the products of the third brand lie between 2 and 3.
    drawn = np.searchsorted(share, brand + rng.random(len(brand)), side="right")
    first = catalogue.first_of_brand[brand]
    return np.asarray(np.clip(drawn, first, first + catalogue.count_of_brand[brand] - 1))


def two_posts(influencer: Whole, eligible: NDArray[np.bool_]) -> tuple[int, ...]:
    """The places of two eligible posts by two influencers, none if there are not two."""
    who, places = np.unique(influencer[eligible], return_index=True)
    if len(who) < 2:
        return ()
    found = np.flatnonzero(eligible)[places]
    return int(found[len(who) // 3]), int(found[2 * len(who) // 3])
