from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "healthkart.analytics"
    verbose_name = "Results"
