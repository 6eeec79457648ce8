"""The words of tracked rows as querysets."""

from collections.abc import Sequence
from typing import Any, Self

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from healthkart.names import UNKNOWN_NAME
from healthkart.platforms import PLATFORMS

# What TrackingEvent.platform says, worked out by the database.
PLATFORM = Case(
    When(influencer=None, then=Value("")),
    When(source__in=PLATFORMS, then=F("source")),
    default=F("influencer__platform"),
)


class TrackingEventQuerySet(QuerySet[Any]):
    def on_platforms(self, platforms: Sequence[str], *, attributed: bool = False) -> Self:
        """Rows that happened there: by their source where that names a platform, else by the home platform.

        Unknown is what has none: rows of influencers of whom none is known, and unless `attributed` the organic ones.
        """
        unknown = UNKNOWN_NAME in platforms
        named = Q(source__in=[platform for platform in platforms if platform in PLATFORMS])
        influencers = self.model.influencer.field.related_model._default_manager.order_by()
        # Not joined: a database might then begin with the influencers, and sort all their rows.
        at_home = Q(influencer__in=influencers.filter(platform__in=(*platforms, "") if unknown else platforms))
        elsewhere = at_home & ~Q(source__in=PLATFORMS)
        of_influencers = Q(influencer__isnull=False) & (named | elsewhere)
        if attributed or not unknown:
            return self.filter(of_influencers)
        # An expression, for no index may be taken that would leave the rows to be sorted.
        return self.filter(of_influencers | Q(Exact(Coalesce(F("influencer"), 0), 0)))
