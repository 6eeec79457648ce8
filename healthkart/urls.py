"""The addresses of the dashboard. Everything but the login asks for one (settings.MIDDLEWARE)."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path
from django.views.generic import TemplateView

from campaigns.views import brand
from healthkart.dashboard.glossary import glossary
from healthkart.saved_views.views import home
from healthkart.search.views import search

admin.site.site_url = None  # its pages name the dashboard themselves

urlpatterns = [
    path("", home, name="home"),
    path("campaigns/", include("campaigns.urls")),
    path("brands/<name:name>/", brand, name="brand"),
    path("influencers/", include("influencers.urls")),
    path("payouts/", include("payouts.urls")),
    path("search/", search, name="search"),
    path("views/", include("healthkart.saved_views.urls")),
    path(
        "glossary/",
        TemplateView.as_view(template_name="dashboard/glossary.html", extra_context={"sections": glossary()}),
        name="glossary",
    ),
    path("insights/", include("healthkart.insights.urls")),
    path("rows/", include("healthkart.rows.urls")),
    path("api/v1/", include("healthkart.api.urls")),
    path("accounts/login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]
