"""From numbers in templates to the rows behind them, and to files of tables."""

from urllib.parse import urlencode

from django import template
from django.template import Context
from django.urls import reverse

from healthkart.analytics import numbers
from healthkart.analytics.kpis import Sums
from healthkart.dashboard.pages import Card, Cell, DataTable
from healthkart.rows import behind

register = template.Library()


@register.simple_tag
def sources() -> tuple[behind.Source, ...]:
    """The lists of rows that numbers are made of."""
    return behind.SOURCES


@register.simple_tag(takes_context=True)
def own_query(context: Context) -> str:
    """What a page is of by itself, as more of a query string: its address says so, and not its filters."""
    own = context.get("own")
    return f"&{urlencode(own)}" if own else ""


@register.simple_tag(takes_context=True)
def rows_behind(context: Context, source: behind.Source, **more: str) -> str:
    """The address of the rows behind all that a page shows, narrowed to what only that list knows."""
    scope = context.get("scope")
    asked = (scope.query_string() if scope else "", own_query(context).removeprefix("&"), urlencode(more))
    query = "&".join(filter(None, asked))
    return reverse(source.page) + (f"?{query}" if query else "")


@register.filter
def sources_behind(card: Card) -> tuple[behind.Source, ...]:
    """The lists of rows that a card's number is made of."""
    return behind.sources(card.kpi)


@register.filter
def source_behind(table: DataTable, bar: str | None) -> behind.Source | None:
    """The rows behind a table's main measure; None where its rows lead nowhere."""
    if not any(row[0].link for row in table.rows):
        return None
    return behind.source_of(bar or next((column.name for column in table.columns if column.unit), ""))


@register.filter
def stands_on(name: Cell, source: behind.Source) -> bool:
    """Whether there may be rows of this list behind what a cell names: not where their sums are known to be zero."""
    return name.sums is None or any(getattr(name.sums, each) for each in source.sums)


@register.filter
def whole_of(table: DataTable, place: int | None) -> float | None:
    """What the column at this place adds up to; None where it is no sum, or the table has no totals."""
    if place is None or not table.totals or table.columns[place].name not in Sums._fields:
        return None
    whole: float | None = table.totals[place].value
    return whole


@register.filter
def share_of(value: float, whole: float) -> str:
    """A part of a whole in percent, with one place."""
    return f"{100 * value / whole:.1f} %" if whole else numbers.UNKNOWN


@register.simple_tag(takes_context=True)
def file_of(context: Context, table: str, format: str) -> str:
    """The address of a table of this page as a file: of what the page was asked, but for places in lists."""
    query = context["request"].GET.copy()
    for place in context["places"]:
        query.pop(place, None)
    query["table"], query["format"] = table, format
    return f"?{query.urlencode()}"
