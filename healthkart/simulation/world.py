"""A whole made-up world: the four tables, the stories in them, and the four files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from healthkart.simulation.campaigns import Campaigns, plan
from healthkart.simulation.catalogue import Catalogue
from healthkart.simulation.files import write_csv
from healthkart.simulation.mentions import speak
from healthkart.simulation.payouts import settle
from healthkart.simulation.people import meet
from healthkart.simulation.posts import write_posts
from healthkart.simulation.rosters import book
from healthkart.simulation.sales import Sales, sell
from healthkart.simulation.seasons import Span
from healthkart.simulation.stories import Stories, cast, room_among_campaigns, room_among_people

BRANDS = 4
PRODUCTS_OF_A_BRAND = 8


@dataclass(frozen=True, eq=False)
class World:
    """The tables of a simulated world, with the columns of the files, and where its stories are.

    In the tables money (`revenue`, `rate`, `total_payout`) is in whole paise, days are datetimes at midnight,
    and what is unknown is missing or an empty text. In the files money is in rupees with two decimals, days
    are ISO dates, and what is unknown is an empty cell.
    """

    influencers: pd.DataFrame
    posts: pd.DataFrame
    tracking: pd.DataFrame
    payouts: pd.DataFrame
    stories: Stories

    @property
    def files(self) -> dict[str, pd.DataFrame]:
        """The tables by the names of their files, in the order in which an import needs them."""
        return {
            "influencers.csv": self.influencers,
            "posts.csv": self.posts,
            "tracking_data.csv": self.tracking,
            "payouts.csv": self.payouts,
        }

    def write(self, folder: Path, written: Callable[[int], object] | None = None) -> None:
        """Write the four files; `written` is called now and then with the number of rows written since."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, frame in self.files.items():
            write_csv(frame, folder / name, written)


def simulate(
    *,
    influencers: int = 150,
    events: int = 12_000,
    posts: int = 1_800,
    months: int = 6,
    end: date = date(2026, 10, 31),
    seed: int = 42,
    campaigns: int | None = None,
    products: int | None = None,
    brands: int | None = None,
) -> World:
    """A world of so many influencers, tracked rows and posts, in the `months` calendar months up to `end`.

    Without a number there are four brands, eight products of each, and a campaign for each brand and month.
    The same arguments give the same world, byte for byte in the files.
    """
    brands = BRANDS if brands is None else brands
    catalogue = Catalogue.of(brands, PRODUCTS_OF_A_BRAND * brands if products is None else products)
    span = Span.until(end, months)
    count = months * brands if campaigns is None else campaigns
    among_people = room_among_people(influencers, events, posts)
    among_campaigns = room_among_campaigns(influencers, events, posts, months, count, brands)
    # Each part has a stream of its own: other events, the same people.
    chance = np.random.Generator(np.random.PCG64(seed))
    planning, meeting, booking, speaking, writing, selling, settling = chance.spawn(7)

    planned = plan(span, catalogue, count, among_campaigns, planning)
    people = meet(influencers, brands, meeting)
    booked = book(catalogue, planned, people, booking)
    mentions = speak(span, catalogue, planned, people, booked, posts, speaking)
    silent = fan = None
    if among_people:
        people, silent, fan = cast(people, mentions)
    post_table, kind = write_posts(span, catalogue, people, mentions, writing)
    sales = sell(span, catalogue, planned, people, mentions, events, selling)
    payouts, unreconciled = settle(span, planned, people, mentions, kind, sales, among_people, settling)
    stories = Stories(
        paying_campaign=campaign_sold(planned, planned.paying, sales),
        losing_campaign=campaign_sold(planned, planned.losing, sales),
        tiny_campaign=campaign_sold(planned, planned.tiny, sales),
        paid_without_sales=silent,
        unpaid_seller=fan,
        unreconciled_payout=unreconciled,
    )
    return World(people.table(), post_table, sales.table(span, catalogue, planned), payouts, stories)


def campaign_sold(campaigns: Campaigns, place: int | None, sales: Sales) -> str | None:
    """The name of the campaign at a place, None if it sold nothing: no row then knows of it."""
    if place is None or place not in sales.campaign:
        return None
    return campaigns.names[place]
