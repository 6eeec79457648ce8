"""From an address to the page and the filters that a view keeps of it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.http import QueryDict
from django.urls import Resolver404, get_script_prefix, resolve

from healthkart.analytics.labels import Labels
from healthkart.dashboard.filters import ScopeForm
from healthkart.dashboard.http import form_of


@dataclass(frozen=True, slots=True)
class Place:
    """A dashboard page: the name and arguments of its address, its query string, and the form that understands it.

    The query string does not say which part of a list is shown: what is opened again begins at its beginning.
    """

    page: str
    arguments: dict[str, Any]
    query: str
    form: type[ScopeForm]

    def filters(self, labels: Labels) -> ScopeForm:
        """The query string through the page's own form, which also refuses a page of what is not there."""
        filters = self.form(QueryDict(self.query), labels, **self.arguments)
        for name in self.arguments.values():
            if name not in labels.names[filters.own]:
                filters.refuse(filters.own, f"No {filters.own} is called {name!r}.")
        return filters


def place_at(address: str) -> Place | None:
    """The dashboard page at this address of ours (path and query string); None for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    prefix = get_script_prefix()
    if parts.scheme or parts.netloc or not parts.path.startswith(prefix):
        return None
    try:
        match = resolve("/" + unquote(parts.path).removeprefix(prefix))
    except Resolver404:
        return None
    form = form_of(match.func)
    if form is None:
        return None
    query = QueryDict(parts.query, mutable=True)
    for name in (*form.places, *form.passing):
        query.pop(name, None)
    return Place(match.view_name, match.kwargs, query.urlencode(), form)
