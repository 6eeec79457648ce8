"""The words of results as querysets."""

from typing import Any, Self

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from healthkart.analytics.kpis import Sums
from healthkart.analytics.scope import Scope

# From a result, or from a payout line, to the name that a filter compares with.
PATHS: dict[str, str] = {
    "brand": "product__brand__name",
    "product": "product__name",
    "campaign": "campaign__name",
    "platform": "platform",
    "influencer_type": "{influencer}__influencer_type",
    "category": "{influencer}__category",
    "gender": "{influencer}__gender",
    "basis": "{influencer}__basis",
    "influencer": "{influencer}__code",
}

# Where a cost may have nothing that a filter could compare, in the order in which a page names the reason.
UNKNOWN: dict[str, Q] = {
    "day": Q(date__isnull=True),
    "product": Q(product__isnull=True) | Q(product__name=""),
    "campaign": Q(campaign__isnull=True),
    "brand": Q(product__isnull=True),
    "platform": Q(platform=""),
}


def conditions(scope: Scope, influencer: str = "influencer") -> dict[str, Q]:
    """What each filter of a scope asks of a row, by dimension; its first and last day (inclusive) as `day`.

    `influencer` is the path from the row to its influencer.
    """
    asked = {
        dimension.name: Q(**{f"{PATHS[dimension.name].format(influencer=influencer)}__in": values})
        for dimension, values in scope.filters()
    }
    if scope.has_dates:
        asked["day"] = Q()
        if scope.date_from is not None:
            asked["day"] &= Q(date__gte=scope.date_from)
        if scope.date_to is not None:
            asked["day"] &= Q(date__lte=scope.date_to)
    return asked


class ResultQuerySet(QuerySet[Any]):
    """Grouped sums are one `within(scope).attributed().grouped(…)` away."""

    def within(self, scope: Scope) -> Self:
        """The results that every filter of the scope lets through; what a filter cannot compare stays out."""
        return self.filter(*conditions(scope).values())

    def attributed(self) -> Self:
        """What belongs to an influencer: the only rows that KPIs are made of."""
        return self.filter(influencer__isnull=False)

    def organic(self) -> Self:
        """What was sold without an influencer."""
        return self.filter(influencer__isnull=True)

    def grouped(self, *columns: str) -> "QuerySet[Any, tuple[Any, ...]]":
        """Tuples of these columns and the seven sums, in the order of Sums; money in paise."""
        sums = {f"sum_{measure}": Sum(measure) for measure in Sums._fields}
        # An order of rows would become part of what is grouped by.
        rows: QuerySet[Any, tuple[Any, ...]]
        rows = self.order_by().values(*columns).annotate(**sums).values_list(*columns, *sums)
        return rows

    def payout_dropped(self, scope: Scope) -> dict[str, int]:
        """The payout (paise) that the scope's filters leave out because it has no day, product, campaign, … to compare.

        Each cost is counted once, under the first of these that it lacks; only costs that pass all other filters.
        """
        asked = conditions(scope)
        open_to = [name for name in UNKNOWN if name in asked]
        if not open_to:
            return {}
        passing = [asked[name] | UNKNOWN[name] if name in open_to else asked[name] for name in asked]
        lacking = Case(*(When(UNKNOWN[name], then=Value(name)) for name in open_to), default=None)
        rows = (
            self.attributed()
            .filter(*passing, payout__gt=0)
            .annotate(lacks=lacking)
            .filter(lacks__isnull=False)
            .order_by()
            .values_list("lacks")
            .annotate(dropped=Sum(F("payout")))
        )
        found = dict(rows)
        return {name: int(found[name]) for name in open_to if name in found}
