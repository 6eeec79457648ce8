"""The names behind the ids of results, read once for each version of the data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from campaigns.models import Brand, Campaign, Product
from healthkart.analytics.models import NO_DAY, DailyBrandResult, DataVersion, MonthlyCampaignBrandResult
from healthkart.analytics.periods import as_date, first_day
from healthkart.analytics.scope import DIMENSIONS
from healthkart.genders import in_usual_order
from healthkart.names import UNKNOWN_NAME
from influencers.models import INFLUENCER_TYPES, Influencer
from payouts.models import Payout

BASES = (*Payout.Basis.values, "mixed")
PLACES = ("brand", "campaign", "platform")


@dataclass(frozen=True, slots=True)
class InfluencerLabel:
    """An influencer as the pages show it; None is not known."""

    code: str
    name: str
    category: str | None
    gender: str
    influencer_type: str | None
    basis: str | None
    platform: str | None
    followers: int | None

    def __str__(self) -> str:
        return f"{self.name} #{self.code}"


@dataclass(frozen=True, slots=True)
class CampaignLabel:
    """A campaign as the pages show it: days are inclusive."""

    name: str
    brand: str | None
    first_day: date | None
    last_day: date | None


class Kept(dict[Any, Any]):
    """A function of one argument as what it gave for each: worked out the first time that it is asked for."""

    def __init__(self, of: Callable[[Any], Any]) -> None:
        super().__init__()
        self.of = of

    def __missing__(self, cell: Any) -> Any:
        self[cell] = found = self.of(cell)
        return found


@dataclass(frozen=True)
class Labels:
    """Everything that has a name, by id, as of one version of the data.

    `unplaced` are those of brand, campaign and platform that something has none of.
    """

    version: int
    changed_at: datetime | None
    influencers: Mapping[int, InfluencerLabel]
    campaigns: Mapping[int, CampaignLabel]
    products: Mapping[int, tuple[str, str | None]]
    brands: Mapping[int, str]
    platforms: tuple[str, ...]
    unplaced: frozenset[str]
    first_day: date | None
    last_day: date | None
    _values: dict[tuple[str, str], Kept] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def by_code(self) -> Mapping[str, InfluencerLabel]:
        return {label.code: label for label in self.influencers.values()}

    @cached_property
    def campaigns_by_name(self) -> Mapping[str, CampaignLabel]:
        return {label.name: label for label in self.campaigns.values()}

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """What has a name, by dimension. Types and bases are always there: they are ours, not data."""
        of = self.influencers.values()
        return {
            "brand": tuple(sorted(self.brands.values())),
            "product": tuple(sorted({name for _, name in self.products.values() if name})),
            "campaign": tuple(sorted(label.name for label in self.campaigns.values())),
            "platform": self.platforms,
            "influencer_type": tuple(name for name, _ in INFLUENCER_TYPES),
            "category": tuple(sorted({label.category for label in of if label.category})),
            "gender": in_usual_order(label.gender for label in of),
            "basis": BASES,
            "influencer": tuple(sorted((label.code for label in of), key=lambda code: (len(code), code))),
        }

    @cached_property
    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """What each filter offers, by dimension: the names, and last what has none, where there is such a thing."""
        return {
            name: (
                *(each for each in values if each != UNKNOWN_NAME),
                *([UNKNOWN_NAME] if UNKNOWN_NAME in values or self._lacks(name) else []),
            )
            for name, values in self.names.items()
        }

    def _lacks(self, dimension: str) -> bool:
        """Whether something in the data has no name in this dimension."""
        match dimension:
            case "brand" | "campaign" | "platform":
                return dimension in self.unplaced
            case "product":
                return "brand" in self.unplaced or any(name is None for _, name in self.products.values())
            case "influencer":
                return False
            case _:
                return any(getattr(label, dimension) is None for label in self.influencers.values())

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """What each filter may be set to: the names, and Unknown also where nothing is, so that a link still works."""
        others = {each.name: {UNKNOWN_NAME} for each in DIMENSIONS if each.name != "influencer"}
        return {name: frozenset(values).union(others.get(name, ())) for name, values in self.names.items()}

    def value(self, dimension: str, part: str) -> Callable[[Any], Any]:
        """From what a result carries in this part (an id, a day, …) to a value of a dimension; None is not known."""
        if (dimension, part) not in self._values:
            self._values[dimension, part] = Kept(self._value(dimension, part))
        return self._values[dimension, part].__getitem__

    def _value(self, dimension: str, part: str) -> Callable[[Any], Any]:
        match dimension:
            case "brand" if part == "brand":
                return lambda brand: self.brands[brand] if brand else None
            case "brand":
                return lambda product: self.products[product][0] if product else None
            case "product":
                return lambda product: self.products[product][1] if product else None
            case "campaign":
                return lambda campaign: self.campaigns[campaign].name if campaign else None
            case "platform":
                return lambda platform: platform or None
            case "day" | "week" | "month":
                return lambda day: None if (known := as_date(day)) == NO_DAY else first_day(known, dimension)
            case "influencer":
                return lambda influencer: self.influencers[influencer].code
            case _:
                return lambda influencer: getattr(self.influencers[influencer], dimension)


def current_labels() -> Labels:
    """The labels as of now: one statement, and the rest only when the data have changed since the last call."""
    version = DataVersion.current()
    return _labels(version.number, version.changed_at)


# The time of the change is part of the key: after a restored backup the same number may stand for other data.
@lru_cache(maxsize=2)
def _labels(version: int, changed_at: datetime | None) -> Labels:
    influencers = Influencer.objects.order_by().values_list(
        "pk", "code", "name", "category", "gender", "influencer_type", "basis", "platform", "follower_count"
    )
    campaigns = Campaign.objects.order_by().values_list("pk", "name", "brand__name", "first_day", "last_day")
    products = Product.objects.order_by().values_list("pk", "brand__name", "name")
    places = list(MonthlyCampaignBrandResult.objects.values_list("brand_id", "campaign_id", "platform").distinct())
    platforms = {platform for *_, platform in places} | {platform for *_, platform, _ in influencers}
    # Two statements: asked for both at once, SQLite would read every row.
    days = DailyBrandResult.objects.filter(date__gt=NO_DAY).values_list("date", flat=True)
    return Labels(
        version=version,
        changed_at=changed_at,
        influencers={
            pk: InfluencerLabel(
                code, name, category or None, gender or UNKNOWN_NAME, kind, basis or None, platform or None, followers
            )
            for pk, code, name, category, gender, kind, basis, platform, followers in influencers
        },
        campaigns={pk: CampaignLabel(name, brand, first, last) for pk, name, brand, first, last in campaigns},
        products={pk: (brand, name or None) for pk, brand, name in products},
        brands=dict(Brand.objects.order_by("pk").values_list("pk", "name")),
        platforms=tuple(sorted(platforms - {""})),
        unplaced=frozenset(name for place in places for name, of in zip(PLACES, place, strict=True) if not of),
        first_day=days.order_by("date").first(),
        last_day=days.order_by("date").last(),
    )
