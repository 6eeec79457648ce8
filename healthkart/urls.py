"""The addresses of the dashboard. Everything but the login asks for one (settings.MIDDLEWARE)."""

from django.contrib import admin
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

urlpatterns = [
    path("", include("campaigns.urls")),
    path("influencers/", include("influencers.urls")),
    path("payouts/", include("payouts.urls")),
    path("rows/", include("healthkart.rows_urls")),
    path("api/v1/", include("healthkart.api_urls")),
    path("accounts/login/", LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
]
