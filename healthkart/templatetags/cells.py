"""The cells of a table's rows. In Python: a page has thousands, and a template takes ten times as long for each.

Python's own `escape`, for Django's takes three times as long: whatever comes from a cell goes through it here.
"""

from collections.abc import Sequence
from datetime import date
from html import escape

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from healthkart.dashboard.pages import Cell
from healthkart.templatetags.numbers import shown, why_unknown
from healthkart.templatetags.rows import share_of

register = template.Library()

LONG = 48  # characters; a longer name is broken
WORD_BREAK = format_html("<{}>", "wbr")


@register.simple_tag
def row_cells(row: Sequence[Cell], options: str, place: int | None, most: float, whole: float | None) -> SafeString:
    """A row's cells, the first its heading. Links keep the page's own `options` (a query string).

    The cell at `place` has a bar behind it, of `most` as the longest, and beside it its share of the `whole`.
    """
    first, *others = row
    cells = (
        _measured(cell, options, most, whole) if number == place else _plain(cell, options)
        for number, cell in enumerate(others, start=1)
    )
    head = f'<th scope="row"{_long(first)}>{_text(first, options)}</th>'
    return SafeString(head + "".join(cells))


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
