from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    name = "healthkart.saved_views"
    verbose_name = "Saved views"
