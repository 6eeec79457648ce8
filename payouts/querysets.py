"""The words of payouts as querysets."""

from typing import Any, Self

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce


class PayoutQuerySet(QuerySet[Any]):
    def with_counted(self) -> Self:
        """Each with `counted`: the posts or orders that its lines rest on, beside the `units` it declares."""
        lines = self.model.lines.rel.related_model._default_manager.filter(payout=OuterRef("pk")).order_by()
        counted = lines.values("payout").annotate(counted=Sum("units")).values("counted")
        return self.annotate(counted=Coalesce(Subquery(counted, output_field=IntegerField()), 0))
