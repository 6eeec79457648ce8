"""The words of influencers and posts as querysets."""

from typing import Any, Self

from django.db.models import Q, QuerySet


class PostQuerySet(QuerySet[Any]):
    def to_confirm(self) -> Self:
        """Posts whose product or campaign is still open, for a person to confirm."""
        return self.filter(Q(product_known_by="") | Q(campaign_known_by=""))
