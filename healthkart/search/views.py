"""The search page; for htmx the list of what was found."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from healthkart.analytics.labels import current_labels
from healthkart.analytics.transactions import snapshot
from healthkart.dashboard.filters import ScopeForm
from healthkart.search.searching import search as found_by


class SearchForm(ScopeForm):
    """What to look for, and the filters of the page that it is looked for from, which what is found leads on with."""

    q = forms.CharField(required=False, max_length=100)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Influencers, campaigns, products and brands by name or code."""
    with snapshot():
        labels = current_labels()
    partly = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    form = SearchForm(request.GET, labels)
    context: dict[str, Any] = {"labels": labels, "complaints": form.complaints()}
    if context["complaints"]:
        return render(request, "search/refused.html", context, status=400)
    text, scope = form.cleaned_data["q"], form.scope()
    context |= {"text": text, "scope": scope, "kinds": found_by(labels, text, scope)}
    response = render(request, "search/_found.html" if partly else "search/search.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
