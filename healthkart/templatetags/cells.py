"""The cells of a table's rows. In Python: a page has thousands, and a template takes ten times as long for each.

A row is formatted once: its markup is put together first, with a {} for each value, which Django escapes.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Literal

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from healthkart.dashboard.pages import Cell, DataTable
from healthkart.rows.behind import Source
from healthkart.templatetags.numbers import shown, why_unknown
from healthkart.templatetags.profiles import in_parts
from healthkart.templatetags.rows import share_of

register = template.Library()

Form = tuple[str, tuple[object, ...]]  # markup, and the values that its {} stand for

LONG = 48  # characters; a longer name is broken
WORD_BREAK = format_html("<{}>", "wbr")
UNKNOWN = '<span class="unknown" title="{}">–</span><span class="unseen"> {}</span>'  # a dash, and twice why


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
    each leads to it, narrowed to the row and to what the page is of by itself (more of a query string).
    """
    page = reverse(behind.page) if behind else ""
    drawn = []
    for number, row in enumerate(table.rows, start=1):
        start = '<tr class="beyond">' if limit and number > limit else "<tr>"
        last = _behind(row[0], page, of_page, behind.label) if behind else ("", ())
        drawn.append(_drawn([(start, ()), *_cells(row, options, place, most, whole), last, ("</tr>", ())]))
    return format_html_join("", "{}", zip(drawn))


def row_cells(row: Sequence[Cell], options: str, place: int | None, most: float, whole: float | None) -> SafeString:
    """A row's cells, the first its heading. Links keep the page's own `options` (a query string).

    The cell at `place` has a bar behind it, of `most` as the longest, and beside it its share of the `whole`.
    """
    return _drawn(_cells(row, options, place, most, whole))


def _drawn(forms: Iterable[Form]) -> SafeString:
    markup, values = zip(*forms, strict=True)
    return format_html("".join(markup), *chain.from_iterable(values))


def _cells(row: Sequence[Cell], options: str, place: int | None, most: float, whole: float | None) -> Iterator[Form]:
    first, *others = row
    markup, values = _text(first, options)
    yield f'<th scope="row"{_long(first)}>{markup}</th>', values
    for number, cell in enumerate(others, start=1):
        yield _measured(cell, options, most, whole) if number == place else _plain(cell, options)


def _behind(name: Cell, page: str, of_page: str, source: str) -> Form:
    """The last cell of a row of this name: the way to what stands behind it; empty where that leads nowhere."""
    if not name.link:
        return '<td class="to-rows"></td>', ()
    unseen = '<span class="unseen"> behind {}, {}</span>'
    link = f'<td class="to-rows"><a href="{{}}">Rows{unseen}</a></td>'
    return link, (f"{page}{name.link}{of_page}", shown(name), source)


def _plain(cell: Cell, options: str) -> Form:
    kind = ' class="num"' if cell.unit else _long(cell)
    markup, values = _text(cell, options)
    return f"<td{kind}>{markup}</td>", values


def _long(cell: Cell) -> str:
    return ' class="long"' if len(shown(cell)) > LONG else ""


def _measured(cell: Cell, options: str, most: float, whole: float | None) -> Form:
    bar = share = ""
    markup, values = _text(cell, options)
    if most and cell.value is not None and cell.value > 0:
        bar = '<svg class="share" aria-hidden="true"><rect width="{}%" height="100%"/></svg>'
        values = (round(100 * cell.value / most), *values)
    if whole and cell.value is not None:
        share = '<span class="of-whole"> <span class="unseen">, </span>{}<span class="unseen"> of all</span></span>'
        values = (*values, share_of(cell.value, whole))
    return f'<td class="num">{bar}{markup}{share}</td>', values


def _text(cell: Cell, options: str) -> Form:
    """What it holds: as text, as a link that breaks after underscores, or why it is not known."""
    if cell.value is None and cell.unit:
        why = why_unknown(cell)
        return UNKNOWN, (why, why)
    markup, values = "{}", [shown(cell)]
    if isinstance(cell.value, date):
        markup, values = '<time datetime="{}">{}</time>', [cell.value.isoformat(), *values]  # sorts as a day
    elif cell.link:
        values = in_parts(shown(cell))
        markup = WORD_BREAK.join("{}" for _ in values)
    if not cell.link:
        return markup, tuple(values)
    address = f"{cell.link}{'&' if '?' in cell.link else '?'}{options}" if options else cell.link
    return f'<a href="{{}}">{markup}</a>', (address, *values)
