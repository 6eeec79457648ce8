"""What is answered while somebody else writes for longer than a request can wait."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

RETRY_AFTER = 60  # seconds
WHY = "The data are being changed, as by an import of many rows. Nothing was saved: try again in a minute."


class BusyMiddleware:
    """SQLite has one writer at a time: whoever waits for it in vain is told so, with status 503, and to come back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer where the database stayed locked; None for any other error."""
        if not (isinstance(exception, OperationalError) and "locked" in str(exception)):
            return None
        of_the_api = request.resolver_match is not None and request.resolver_match.app_name == "api"
        response = (
            JsonResponse({"detail": WHY}, status=503)
            if of_the_api
            else render(request, "503.html", {"why": WHY}, status=503)
        )
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response
