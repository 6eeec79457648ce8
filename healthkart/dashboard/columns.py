"""Columns of a page's tables, as its address names them: `orders,personas.payout`. No Django here."""

from collections.abc import Iterable, Iterator

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
