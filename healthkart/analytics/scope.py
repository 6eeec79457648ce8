"""What the reader asked to see, as one frozen value. No Django here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from healthkart.analytics.periods import Compare, Interval


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something to filter and group by. `part` is what a result carries it in; a product carries its brand too."""

    name: str
    label: str
    plural: str
    part: str


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("brand", "Brand", "brands", "brand"),
    Dimension("product", "Product", "products", "product"),
    Dimension("campaign", "Campaign", "campaigns", "campaign"),
    Dimension("platform", "Platform", "platforms", "platform"),
    Dimension("influencer_type", "Influencer type", "influencer types", "influencer"),
    Dimension("category", "Category", "categories", "influencer"),
    Dimension("gender", "Gender", "genders", "influencer"),
    Dimension("basis", "Basis", "bases", "influencer"),
    Dimension("influencer", "Influencer", "influencers", "influencer"),
)
TIMES: tuple[Dimension, ...] = (
    Dimension("day", "Day", "days", "date"),
    Dimension("week", "Week", "weeks", "date"),
    Dimension("month", "Month", "months", "date"),
)
DIMENSION = {dimension.name: dimension for dimension in (*DIMENSIONS, *TIMES)}


@dataclass(frozen=True, slots=True)
class Scope:
    """The filters: values by dimension (none means all), the first and last day (inclusive), the interval of trends,
    and what the period is compared with.

    Values are names (an influencer's is its code), so that a link survives a re-import.
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

    def filters(self) -> Iterator[tuple[Dimension, tuple[str, ...]]]:
        """The dimensions that are narrowed, each with the values it is narrowed to."""
        for dimension in DIMENSIONS:
            if values := getattr(self, dimension.name):
                yield dimension, values

    @property
    def has_dates(self) -> bool:
        return self.date_from is not None or self.date_to is not None

    def but(self, **changes: Any) -> "Scope":
        """The same scope with some of its filters set otherwise."""
        return replace(self, **changes)

    def without(self, *names: str) -> "Scope":
        """The same scope with these dimensions not narrowed."""
        return self.but(**dict.fromkeys(names, ()))

    def parameters(self) -> list[tuple[str, str]]:
        """The scope as the names and values of a query string, in a fixed order."""
        pairs = [(dimension.name, value) for dimension, values in self.filters() for value in values]
        for name in ("date_from", "date_to", "interval", "compare"):
            if (value := getattr(self, name)) is not None:
                pairs.append((name, str(value)))
        return pairs

    def query_string(self) -> str:
        return urlencode(self.parameters())
