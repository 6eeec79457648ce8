"""From a request to a page: filters -> scope -> selector -> the whole page, or for htmx the part that changes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from healthkart.analytics.filters import ScopeForm, chips, filter_bar
from healthkart.analytics.labels import Labels, current_labels
from healthkart.analytics.scope import Scope
from healthkart.analytics.transactions import snapshot

View = Callable[..., Any]


def dashboard(template: str, form: type[ScopeForm] = ScopeForm) -> Callable[[View], Callable[..., HttpResponse]]:
    """Make a page of a view that turns (request, scope, labels, **options) into a frozen page value.

    A filter that is unknown, misspelt or contradicts itself is answered with status 400 and what is wrong with it.
    htmx gets the part named `_part.html` beside the template, unless it restores a page from its history.
    """

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            partly = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
            with snapshot():  # one state of the data, read to the end before anything is drawn
                labels = current_labels()
                filters = form(request.GET, labels)
                valid = filters.is_valid()
                if valid:
                    context = _context(view, request, filters.scope(), labels, filters.options())
            if not valid:
                names = ("dashboard/_refused.html", "dashboard/refused.html")
                context = {"complaints": filters.complaints(), "labels": labels}
                response = render(request, names[0 if partly else 1], context, status=400)
            else:
                response = render(request, _part(template) if partly else template, context)
            patch_vary_headers(response, ["HX-Request"])
            return response

        return answer

    return decorate


def _context(view: View, request: HttpRequest, scope: Scope, labels: Labels, options: dict[str, Any]) -> dict[str, Any]:
    return {
        "page": view(request, scope, labels, **options),
        "scope": scope,
        "labels": labels,
        "options": options,
        "filters": filter_bar(scope, labels),
        "chips": chips(scope, labels),
    }


def _part(template: str) -> str:
    folder, _, name = template.rpartition("/")
    return f"{folder}/_{name}"
