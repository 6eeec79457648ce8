from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.urls import register_converter


class HealthkartConfig(AppConfig):
    name = "healthkart"

    def ready(self) -> None:
        from healthkart.converters import NameConverter
        from healthkart.permissions import grant_to_groups

        register_converter(NameConverter, "name")
        # After the one that makes the permissions: django.contrib.auth is ready before we are.
        post_migrate.connect(grant_to_groups, dispatch_uid="healthkart.permissions")
