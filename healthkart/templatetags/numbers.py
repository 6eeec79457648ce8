"""Numbers and figures in templates."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.safestring import SafeString

from healthkart.analytics import numbers
from healthkart.analytics.kpis import Sums, Unit
from healthkart.analytics.labels import Labels
from healthkart.analytics.periods import in_words
from healthkart.analytics.scope import Scope
from healthkart.dashboard.pages import Card, Cell, DataTable
from healthkart.markup import as_data
from healthkart.names import name_of

register = template.Library()
register.filter(numbers.lacking)


@register.filter
def shown(cell: Cell) -> str:
    """A cell as text: numbers in their unit, what is not known as a dash; a name that is not known has a name too."""
    if isinstance(cell.value, date):
        return in_words(cell.value, cell.value)
    return str(name_of(cell.value)) if cell.unit is None else numbers.show(cell.value, cell.unit)


@register.filter
def headline(card: Card) -> str:
    """A card's value, sums of rupees and counts in lakh and crore."""
    if card.value is None or card.kpi.name not in Sums._fields:
        return numbers.show(card.value, card.kpi.unit)
    return numbers.short_rupees(card.value) if card.kpi.unit == "rupees" else numbers.short(card.value)


@register.filter
def exactly(card: Card) -> str:
    """A card's value to the paisa, or to four places."""
    return numbers.show(card.value, card.kpi.unit, precise=True)


@register.filter
def in_unit(value: float | None, unit: Unit) -> str:
    """A number in its unit."""
    return numbers.show(value, unit)


@register.simple_tag
def days_shown(scope: Scope, labels: Labels) -> str:
    """The days that a page shows, in words; empty where there are none."""
    first, last = scope.date_from or labels.first_day, scope.date_to or labels.last_day
    return in_words(first, last) if first and last else ""


@register.simple_tag
def figure_data(figure: dict[str, Any], name: str) -> SafeString:
    """A figure as JSON in a script element that no browser runs, every special character escaped."""
    return as_data(figure, f"figure-{name}")


@register.filter
def why_unknown(cell: Cell) -> str:
    """Why a cell shows a dash."""
    match cell.unit:
        case "score":
            return f"Not known: {numbers.lacking('score')}"
        case "ratio":
            return "Not known: nothing to divide by, or to compare with"
        case "percent" | "rupees":
            return "Not known: nothing to divide by"
        case "change":
            return "Not known: nothing to compare, now or before"
        case _:
            return "Not known: the data do not say"


@register.filter
def position(table: DataTable, column: str | None) -> int | None:
    """Where a table's column of numbers of this name stands, counted from 0."""
    return next((place for place, each in enumerate(table.columns) if each.name == column and each.unit), None)


@register.filter
def largest(table: DataTable, place: int | None) -> float:
    """The largest value in this column, for bars behind its numbers."""
    return max((row[place].value or 0 for row in table.rows), default=0) if place is not None else 0


@register.simple_tag
def view_link(query: str, options: Mapping[str, Any] | None = None) -> str:
    """A link to the same page with this query string and the page's own options."""
    both = "&".join(filter(None, (query.removeprefix("?"), options_kept(options))))
    return f"?{both}" if both else "."


@register.simple_tag
def options_kept(options: Mapping[str, Any] | None = None) -> str:
    """The page's own options as a query string, as a new view keeps them."""
    return urlencode(options or {})
