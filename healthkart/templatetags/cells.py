"""The cells of a table's rows. In Python: a page has thousands, and a template takes ten times as long for each."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from healthkart.dashboard.pages import Cell
from healthkart.templatetags.numbers import parts, shown, why_unknown
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
    head = '<th scope="row" class="long">{}</th>' if _is_long(first) else '<th scope="row">{}</th>'
    return format_html(head, _text(first, options)) + format_html_join("", "{}", zip(cells))


def _plain(cell: Cell, options: str) -> SafeString:
    if cell.unit:
        return format_html('<td class="num">{}</td>', _text(cell, options))
    return format_html('<td class="long">{}</td>' if _is_long(cell) else "<td>{}</td>", _text(cell, options))


def _is_long(cell: Cell) -> bool:
    return len(shown(cell)) > LONG


def _measured(cell: Cell, options: str, most: float, whole: float | None) -> SafeString:
    bar = share = ""
    if most and cell.value is not None and cell.value > 0:
        length = round(100 * cell.value / most)
        bar = format_html('<svg class="share" aria-hidden="true"><rect width="{}%" height="100%"/></svg>', length)
    if whole and cell.value is not None:
        share = format_html(
            '<span class="of-whole"> <span class="unseen">, </span>{}<span class="unseen"> of all</span></span>',
            share_of(cell.value, whole),
        )
    return format_html('<td class="num">{}{}{}</td>', bar, _text(cell, options), share)


def _text(cell: Cell, options: str) -> SafeString:
    """What it holds: as text, as a link that breaks after underscores, or why it is not known."""
    if cell.value is None and cell.unit:
        why = why_unknown(cell)
        return format_html('<span class="unknown" title="{}">–</span><span class="unseen"> {}</span>', why, why)
    if isinstance(cell.value, date):
        text = format_html('<time datetime="{}">{}</time>', cell.value.isoformat(), shown(cell))  # sorts as a day
    else:
        text = format_html_join(WORD_BREAK if cell.link else "", "{}", zip(parts(cell)))
    if not cell.link:
        return text
    address = f"{cell.link}{'&' if '?' in cell.link else '?'}{options}" if options else cell.link
    return format_html('<a href="{}">{}</a>', address, text)
