"""The analytics as an app of Django."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AnalyticsConfig(AppConfig):
    name = "healthkart.analytics"

    def ready(self) -> None:
        post_migrate.connect(bring_in_step, sender=self)


def bring_in_step(plan: Any = (), **kwargs: Any) -> None:
    """Results whose tables were migrated are worked out anew: they begin empty, and follow from the raw rows alone."""
    from healthkart.analytics.grains import FINEST
    from healthkart.analytics.rollups import has_raw_rows, update

    migrated = any(migration.app_label == "analytics" for migration, _ in plan or ())
    if migrated and has_raw_rows() and not FINEST.model._default_manager.exists():
        update()
