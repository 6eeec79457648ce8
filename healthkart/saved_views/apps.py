from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    name = "healthkart.saved_views"
