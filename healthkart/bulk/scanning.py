"""A whole table as Arrow columns, as it was last committed."""

from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path

import adbc_driver_sqlite.dbapi as arrow_sqlite
import pyarrow as pa
from django.db import connection

from healthkart.bulk.selecting import select

MANY = 500_000  # rows from which it is worth to read with several hands


def scan(table: str, schema: pa.Schema) -> pa.Table:
    """These columns of all rows of a table; in a transaction, those that it sees.

    A large table of a SQLite file is read over connections of Arrow's own, by ids over one for each processor.
    """
    columns = ", ".join(schema.names)
    file = connection.settings_dict["NAME"]
    if connection.vendor != "sqlite" or connection.in_atomic_block or not Path(file).is_file() or not _is_large(table):
        return select(f"SELECT {columns} FROM {table}", schema)

    def read(where: str) -> pa.Table:
        with arrow_sqlite.connect(f"file:{file}?mode=ro") as database, database.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {table} WHERE {where}")
            return cursor.fetch_arrow_table()

    with ThreadPoolExecutor(cpu_count()) as pool:
        return pa.concat_tables(pool.map(read, _portions(table))).cast(schema)


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
