"""The rows of a list: days, money to the paisa, names that lead somewhere, and why a cell is empty."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from healthkart.analytics import numbers
from healthkart.dashboard.pages import Cell, Column
from healthkart.rows.columns import RowColumn
from healthkart.templatetags.cells import UNKNOWN, WORD_BREAK
from healthkart.templatetags.numbers import shown, why_unknown
from healthkart.templatetags.profiles import in_parts

register = template.Library()

LONGEST = 90  # characters of a text
WRAPS = 14  # characters, from which on a text may break


@register.simple_tag
def list_row(columns: Sequence[Column], row: Sequence[Cell]) -> SafeString:
    """The cells of a row, the first its heading."""
    (first, head), *others = zip(columns, row, strict=True)
    rest = ((_class(column, cell), _drawn(column, cell)) for column, cell in others)
    return format_html('<th scope="row">{}</th>', _drawn(first, head)) + format_html_join(
        "", '<td class="{}">{}</td>', rest
    )


def _class(column: Column, cell: Cell) -> str:
    if cell.unit:
        return "num"
    if column.name in ("caption", "link"):
        return column.name
    return "named" if len(str(cell.value)) > WRAPS else ""


def _drawn(column: Column, cell: Cell) -> SafeString:
    if cell.value is None:
        why = column.empty if isinstance(column, RowColumn) else why_unknown(cell)
        return format_html(UNKNOWN, why, why)
    text = _text(cell)
    if column.name == "link":
        return format_html(
            '<a href="{}" title="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>',
            cell.value, cell.value, _site(cell.value) or text,
        )  # fmt: skip
    if not cell.link:
        return format_html("{}", text)
    return format_html('<a href="{}">{}</a>', cell.link, format_html_join(WORD_BREAK, "{}", zip(in_parts(text))))


def _site(address: Any) -> str:
    """Whose address of the web it is, if anyone's: all of it says little more, and takes the room of three columns."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _text(cell: Cell) -> str:
    match cell.value:
        case str() as text:
            return Truncator(text).chars(LONGEST)
        case paise if cell.unit == "rupees":
            return numbers.rupees_and_paise(paise)
        case _:
            return shown(cell)
