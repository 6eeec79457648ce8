"""The addresses of the dashboard, and one that does nothing: what the login and the server cost by themselves."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from healthkart.urls import urlpatterns as served


def nothing(request: HttpRequest) -> HttpResponse:
    """Behind the same login as every page."""
    return HttpResponse("ok")


urlpatterns = [*served, path("nothing/", nothing)]
