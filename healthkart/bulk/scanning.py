"""Whole tables as Arrow columns, as they were last committed."""

from collections.abc import Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import adbc_driver_sqlite.dbapi as arrow_sqlite
import pyarrow as pa
from django.db import connection

from healthkart.analytics.models import DataVersion
from healthkart.analytics.transactions import snapshot
from healthkart.bulk.selecting import whole

WAIT = 60_000  # milliseconds for another connection to tidy up the file
MANY = 10_000  # rows from which Arrow is quicker
MOST = 4  # connections to a server: a few tables are most of the work


def scan(tables: Mapping[str, pa.Schema], sums: Mapping[str, Collection[str]]) -> Mapping[str, pa.Table]:
    """These columns of all rows of each table; in a transaction, those that it sees.

    `sums` are columns of a table that may come added up over rows that are alike in the others. Outside a transaction
    several connections read at once, and what they find is of one moment.
    """
    if not connection.in_atomic_block:
        if connection.vendor == "postgresql":
            return _scan_server(tables, sums)
        if Path(connection.settings_dict["NAME"]).is_file():
            while True:  # until nothing changes meanwhile
                before, found = _version(), _scan_file(tables)
                if _version() == before:
                    return found
    return {table: whole(table, schema, sums.get(table, ())) for table, schema in tables.items()}


def _scan_server(tables: Mapping[str, pa.Schema], sums: Mapping[str, Collection[str]]) -> Mapping[str, pa.Table]:
    """By connections that all see what this one does, as it is now."""
    with snapshot(), connection.cursor() as cursor, ThreadPoolExecutor(min(cpu_count() or 1, MOST)) as pool:
        cursor.execute("SELECT pg_export_snapshot()")
        (seen,) = cursor.fetchone()

        def read(table: str) -> pa.Table:
            try:
                with snapshot(), connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION SNAPSHOT %s", [seen])
                    return whole(table, tables[table], sums.get(table, ()))
            finally:
                connection.close()  # it is this thread's own

        return dict(zip(tables, pool.map(read, tables), strict=True))


def _version() -> tuple[Any, ...]:
    version = DataVersion.current()
    return version.number, version.changed_at


def _scan_file(tables: Mapping[str, pa.Schema]) -> Mapping[str, pa.Table]:
    """By connections of Arrow's own where a table is large."""
    file = connection.settings_dict["NAME"]
    large = {table: _portions(table) for table in tables if _is_large(table)}
    found = {table: whole(table, schema) for table, schema in tables.items() if table not in large}
    if not large:
        return found
    # Arrow brings a SQLite of its own, and locks are those of a process: as it closes the file it would take away ours.
    connection.close()
    with ThreadPoolExecutor(cpu_count()) as pool:

        def begin(table: str, where: str) -> "Future[pa.Table]":
            return pool.submit(_read, file, f"SELECT {', '.join(tables[table].names)} FROM {table} WHERE {where}")

        begun = {table: [begin(table, where) for where in portions] for table, portions in large.items()}
        for table, parts in begun.items():
            found[table] = pa.concat_tables([_typed(part.result(), tables[table]) for part in parts])
    return found


def _read(file: str | Path, statement: str) -> pa.Table:
    with arrow_sqlite.connect(f"file:{quote(str(file))}?mode=ro") as database, database.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {WAIT}")
        cursor.fetchall()
        cursor.execute(statement)
        return cursor.fetch_arrow_table()


def _typed(part: pa.Table, schema: pa.Schema) -> pa.Table:
    """A part in the types of the schema: of a column without any value Arrow cannot know what type it is."""
    columns = zip(part.columns, schema.types, strict=True)
    return pa.table(
        [
            pa.nulls(len(part), type) if column.null_count == len(part) else column.cast(type)
            for column, type in columns
        ],
        schema=schema,
    )


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
