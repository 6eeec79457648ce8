"""The words of payouts as querysets."""

from typing import Any, Self

from django.db.models import DecimalField, ExpressionWrapper, F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Abs, Cast, Coalesce

PAISE = DecimalField(max_digits=40, decimal_places=0)  # rate × units may be more than a BIGINT holds


class PayoutQuerySet(QuerySet[Any]):
    def with_counted(self) -> Self:
        """Each with `counted`: the posts or orders that its lines rest on, beside the `units` it declares."""
        lines = self.model.lines.rel.related_model._default_manager.filter(payout=OuterRef("pk")).order_by()
        counted = lines.values("payout").annotate(counted=Sum("units")).values("counted")
        return self.annotate(counted=Coalesce(Subquery(counted, output_field=IntegerField()), 0))

    def with_gap(self) -> Self:
        """Each with `gap`, its total less rate × units, and `apart`, the gap without its sign (both in paise)."""
        declared = Cast("rate", PAISE) * F("units")
        gap = ExpressionWrapper(Cast("total", PAISE) - declared, output_field=PAISE)
        return self.annotate(gap=gap, apart=Abs(gap))

    def not_as_declared(self) -> Self:
        """Those whose total is not rate × units."""
        return self.with_gap().exclude(gap=0)

    def unassigned(self) -> Self:
        """Those without any post or order to fall on: the ledger gave them one line, of no unit."""
        return self.filter(lines__units=0)
