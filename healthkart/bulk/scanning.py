"""What was last committed, as Arrow columns: in half the time, for no cell of it comes to be an object of Python's."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from typing import Any

import adbc_driver_sqlite.dbapi as arrow_sqlite
import pyarrow as pa
from django.db import connection

from healthkart.bulk.selecting import select

WAIT = 60_000  # milliseconds for another connection to tidy up the file
MANY = 500_000  # rows from which it is worth to read with several hands


def scan(tables: Mapping[str, pa.Schema]) -> Mapping[str, pa.Table]:
    """These columns of all rows of each table; in a transaction, those that it sees.

    Large tables of a SQLite file are read over connections of Arrow's own, as many at once as there are processors.
    """
    alone = _is_file() and not connection.in_atomic_block
    large = [table for table in tables if alone and _is_large(table)]

    def read(table: str, where: str) -> pa.Table:
        return _read(f"SELECT {', '.join(tables[table].names)} FROM {table} WHERE {where}")

    with ThreadPoolExecutor(cpu_count()) as pool:
        begun = {table: [pool.submit(read, table, where) for where in _portions(table)] for table in large}
        found = {
            table: select(f"SELECT {', '.join(schema.names)} FROM {table}", schema)
            for table, schema in tables.items()
            if table not in begun
        }
        for table, parts in begun.items():
            found[table] = pa.concat_tables([part.result() for part in parts]).cast(tables[table])
    return found


def select_unchanged(statement: str, schema: pa.Schema, parameters: Sequence[Any] = ()) -> pa.Table:
    """As `bulk.select`, of rows that the caller's transaction has not changed. Raises OSError if they cannot be read.

    Over a connection of Arrow's own where that sees the same: where no other transaction, of a test or a caller before,
    is around this one.
    """
    if not _is_file() or connection.savepoint_ids:
        return select(statement, schema, parameters)
    found = _read(statement.replace("%s", "?"), parameters)
    return found.cast(schema) if len(found) else schema.empty_table()


def _is_file() -> bool:
    return connection.vendor == "sqlite" and Path(connection.settings_dict["NAME"]).is_file()


def _read(statement: str, parameters: Sequence[Any] = ()) -> pa.Table:
    file = connection.settings_dict["NAME"]
    try:
        with arrow_sqlite.connect(f"file:{file}?mode=ro") as database, database.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {WAIT}")
            cursor.fetchall()
            cursor.execute(statement, tuple(parameters) or None)
            return cursor.fetch_arrow_table()
    except arrow_sqlite.Error as error:  # it has no class of its own for a failing disk
        raise OSError(f"{file} cannot be read: {error}") from error


def _is_large(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM (SELECT 1 FROM {table} LIMIT {MANY}) AS rows")
        return bool(cursor.fetchone()[0] == MANY)


def _portions(table: str) -> list[str]:
    """Conditions that share a table out; one that all rows meet, where rows have no id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pragma_table_info(%s) WHERE name = 'id'", [table])
        if not cursor.fetchone()[0]:
            return ["1 = 1"]
        cursor.execute(f"SELECT MIN(id), MAX(id) FROM {table}")
        first, last = cursor.fetchone()
    step = -(-(last - first + 1) // (cpu_count() or 1))
    return [f"id BETWEEN {start} AND {start + step - 1}" for start in range(first, last + 1, step)]
