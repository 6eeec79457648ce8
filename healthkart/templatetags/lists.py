"""The rows of a list: days, money to the paisa, names that lead somewhere, and why a cell is empty."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from healthkart.analytics import numbers
from healthkart.dashboard.pages import Cell, Column
from healthkart.markup import dash, escaped, put_together
from healthkart.rows.columns import RowColumn
from healthkart.templatetags.cells import breaking
from healthkart.templatetags.numbers import shown, why_unknown

register = template.Library()

LONGEST = 90  # characters of a text
WRAPS = 14  # characters, from which on a text may break


@register.simple_tag
def list_row(columns: Sequence[Column], row: Sequence[Cell]) -> SafeString:
    """The cells of a row, the first its heading."""
    (first, head), *others = zip(columns, row, strict=True)
    cells = (f'<td class="{_class(column, cell)}">{_drawn(column, cell)}</td>' for column, cell in others)
    return put_together([f'<th scope="row">{_drawn(first, head)}</th>', *cells])


def _class(column: Column, cell: Cell) -> str:
    if cell.unit:
        return "num"
    if column.name in ("caption", "link"):
        return column.name
    return "named" if len(str(cell.value)) > WRAPS else ""


def _drawn(column: Column, cell: Cell) -> str:
    if cell.value is None:
        why = dash(column.empty if isinstance(column, RowColumn) else why_unknown(cell))
        return f'<a href="{escaped(cell.link)}">{why}</a>' if cell.link else why
    text = _text(cell)
    if column.name == "link":
        address, site = escaped(cell.value), escaped(_site(cell.value) or text)
        return f'<a href="{address}" title="{address}" target="_blank" rel="noopener noreferrer nofollow">{site}</a>'
    return f'<a href="{escaped(cell.link)}">{breaking(text)}</a>' if cell.link else escaped(text)


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
