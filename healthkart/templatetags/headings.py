"""The headings of a table's columns, and the choice of columns. In Python, as the cells: a page has fifty."""

from collections.abc import Mapping, Sequence

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString

from healthkart.dashboard.definitions import Definition
from healthkart.dashboard.pages import Column, Sorting
from healthkart.markup import escaped, put_together

register = template.Library()


@register.simple_tag(takes_context=True)
def column_headings(context: Context, columns: Sequence[Column], sorting: Sorting | None = None) -> SafeString:
    """The headings, each with the way to its definition; where rows are sorted on the server, with a link that does."""
    definitions: Mapping[str, Definition] = context.get("definitions") or {}
    request: HttpRequest = context["request"]
    return put_together(_heading(column, sorting, column.name in definitions, request) for column in columns)


def _heading(column: Column, sorting: Sorting | None, is_defined: bool, request: HttpRequest) -> str:
    label, name = escaped(column.label), escaped(column.name)
    kind = ' class="num"' if column.unit else ""
    sorted_by = about = ""
    heading = label
    if sorting and (column.unit or column.name == "influencer"):
        arrow = ""
        if sorting.by == column.name:
            order, sign = ("descending", "▼") if sorting.descending else ("ascending", "▲")
            sorted_by, arrow = f' aria-sort="{order}"', f'<span class="arrow" aria-hidden="true">{sign}</span>'
        address = escaped(_sorted_by(_next(column, sorting), request))
        heading = f'<a id="sort-{name}" href="{address}">{label}{arrow}</a>'
    if is_defined:
        means = f'popovertarget="means-{name}" aria-label="What {label} means"'
        about = f' <button class="about" type="button" {means}>?</button>'
    return f'<th scope="col" aria-label="{label}"{kind}{sorted_by}>{heading}{about}</th>'


def _next(column: Column, sorting: Sorting) -> str:
    """How a heading sorts: the other way round where it did already, else numbers falling and names rising."""
    falling = not sorting.descending if sorting.by == column.name else bool(column.unit)
    return f"-{column.name}" if falling else column.name


def _sorted_by(order: str, request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = order
    return f"?{query.urlencode()}"


@register.simple_tag
def column_choices(columns: Sequence[Column]) -> SafeString:
    """A ticked box for each column but the first, by its place in the table, counted from 1."""
    return put_together(
        f'<li><label><input type="checkbox" checked autocomplete="off" data-column="{place}"'
        f' value="{escaped(column.name)}"> <span>{escaped(column.label)}</span></label></li>'
        for place, column in enumerate(columns[1:], start=2)
    )
