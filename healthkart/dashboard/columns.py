"""Columns of a page's tables, as its address names them: `orders,personas.payout`. No Django here."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import compress
from typing import Any

from healthkart.dashboard.pages import DataTable

Hidden = tuple[tuple[str, str], ...]  # each the name of a table and that of one of its columns


def named(text: str, main: str, form: str = "TABLE.COLUMN") -> Iterator[tuple[str, str]]:
    """The table and column of each name in a parameter, where the `main` table goes without its own.

    ValueError says which name is none, and in which form to write it.
    """
    for part in filter(None, text.split(",")):
        table, _, column = part.strip().rpartition(".")
        table = table or main
        if not table or not column.removeprefix("-"):
            raise ValueError(f"{part!r} names no column: write {form}.")
        yield table, column


def written(names: Iterable[tuple[str, object]], main: str) -> str:
    """The parameter that names these tables and columns."""
    return ",".join(f"{column}" if table == main else f"{table}.{column}" for table, column in names)


def hidden(text: str, main: str) -> Hidden:
    """The columns that a parameter hides, each once."""
    return tuple(dict.fromkeys(named(text, main)))


def without(table: DataTable, name: str, hidden: Hidden) -> DataTable:
    """A table of this name without its hidden columns; the first names its rows, and stays."""
    shown = [not place or (name, column.name) not in hidden for place, column in enumerate(table.columns)]
    if all(shown):
        return table

    def left(cells: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(compress(cells, shown))

    every = table.all_rows
    return replace(
        table,
        columns=left(table.columns),
        rows=tuple(map(left, table.rows)),
        totals=left(table.totals),
        all_rows=(lambda: map(left, every())) if every else None,
    )
