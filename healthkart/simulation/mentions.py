"""Who spoke of what, and when. Sales follow from mentions; those on record are the posts.

The others left no trace (a clip gone after a day, a word in a live stream) and still sell: that is why an
order can come before the influencer's first post.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from healthkart.simulation.arrays import Whole, whole_weights
from healthkart.simulation.campaigns import Campaigns
from healthkart.simulation.catalogue import Catalogue
from healthkart.simulation.people import PLATFORMS, People
from healthkart.simulation.seasons import BUYING_WEEK, FADED, POSTING_WEEK, Span

# How much one speaks for a campaign in its month, beside all that one says unprompted in a month.
CALL = 30
# Campaigns are kicked off early in their month: weight of its first day and of its thirty-first.
KICK_OFF = (1.4, 0.6)
# Discount codes in percent.
PERCENTS = np.array([10, 15, 20])
PERCENT_SHARES = (0.5, 0.35, 0.15)
ON_ANOTHER_PLATFORM = 0.03


@dataclass(frozen=True)
class Mentions:
    """The mentions of one world as parallel arrays, by influencer and day; places and days count from 0.

    `campaign` is -1 where who speaks is not booked for one, `percent` a place in `PERCENTS`, `reach` how many
    saw it, `luck` how much better it went than usual. `tiny` are the places of the mentions in the campaign
    too small to tell.
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
    booked: Whole,
    posts: int,
    rng: np.random.Generator,
) -> Mentions:
    """All mentions of the span, `posts` of them on record.

    `booked` is, for each influencer, month and brand, the campaign that books the influencer, -1 for none.
    """
    if posts < 0:
        raise ValueError(f"posts must be at least 0, not {posts}")
    count = posts + posts // 10 + len(people) // 2 + 1
    busy = busy_days(span)
    weights = eagerness(span, campaigns, people, booked, busy)
    drawn = draw(weights.ravel(), rng.integers(0, weights.sum(), count))
    influencer, month, brand = np.unravel_index(drawn, weights.shape)
    day = draw_days(span, busy, month, rng)
    order = np.lexsort((day, influencer))
    influencer, month, brand, day = influencer[order], month[order], brand[order], day[order]
    product = draw_products(catalogue, brand, rng)
    campaign = booked[influencer, month, brand]
    away = rng.random(count) < ON_ANOTHER_PLATFORM
    platform = np.where(away, rng.integers(0, len(PLATFORMS), count), people.platform[influencer])
    followers = people.followers[influencer]
    luck = np.exp(rng.normal(0, 0.35, count))
    # A post about a brand whose campaign runs would seem to be of the campaign: what those say who are not
    # booked for it comes on record last, if there is nothing else.
    unasked = (campaign < 0) & (campaigns.running[month, brand, 0] >= 0)
    recorded = np.zeros(count, dtype=bool)
    recorded[np.lexsort((rng.permutation(count), unasked))[:posts]] = True

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


def busy_days(span: Span) -> Whole:
    """How much is said on each day: as the shop is busy, but with a week of its own, and early in a month."""
    day_of_month = np.arange(span.days) - firsts(span)[span.month_of]
    kick_off = np.interp(day_of_month, (0, 30), KICK_OFF)
    week = (POSTING_WEEK / BUYING_WEEK)[span.weekday]
    return whole_weights(span.demand * kick_off * week)


def firsts(span: Span) -> Whole:
    """The first day of each month."""
    return np.asarray(np.searchsorted(span.month_of, np.arange(span.months)))


def eagerness(span: Span, campaigns: Campaigns, people: People, booked: Whole, busy: Whole) -> Whole:
    """How much each influencer (first axis) speaks in each month (second) of each brand (third)."""
    spoken = np.where(booked >= 0, CALL * people.taste.sum(axis=1)[:, None, None], people.taste[:, None, :])
    if campaigns.tiny is not None:
        # Only the two posts made to be of the tiny campaign speak of its brand in its month.
        spoken[:, campaigns.month[campaigns.tiny], campaigns.brand[campaigns.tiny]] = 0
    return whole_weights(people.activity[:, None, None] * np.add.reduceat(busy, firsts(span))[:, None] * spoken)


def draw_days(span: Span, busy: Whole, month: Whole, rng: np.random.Generator) -> Whole:
    """A day in each given month."""
    in_month = np.add.reduceat(busy, firsts(span))
    before = np.cumsum(in_month) - in_month
    return draw(busy, before[month] + rng.integers(0, in_month[month]))


def draw(weights: Whole, numbers: Whole) -> Whole:
    """The place on which each number falls, counted through the weights from the first on."""
    return np.asarray(np.searchsorted(np.cumsum(weights), numbers, side="right"))


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
