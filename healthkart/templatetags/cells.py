"""The cells of a table's rows. In Python: a page has thousands, and a template takes ten times as long for each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from healthkart.dashboard.pages import Cell, DataTable
from healthkart.markup import dash, escaped, put_together
from healthkart.rows.behind import SOURCES, Source
from healthkart.templatetags.numbers import shown, why_unknown
from healthkart.templatetags.rows import share_of, stands_on

register = template.Library()

LONG = 48  # characters; a longer name is broken


@register.simple_tag
def table_rows(
    table: DataTable,
    limit: int | Literal[""] | None,
    place: int | None,
    most: float,
    whole: float | None,
    options: str,
    behind: Source | None,
    of_page: str,
) -> SafeString:
    """All rows of a table, those beyond the `limit` marked so.

    For `place`, `most`, `whole` and `options` see `row_cells`. If there is something `behind` the rows, a last cell of
    each leads to it, narrowed to the row and to what the page is of by itself (more of a query string); where a row has
    nothing of it, to what else it has.
    """
    lists = {each: reverse(each.page) for each in (behind, *reversed(SOURCES))} if behind else {}
    drawn: list[str] = []
    for number, row in enumerate(table.rows, start=1):
        drawn.append('<tr class="beyond">' if limit and number > limit else "<tr>")
        drawn += _cells(row, options, place, most, whole)
        if behind:
            drawn.append(_behind(row[0], lists, of_page))
        drawn.append("</tr>")
    return put_together(drawn)


def row_cells(row: Sequence[Cell], options: str, place: int | None, most: float, whole: float | None) -> SafeString:
    """A row's cells, the first its heading. Links keep the page's own `options` (a query string).

    The cell at `place` has a bar behind it, of `most` as the longest, and beside it its share of the `whole`.
    """
    return put_together(_cells(row, options, place, most, whole))


def _cells(row: Sequence[Cell], options: str, place: int | None, most: float, whole: float | None) -> Iterator[str]:
    first, *others = row
    yield f'<th scope="row"{_long(first)}>{_text(first, options)}</th>'
    for number, cell in enumerate(others, start=1):
        yield _measured(cell, options, most, whole) if number == place else _plain(cell, options)


def _behind(name: Cell, lists: Mapping[Source, str], of_page: str) -> str:
    """The last cell of a row of this name: the way to the first of these lists that has rows of it, if any."""
    source = next((each for each in lists if stands_on(name, each)), None) if name.link else None
    if source is None:
        return '<td class="to-rows"></td>'
    unseen = f'<span class="unseen"> behind {escaped(shown(name))}, {escaped(source.label)}</span>'
    return f'<td class="to-rows"><a href="{escaped(lists[source] + name.link + of_page)}">Rows{unseen}</a></td>'


def _plain(cell: Cell, options: str) -> str:
    kind = ' class="num"' if cell.unit else _long(cell)
    return f"<td{kind}>{_text(cell, options)}</td>"


def _long(cell: Cell) -> str:
    return ' class="long"' if len(shown(cell)) > LONG else ""


def _measured(cell: Cell, options: str, most: float, whole: float | None) -> str:
    bar = share = ""
    if most and cell.value is not None and cell.value > 0:
        width = round(100 * cell.value / most)
        bar = f'<svg class="share" aria-hidden="true"><rect width="{width}%" height="100%"/></svg>'
    if whole and cell.value is not None:
        of_whole = f'{share_of(cell.value, whole)}<span class="unseen"> of all</span>'
        share = f'<span class="of-whole"> <span class="unseen">, </span>{of_whole}</span>'
    return f'<td class="num">{bar}{_text(cell, options)}{share}</td>'


def _text(cell: Cell, options: str) -> str:
    """What it holds: as text, as a link, or why it is not known."""
    if cell.value is None and cell.unit:
        return dash(why_unknown(cell))
    text = shown(cell)
    if isinstance(cell.value, date):  # sorts as a day
        markup = f'<time datetime="{cell.value.isoformat()}">{escaped(text)}</time>'
    else:
        markup = breaking(text) if cell.link else escaped(text)
    if not cell.link:
        return markup
    address = f"{cell.link}{'&' if '?' in cell.link else '?'}{options}" if options else cell.link
    return f'<a href="{escaped(address)}">{markup}</a>'


@register.filter(name="breaking")
def breaking_name(name: str) -> SafeString:
    """A name that breaks after underscores."""
    return put_together([breaking(name)])


def breaking(name: str) -> str:
    """The markup of a name that breaks after underscores."""
    return "<wbr>".join(map(escaped, re.findall(r"[^_]*_|[^_]+", name)))
