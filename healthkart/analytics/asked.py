"""What a scope asks of each part of a result: which ids pass its filters, and which it cannot tell.

A filter cannot tell what has nothing to compare: an unspecified product, no campaign, no brand, no platform, no day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
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
        parts["brand"] = Asked("brand_id", brands, {"brand": (0,)})
    if scope.campaign:
        campaigns = tuple(pk for pk, label in labels.campaigns.items() if label.name in scope.campaign)
        parts["campaign"] = Asked("campaign_id", campaigns, {"campaign": (0,)})
    if scope.platform:
        parts["platform"] = Asked("platform", scope.platform, {"platform": ("",)})
    return parts


def _of_products(scope: Scope, labels: Labels) -> Asked:
    of_brand = {pk: name for pk, (brand, name) in labels.products.items() if not scope.brand or brand in scope.brand}
    if not scope.product:
        return Asked("product_id", tuple(of_brand), {"brand": (0,)})
    return Asked(
        "product_id",
        tuple(pk for pk, name in of_brand.items() if name in scope.product),
        {"product": (0, *(pk for pk, name in of_brand.items() if name is None))},
    )


def influencers_asked(scope: Scope) -> QuerySet[Influencer, Any] | None:
    """The influencers (ids) that the filters let through; None for all."""
    narrowed = {f"{name}__in": values for name in OF_INFLUENCER if (values := getattr(scope, name))}
    if scope.influencer:
        narrowed["code__in"] = scope.influencer
    return Influencer.objects.filter(**narrowed).order_by().values("pk") if narrowed else None
