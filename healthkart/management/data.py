"""All business rows at once: how many the database holds, and how they go."""

from django.db import connection, models

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics.grains import GRAINS
from healthkart.analytics.models import DataVersion
from influencers.models import Influencer, Post
from payouts.models import Payout, PayoutLine

RAW: tuple[type[models.Model], ...] = (Influencer, Post, TrackingEvent, Payout, Campaign, Product, Brand)
FOLLOWING: tuple[type[models.Model], ...] = (*(grain.model for grain in GRAINS), PayoutLine, Payout.history.model)


def rows_held() -> dict[str, int]:
    """How many raw rows the database holds, by what they are; only of what it holds any."""
    counts = {str(model._meta.verbose_name_plural): model._default_manager.count() for model in RAW}
    return {name: count for name, count in counts.items() if count}


def delete_all() -> None:
    """Delete all business rows, and no login, inside the caller's transaction; the data version moves on.

    In SQL, not through querysets: those would write the end of each payout into the history that goes with it.
    Foreign keys are checked at the end of the transaction, so the order does not matter.
    """
    with connection.cursor() as cursor:
        for model in (*FOLLOWING, *RAW):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    DataVersion.advance()
