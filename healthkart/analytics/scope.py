"""What the reader asked to see, as one frozen value. No Django here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from healthkart.analytics.periods import Compare, Interval


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something to filter and group by, and what it means.

    `part` is what a result carries it in; a product carries its brand too.
    """

    name: str
    label: str
    plural: str
    part: str
    help: str


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension(
        "brand",
        "Brand",
        "brands",
        "brand",
        "Of a row its brand column, else the brand that its product's or campaign's name begins with, else "
        "the only brand that the product has elsewhere, else Unbranded.",
    ),
    Dimension(
        "product",
        "Product",
        "products",
        "product",
        "A product of one brand. A row that names only a brand counts for the brand and for no product.",
    ),
    Dimension(
        "campaign",
        "Campaign",
        "campaigns",
        "campaign",
        "A named push with a first and a last day: the month in its name, else its first to its last "
        "tracked day, until somebody sets them.",
    ),
    Dimension(
        "platform",
        "Platform",
        "platforms",
        "platform",
        "Where it happened: the post's platform; a sale's source where that names one, else the "
        "influencer's home platform. X is Twitter.",
    ),
    Dimension(
        "influencer_type",
        "Influencer type",
        "influencer types",
        "influencer",
        "By followers; the first threshold that fits counts.",
    ),
    Dimension(
        "category",
        "Category",
        "categories",
        "influencer",
        "What the influencer is known for, as the influencer file has it.",
    ),
    Dimension(
        "gender",
        "Gender",
        "genders",
        "influencer",
        "F and Female are Female, M and Male are Male, the rest as written; empty is Unknown.",
    ),
    Dimension(
        "basis",
        "Basis",
        "bases",
        "influencer",
        "What the influencer is paid per: post or order; mixed where its payouts differ.",
    ),
    Dimension(
        "influencer",
        "Influencer",
        "influencers",
        "influencer",
        "A person who posts for the brands: the name, and the code in the source file after #.",
    ),
)
TIMES: tuple[Dimension, ...] = (
    Dimension(
        "day",
        "Day",
        "days",
        "date",
        "A calendar day; a time in a file falls on its day.",
    ),
    Dimension(
        "week",
        "Week",
        "weeks",
        "date",
        "From Monday to Sunday, named by its Monday.",
    ),
    Dimension(
        "month",
        "Month",
        "months",
        "date",
        "A calendar month, named by its first day.",
    ),
)
DIMENSION = {dimension.name: dimension for dimension in (*DIMENSIONS, *TIMES)}


@dataclass(frozen=True, slots=True)
class Scope:
    """The filters: values by dimension (none means all), the first and last day (inclusive), the interval of trends,
    and what the period is compared with.

    Values are names (an influencer's is its code), so that a link survives a re-import. Where the days were asked for
    as a `period` by name, they are those that it has now, and links ask for the period again.
    """

    brand: tuple[str, ...] = ()
    product: tuple[str, ...] = ()
    campaign: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    influencer_type: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    gender: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    influencer: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    interval: Interval | None = None
    compare: Compare | None = None
    period: str | None = None

    def filters(self) -> Iterator[tuple[Dimension, tuple[str, ...]]]:
        """The dimensions that are narrowed, each with the values it is narrowed to."""
        for dimension in DIMENSIONS:
            if values := getattr(self, dimension.name):
                yield dimension, values

    @property
    def has_dates(self) -> bool:
        return self.date_from is not None or self.date_to is not None

    def but(self, **changes: Any) -> "Scope":
        """The same scope with some of its filters set otherwise; other days are no longer those of its period."""
        if not changes.keys().isdisjoint(("date_from", "date_to")):
            changes = {"period": None} | changes
        return replace(self, **changes)

    def without(self, *names: str) -> "Scope":
        """The same scope with these dimensions not narrowed."""
        return self.but(**dict.fromkeys(names, ()))

    def parameters(self) -> list[tuple[str, str]]:
        """The scope as the names and values of a query string, in a fixed order."""
        pairs = [(dimension.name, value) for dimension, values in self.filters() for value in values]
        days = ("period",) if self.period else ("date_from", "date_to")
        for name in (*days, "interval", "compare"):
            if (value := getattr(self, name)) is not None:
                pairs.append((name, str(value)))
        return pairs

    def query_string(self) -> str:
        return urlencode(self.parameters())
