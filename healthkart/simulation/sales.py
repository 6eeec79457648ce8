"""The rows of tracking_data.csv: what was sold, a few days after each mention; and what was sold without any.

Written for ten million rows: how many rows each mention leads to is drawn first, and then every column is a
repeat of what is known of the mention, or one look-up in a small table with a random byte.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from healthkart.simulation.arrays import Whole, categories, look_up, whole_weights
from healthkart.simulation.campaigns import LOSES, PAYS, TINY_EVENTS, Campaigns
from healthkart.simulation.catalogue import BASKETS, UNITS_OF_BASKET, Catalogue
from healthkart.simulation.mentions import PERCENTS, Mentions
from healthkart.simulation.people import PLATFORMS, POST, People
from healthkart.simulation.seasons import FADED, FADING, Span

ORGANIC = "organic"
SOURCES = (*PLATFORMS, ORGANIC)
ORGANIC_SHARE = 0.06
# Of organic rows, the share whose buyer came through a campaign's page.
ORGANIC_IN_CAMPAIGN = 0.2
# Of the rows, the share in which another product of the same brand was bought.
OTHER_PRODUCT = 0.08
# Random numbers of this many values choose the day.
SLOTS = 1024
ROWS_PER_CUSTOMER = 1.6
FIRST_CUSTOMER = 10_001


@dataclass(frozen=True)
class Sales:
    """The tracked rows of one world as parallel arrays: those of influencers first, organic ones after them.

    `influencer` is -1 and `source` the last of `SOURCES` in organic rows, `campaign` is -1 where there is
    none. `revenue` is in paise; `tracked` is how many rows are not organic.
    """

    source: Whole
    campaign: Whole
    influencer: Whole
    customer: Whole
    product: Whole
    day: Whole
    units: Whole
    revenue: Whole
    tracked: int

    def table(self, span: Span, catalogue: Catalogue, campaigns: Campaigns) -> pd.DataFrame:
        """The rows of tracking_data.csv, revenue in paise."""
        return pd.DataFrame(
            {
                "source": categories(self.source, SOURCES),
                "campaign": categories(self.campaign, campaigns.names),
                "influencer_id": pd.arrays.IntegerArray(self.influencer + 1, self.influencer < 0),
                "user_id": self.customer,
                "product": categories(self.product, catalogue.names),
                "date": span.dates(self.day),
                "orders": self.units.astype(np.int32),
                "revenue": self.revenue,
            },
            copy=False,
        )


def sell(
    span: Span,
    catalogue: Catalogue,
    campaigns: Campaigns,
    people: People,
    mentions: Mentions,
    events: int,
    rng: np.random.Generator,
) -> Sales:
    """`events` tracked rows."""
    if events < 0:
        raise ValueError(f"events must be at least 0, not {events}")
    organic = round(events * ORGANIC_SHARE)
    tracked = events - organic
    rows = rows_by_mention(catalogue, campaigns, people, mentions, tracked, rng)

    def repeated(known: NDArray[np.integer], dtype: type[np.integer]) -> Whole:
        return np.repeat(known.astype(dtype), rows)

    spoken = repeated(mentions.day, np.int16)
    day = spoken + look_up(fading(span), spoken, rng.integers(0, SLOTS, tracked, dtype=np.uint16))
    product = repeated(mentions.product, np.int8)
    other = np.flatnonzero(rng.integers(0, 256, tracked, dtype=np.uint8) < round(256 * OTHER_PRODUCT))
    brand = catalogue.brand_of[product[other]]
    shift = rng.integers(0, 256, len(other)) % catalogue.count_of_brand[brand]
    product[other] = catalogue.first_of_brand[brand] + shift
    # An order after the campaign's month is still the influencer's, but no longer the campaign's.
    month_ends = np.searchsorted(span.month_of, span.month_of[mentions.day], side="right")
    campaign = repeated(mentions.campaign, np.int16)
    campaign[day >= repeated(month_ends, np.int16)] = -1
    discount = np.maximum(repeated(PERCENTS[mentions.percent], np.int8), span.discount.astype(np.int8)[day])

    organic_day, organic_product, organic_campaign = unprompted(span, catalogue, campaigns, organic, rng)
    day, product = np.concatenate((day, organic_day)), np.concatenate((product, organic_product))
    discount = np.concatenate((discount, span.discount.astype(np.int8)[organic_day]))
    basket = rng.integers(0, BASKETS, events, dtype=np.uint8)
    # Rupees times percent are paise.
    revenue = look_up(catalogue.amounts, product, basket) * (100 - discount)
    return Sales(
        source=followed_by(repeated(mentions.platform, np.int8), SOURCES.index(ORGANIC), organic),
        campaign=np.concatenate((campaign, organic_campaign)),
        influencer=followed_by(repeated(mentions.influencer, np.int32), -1, organic),
        customer=rng.integers(
            FIRST_CUSTOMER, FIRST_CUSTOMER + 1 + int(events / ROWS_PER_CUSTOMER), events, dtype=np.int32
        ),
        product=product,
        day=day,
        units=UNITS_OF_BASKET[basket],
        revenue=revenue,
        tracked=tracked,
    )


def followed_by(known: Whole, value: int, count: int) -> Whole:
    """An array with `count` times the same value after it."""
    return np.concatenate((known, np.full(count, value, known.dtype)))


def unprompted(
    span: Span, catalogue: Catalogue, campaigns: Campaigns, count: int, rng: np.random.Generator
) -> tuple[Whole, Whole, Whole]:
    """Day, product and campaign of `count` organic rows."""
    busy = np.cumsum(span.demand)
    day = np.searchsorted(busy[:-1], rng.random(count) * busy[-1], side="right")
    wanted = catalogue.demand * np.array([brand.demand for brand in catalogue.brands])[catalogue.brand_of]
    product = rng.choice(len(catalogue.names), count, p=wanted / wanted.sum())
    running = campaigns.running[span.month_of[day], catalogue.brand_of[product], 0]
    campaign = np.where(rng.random(count) < ORGANIC_IN_CAMPAIGN, running, -1)
    return day.astype(np.int16), product.astype(np.int8), campaign.astype(np.int16)


def rows_by_mention(
    catalogue: Catalogue,
    campaigns: Campaigns,
    people: People,
    mentions: Mentions,
    tracked: int,
    rng: np.random.Generator,
) -> Whole:
    """How many tracked rows each mention leads to."""
    strength = np.append(campaigns.strength, 1.0)[mentions.campaign]
    thrill = np.exp(rng.normal(0, 0.5, len(mentions)))
    generosity = 1 + PERCENTS[mentions.percent] / 50
    price = catalogue.amounts.mean(axis=1)[mentions.product]
    # What is dear sells less often.
    weight = people.pull[mentions.influencer] * strength * mentions.luck * thrill * generosity * price**-0.6
    tell_stories(campaigns, people, mentions, weight, price)
    weight = whole_weights(weight)
    rows = np.zeros(len(mentions), dtype=np.int64)
    for place, count in zip(mentions.tiny, TINY_EVENTS, strict=False):
        rows[place] = count
    return rows + rng.multinomial(tracked - rows.sum(), weight / weight.sum())


def tell_stories(
    campaigns: Campaigns,
    people: People,
    mentions: Mentions,
    weight: NDArray[np.float64],
    price: NDArray[np.float64],
) -> None:
    """Change the weights of mentions in the campaign that pays and in the one that does not.

    Only what is paid by the post can do much better or worse than it costs: what is paid by the order gets a
    share of what it sells. So the one is lifted by posts that are paid for, the other held down as a whole.
    """
    by_post = people.basis[mentions.influencer] == POST
    asked = np.where(by_post & mentions.recorded, people.fee[mentions.influencer], 0.0)
    earned = weight * price
    usual = earned[by_post].sum() / max(asked.sum(), 1.0)
    for place, multiple, moved in ((campaigns.paying, PAYS, by_post), (campaigns.losing, LOSES, True)):
        joined = (mentions.campaign == place) & moved
        if place is not None and earned[joined].any():
            weight[joined] *= multiple * usual * asked[joined].sum() / earned[joined].sum()


def fading(span: Span) -> NDArray[np.uint8]:
    """How many days after a mention on each day (row) an order comes, in `SLOTS` equally likely cases."""
    lags = np.arange(FADED)
    ahead = np.arange(span.days)[:, None] + lags
    demand = np.where(ahead < span.days, span.demand[np.minimum(ahead, span.days - 1)], 0.0)
    chance = np.cumsum(FADING**lags * demand, axis=1)
    ends = np.rint(chance / chance[:, -1:] * SLOTS).astype(np.int64)
    counts = np.diff(ends, axis=1, prepend=0)
    return np.repeat(np.tile(lags.astype(np.uint8), span.days), counts.ravel()).reshape(span.days, SLOTS)
