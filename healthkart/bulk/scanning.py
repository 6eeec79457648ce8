"""Whole tables as Arrow columns, as they were last committed."""

from collections.abc import Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from urllib.parse import quote

import adbc_driver_sqlite.dbapi as arrow_sqlite
import pyarrow as pa
from django.db import connection

from healthkart.bulk.selecting import all_rows, select

WAIT = 60_000  # milliseconds for another connection to tidy up the file
MANY = 10_000  # rows from which Arrow is quicker


def scan(tables: Mapping[str, pa.Schema], sums: Mapping[str, Collection[str]]) -> Mapping[str, pa.Table]:
    """These columns of all rows of each table; in a transaction, those that it sees.

    `sums` are columns of a table that may come added up over rows that are alike in the others. Large tables of a
    SQLite file are read over connections of Arrow's own, as many at once as there are processors.
    """
    file = connection.settings_dict["NAME"]
    alone = connection.vendor == "sqlite" and not connection.in_atomic_block and Path(file).is_file()
    large = {table: _portions(table) for table in tables if alone and _is_large(table)}
    found = {
        table: select(all_rows(table, schema, sums.get(table, ())), schema)
        for table, schema in tables.items()
        if table not in large
    }
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
