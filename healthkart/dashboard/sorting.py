"""How the tables of a page are sorted, as its address says: `sort=-revenue,roas-by-category.payout`. No Django here."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import itemgetter
from typing import Any, NamedTuple

from healthkart.dashboard import columns
from healthkart.dashboard.pages import Cell, DataTable


class Order(NamedTuple):
    """By which column (its name) a table is sorted, and whether falling. As text the column, with - for falling."""

    column: str
    falling: bool

    def __str__(self) -> str:
        return f"-{self.column}" if self.falling else self.column


Orders = Mapping[str, Order]  # by the name of the table


def read(text: str, main: str) -> Orders:
    """The orders that a parameter names, that of the `main` table without its name; ValueError where it is no order."""
    orders: dict[str, Order] = {}
    for table, wanted in columns.named(text, main, "TABLE.COLUMN, or TABLE.-COLUMN for falling"):
        if table in orders:
            raise ValueError(f"Two orders of {table!r}: give one.")
        orders[table] = Order(wanted.removeprefix("-"), wanted.startswith("-"))
    return orders


def written(orders: Orders, main: str) -> str:
    """The parameter that names these orders."""
    return columns.written(orders.items(), main)


def in_order(table: DataTable, order: Order | None) -> DataTable:
    """The table with its rows in this order: what is not known last either way, equals as they were.

    Where it shows the first of its rows, these are the first in this order. It is as it was without an order, without
    such a column, and where it has an order of its own.
    """
    place = next((place for place, column in enumerate(table.columns) if order and column.name == order.column), None)
    if order is None or place is None or table.has_order:
        return table
    rows = _sorted(table.all_rows() if table.all_rows else table.rows, place, falling=order.falling)
    return replace(table, rows=rows[: len(table.rows)], all_rows=(lambda: rows) if table.all_rows else None)


def _sorted(rows: Iterable[tuple[Cell, ...]], place: int, *, falling: bool) -> tuple[tuple[Cell, ...], ...]:
    valued = [(_worth(row[place].value), row) for row in rows]
    known = sorted((pair for pair in valued if pair[0] is not None), key=itemgetter(0), reverse=falling)
    return (*(row for _, row in known), *(row for worth, row in valued if worth is None))


def _worth(value: Any) -> Any:
    return (value.casefold() or None) if isinstance(value, str) else value
