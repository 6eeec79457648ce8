"""What a page says where it has nothing, or less than was asked."""

from collections.abc import Mapping

from django import template
from django.http import QueryDict

from healthkart.dashboard.pages import DataTable
from healthkart.templatetags.numbers import why_unknown

register = template.Library()


@register.filter
def unknown_in(table: DataTable) -> Mapping[str, list[str]]:
    """Why cells of a table show a dash: the columns of which each reason holds; none where all is known."""
    reasons: dict[str, list[str]] = {}
    for place, column in enumerate(table.columns):
        if not column.unit:
            continue  # a name that is not known is shown as Unknown
        for cell in (row[place] for row in table.rows):
            if cell.value is None:
                reasons.setdefault(why_unknown(cell), []).append(column.label)
                break
        else:
            if table.totals and table.totals[place].value is None:
                reasons.setdefault("Not worked out for all together", []).append(column.label)
    return reasons


@register.filter
def without(query: QueryDict, parameter: str) -> str:
    """The query string without one of its parameters, with its question mark; a dot where nothing is left."""
    left = query.copy()
    left.pop(parameter, None)
    return f"?{left.urlencode()}" if left else "."
