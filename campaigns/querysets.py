"""The words of tracked rows as querysets."""

from collections.abc import Sequence
from typing import Any, Self

from django.db.models import Q, QuerySet

from healthkart.platforms import PLATFORMS


class TrackingEventQuerySet(QuerySet[Any]):
    def on_platforms(self, platforms: Sequence[str]) -> Self:
        """Rows that happened there: by their source where that names a platform, else by the home platform."""
        named = Q(source__in=[platform for platform in platforms if platform in PLATFORMS])
        elsewhere = Q(influencer__platform__in=platforms) & ~Q(source__in=PLATFORMS)
        return self.filter(influencer__isnull=False).filter(named | elsewhere)
