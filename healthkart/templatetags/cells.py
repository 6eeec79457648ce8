"""The cells of a table's rows. In Python: a page has thousands, and a template takes ten times as long for each.

Python's own `escape`, for Django's takes three times as long: whatever comes from a cell goes through it here, and here
alone is HTML marked as safe.
"""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Literal

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from healthkart.dashboard.pages import Cell, DataTable
from healthkart.rows.behind import Source
from healthkart.templatetags.numbers import shown, why_unknown
from healthkart.templatetags.rows import share_of

register = template.Library()

LONG = 48  # characters; a longer name is broken
WORD_BREAK = format_html("<{}>", "wbr")


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
        last = cell_behind(row[0], page, of_page, behind.label) if behind else ""
        drawn.append(f"{start}{row_cells(row, options, place, most, whole)}{last}</tr>")
    return SafeString("".join(drawn))


def row_cells(row: Sequence[Cell], options: str, place: int | None, most: float, whole: float | None) -> str:
    """A row's cells, the first its heading. Links keep the page's own `options` (a query string).

    The cell at `place` has a bar behind it, of `most` as the longest, and beside it its share of the `whole`.
    """
    first, *others = row
    cells = (
        _measured(cell, options, most, whole) if number == place else _plain(cell, options)
        for number, cell in enumerate(others, start=1)
    )
    head = f'<th scope="row"{_long(first)}>{_text(first, options)}</th>'
    return head + "".join(cells)


def cell_behind(name: Cell, page: str, of_page: str, source: str) -> str:
    """The last cell of a row of this name: the way to what stands behind it; empty where that leads nowhere."""
    if not name.link:
        return '<td class="to-rows"></td>'
    unseen = f'<span class="unseen"> behind {escape(shown(name))}, {escape(source)}</span>'
    return f'<td class="to-rows"><a href="{escape(page + name.link + of_page)}" hx-boost="false">Rows{unseen}</a></td>'


def _plain(cell: Cell, options: str) -> str:
    kind = ' class="num"' if cell.unit else _long(cell)
    return f"<td{kind}>{_text(cell, options)}</td>"


def _long(cell: Cell) -> str:
    return ' class="long"' if len(shown(cell)) > LONG else ""


def _measured(cell: Cell, options: str, most: float, whole: float | None) -> str:
    bar = share = ""
    if most and cell.value is not None and cell.value > 0:
        length = round(100 * cell.value / most)
        bar = f'<svg class="share" aria-hidden="true"><rect width="{length}%" height="100%"/></svg>'
    if whole and cell.value is not None:
        share = (
            '<span class="of-whole"> <span class="unseen">, </span>'
            f'{escape(share_of(cell.value, whole))}<span class="unseen"> of all</span></span>'
        )
    return f'<td class="num">{bar}{_text(cell, options)}{share}</td>'


def _text(cell: Cell, options: str) -> str:
    """What it holds: as text, as a link that breaks after underscores, or why it is not known."""
    if cell.value is None and cell.unit:
        why = escape(why_unknown(cell))
        return f'<span class="unknown" title="{why}">–</span><span class="unseen"> {why}</span>'
    text = escape(shown(cell))
    if isinstance(cell.value, date):
        text = f'<time datetime="{cell.value.isoformat()}">{text}</time>'  # sorts as a day
    if not cell.link:
        return text
    address = f"{cell.link}{'&' if '?' in cell.link else '?'}{options}" if options else cell.link
    return f'<a href="{escape(address)}">{text.replace("_", f"_{WORD_BREAK}")}</a>'
