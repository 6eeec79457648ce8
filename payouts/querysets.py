"""The words of payouts as querysets."""

from typing import Any, Self

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from healthkart.analytics.querysets import conditions
from healthkart.analytics.scope import Scope


class PayoutQuerySet(QuerySet[Any]):
    def with_counted(self) -> Self:
        """Each with `counted`: the posts or orders that its lines rest on, beside the `units` it declares."""
        lines = self.model.lines.rel.related_model._default_manager.filter(payout=OuterRef("pk")).order_by()
        counted = lines.values("payout").annotate(counted=Sum("units")).values("counted")
        return self.annotate(counted=Coalesce(Subquery(counted, output_field=IntegerField()), 0))


class PayoutLineQuerySet(QuerySet[Any]):
    def within(self, scope: Scope) -> Self:
        """The lines that every filter of the scope lets through."""
        return self.filter(*conditions(scope, influencer="payout__influencer").values())

    def by_basis_and_status(self) -> dict[tuple[str, str], int]:
        """What is due and what was paid (paise), by basis and status."""
        rows = self.order_by().values_list("payout__basis", "payout__status").annotate(total=Sum("amount"))
        return {(basis, status): int(total * 100) for basis, status, total in rows}
