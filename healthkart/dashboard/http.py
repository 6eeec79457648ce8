"""From a request to a page: filters -> scope -> selector -> the whole page, or for htmx the part that changes."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import ValidationError

from healthkart.analytics.comparison import comparison
from healthkart.analytics.labels import Labels, current_labels
from healthkart.analytics.transactions import snapshot
from healthkart.dashboard.date_bar import INSTEAD_OF, as_meant, date_bar
from healthkart.dashboard.definitions import on_page
from healthkart.dashboard.files import FILE, FileAnswer, FileForm, file_form, table_as_file
from healthkart.dashboard.filters import ScopeForm, filter_bar
from healthkart.dashboard.kept import for_reader, kept_pages, key_of, without_reader
from healthkart.dashboard.ways_out import ways_out
from healthkart.downloads.workbooks import TOO_MANY

View = Callable[..., Any]


def dashboard(template: str, form: type[ScopeForm] = ScopeForm) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Make a page of a view that turns (request, scope, labels, **options) into a frozen page value.

    What the address itself names comes with the options.

    A filter that is unknown, misspelt or contradicts itself is answered with status 400 and what is wrong with it.
    htmx gets the part named `_part.html` beside the template, unless it restores a page from its history.
    A page is kept, without what is its reader's own, for as long as the data stay as they are.
    With `table` and `format` the address is that of one of the page's tables as a file.
    """
    of_files = file_form(form)

    def decorate(view: View) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, **named: str) -> HttpResponseBase:
            if INSTEAD_OF in request.GET and (meant := as_meant(request.GET, current_labels())) is not None:
                return HttpResponseRedirect(f"?{meant.urlencode()}")
            if any(name in request.GET for name in FILE):
                return _file(view, request, of_files, named)
            partly = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
            with snapshot():  # one state of the data, read to the end before anything is drawn
                labels = current_labels()
                key = key_of(request, labels, partly=partly)
                pieces = kept_pages().get(key)
                filters = None if pieces else form(request.GET, labels, **named)
                context = _context(view, request, filters, labels, named) if filters and filters.is_valid() else None
            if filters and not filters.is_valid():
                response = _refused(request, filters, labels, partly=partly)
            else:
                if context:
                    html = render_to_string(_part(template) if partly else template, context, request)
                    pieces = without_reader(html)
                    kept_pages().set(key, pieces)
                response = HttpResponse(for_reader(pieces, request))
            patch_vary_headers(response, ["HX-Request"])
            return response

        answer.scope_form = form  # type: ignore[attr-defined]
        return answer

    return decorate


def form_of(view: View) -> type[ScopeForm] | None:
    """The form that understands the query string of a dashboard page; None for any other view."""
    return getattr(view, "scope_form", None)


def _context(
    view: View, request: HttpRequest, filters: ScopeForm, labels: Labels, named: Mapping[str, str]
) -> dict[str, Any]:
    scope = filters.scope()
    page = view(request, scope, labels, **named, **filters.options())
    _check_columns(filters, page)
    own = _own(filters, named)
    return {
        "kept": True,
        "page": page,
        "definitions": on_page(page),
        "scope": scope,
        "own": own,
        "labels": labels,
        "options": filters.kept(),
        "settings": filters.settings(),
        "orders": filters.orders,
        "hidden": filters.hidden,
        "main": filters.main,
        "places": filters.places,
        "dates": date_bar(scope, labels),
        "filters": filter_bar(scope, labels, filters.own),
        "chips": filters.chips(labels),
        "ways_out": ways_out(scope, labels, own) if page.is_empty else (),
    }


def _own(filters: ScopeForm, named: Mapping[str, str]) -> dict[str, str]:
    """What the page is of by itself, as a filter."""
    return dict.fromkeys([filters.own], *named.values()) if filters.own else {}


def _check_columns(filters: ScopeForm, page: Any) -> None:
    """An empty page may lack tables that it has otherwise."""
    if (filters.orders or filters.hidden) and not page.is_empty:
        filters.check_columns(page.tables)


def _file(
    view: View, request: HttpRequest, form: type[FileForm], named: Mapping[str, str]
) -> HttpResponse | FileAnswer:
    """One of the tables of a page as the file that is asked for."""
    with snapshot():
        labels = current_labels()
        filters = form(request.GET, labels, **named)
        if not filters.is_valid():
            return _refused(request, filters, labels, partly=False)
        page = view(request, filters.scope(), labels, **named, **filters.of_page())
        _check_columns(filters, page)
        filters.check_table(getattr(page, "tables", {}))
    if filters.is_valid():
        against = comparison(filters.scope(), labels.first_day, labels.last_day)
        compared = [("compared with", against.days if against.base else against.why_not)] if against else []
        asked = (*_own(filters, named).items(), *filters.filters(), *compared)
        name, wanted = filters.cleaned_data["table"], filters.cleaned_data["format"]
        try:
            return table_as_file(filters.as_shown(page.tables[name]), name, wanted, asked, labels)
        except ValidationError:
            filters.refuse("format", TOO_MANY)
    return _refused(request, filters, labels, partly=False)


def _refused(request: HttpRequest, filters: ScopeForm, labels: Labels, *, partly: bool) -> HttpResponse:
    template = "dashboard/_refused.html" if partly else "dashboard/refused.html"
    return render(request, template, {"complaints": filters.complaints(), "labels": labels}, status=400)


def _part(template: str) -> str:
    folder, _, name = template.rpartition("/")
    return f"{folder}/_{name}"
