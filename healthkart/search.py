"""The search page; for htmx the list of what was found."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from healthkart.analytics.labels import current_labels
from healthkart.analytics.searching import search as found_by
from healthkart.analytics.transactions import snapshot


class SearchForm(forms.Form):
    """What to look for; nothing else is understood, and nothing ignored."""

    q = forms.CharField(required=False, max_length=100)

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        self.query = query

    def complaints(self) -> dict[str, list[str]]:
        """What is wrong, by parameter, as plain sentences."""
        wrong: dict[str, list[str]] = {name: ["There is no such parameter."] for name in self.query if name != "q"}
        said = [str(message) for message in self.errors.get("q", ())]
        if len(self.query.getlist("q")) > 1:
            said.append("Give it once.")
        return wrong | ({"q": said} if said else {})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Influencers, campaigns, products and brands by name or code."""
    with snapshot():
        labels = current_labels()
    partly = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    form = SearchForm(request.GET)
    context: dict[str, Any] = {"labels": labels, "complaints": form.complaints()}
    if context["complaints"]:
        return render(request, "search/refused.html", context, status=400)
    text = form.cleaned_data["q"]
    context |= {"text": text, "kinds": found_by(labels, text)}
    response = render(request, "search/_found.html" if partly else "search/search.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
