"""What a scope asks of each part of a result: which ids pass its filters, and which it cannot tell.

A filter cannot tell what has nothing to compare: an unspecified product, no campaign, no brand, no platform, no day.
Unless it asks for Unknown: that is what has none.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.names import UNKNOWN_NAME, name_of
from influencers.models import Influencer

# In the order in which a page names the reason.
UNKNOWN = ("day", "product", "campaign", "brand", "platform")
OF_INFLUENCER = ("influencer_type", "category", "gender", "basis")


@dataclass(frozen=True)
class Asked:
    """Of one part: the ids that pass, and those that the filters cannot tell, by what these lack."""

    column: str
    passing: tuple[Any, ...]
    lacking: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def passes(self) -> Q:
        return Q(**{f"{self.column}__in": self.passing})

    def passes_of_rows(self) -> Q:
        """That a raw row passes, where null stands for what is 0 in a result."""
        return self.passes() | Q(**{f"{self.column}__isnull": True}) if 0 in self.passing else self.passes()

    def may_pass(self) -> Q:
        """That a row passes or cannot be told."""
        return self.passes() | Q(**{f"{self.column}__in": [id for ids in self.lacking.values() for id in ids]})

    def lacks(self, name: str) -> Q:
        """That a row cannot be told for want of this."""
        return Q(**{f"{self.column}__in": self.lacking.get(name, ())})


def asked_of(scope: Scope, labels: Labels, *, of_products: bool) -> dict[str, Asked]:
    """What the filters ask of campaign, platform and product or brand, by part; only of those that they narrow.

    `of_products`: a brand is asked for through its products.
    """
    parts = {}
    if scope.product or (scope.brand and of_products):
        parts["product"] = _of_products(scope, labels)
    elif scope.brand:
        brands = tuple(pk for pk, name in labels.brands.items() if name in scope.brand)
        parts["brand"] = _asked("brand_id", "brand", scope.brand, brands, 0)
    if scope.campaign:
        campaigns = tuple(pk for pk, label in labels.campaigns.items() if label.name in scope.campaign)
        parts["campaign"] = _asked("campaign_id", "campaign", scope.campaign, campaigns, 0)
    if scope.platform:
        parts["platform"] = _asked("platform", "platform", scope.platform, scope.platform, "")
    return parts


def _asked(column: str, name: str, wanted: Collection[str], named: tuple[Any, ...], none: int | str) -> Asked:
    """What passes by a name that is wanted, and what stands for none: passing or lacking."""
    return Asked(column, (*named, none)) if UNKNOWN_NAME in wanted else Asked(column, named, {name: (none,)})


def _of_products(scope: Scope, labels: Labels) -> Asked:
    """What passes as a product and by its brand. What lacks the one passes by the other, or lacks it too."""
    passing: list[int] = []
    lacking: defaultdict[str, list[int]] = defaultdict(list)
    for pk, (brand, name) in ((0, (None, None)), *labels.products.items()):
        asked = (("product", name, scope.product), ("brand", brand, scope.brand))
        failing = {of: value for of, value, wanted in asked if wanted and name_of(value) not in wanted}
        if not failing:
            passing.append(pk)
        elif not any(failing.values()):
            lacking[next(iter(failing))].append(pk)
    return Asked("product_id", tuple(passing), {of: tuple(ids) for of, ids in lacking.items()})


def influencers_asked(scope: Scope) -> QuerySet[Influencer, Any] | None:
    """The influencers (ids) that the filters let through; None for all."""
    narrowed = [called(name, values) for name in OF_INFLUENCER if (values := getattr(scope, name))]
    if scope.influencer:
        narrowed.append(Q(code__in=scope.influencer))
    return Influencer.objects.filter(*narrowed).order_by().values("pk") if narrowed else None


def called(column: str, names: Collection[str]) -> Q:
    """That a column has one of these names; Unknown is an empty one, or null."""
    if UNKNOWN_NAME not in names:
        return Q(**{f"{column}__in": names})
    return Q(**{f"{column}__in": (*names, "")}) | Q(**{f"{column}__isnull": True})
