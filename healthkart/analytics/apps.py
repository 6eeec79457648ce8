"""The analytics as an app of Django."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AnalyticsConfig(AppConfig):
    name = "healthkart.analytics"

    def ready(self) -> None:
        post_migrate.connect(bring_in_step, sender=self)


def bring_in_step(plan: Any = (), **kwargs: Any) -> None:
    """Results whose tables `migrate` laid anew begin empty: they are worked out from those that they follow from."""
    from healthkart.analytics.rollups import fill

    if any(migration.app_label == "analytics" and not backwards for migration, backwards in plan or ()):
        fill()
