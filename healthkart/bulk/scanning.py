"""Whole tables as Arrow columns, as they were last committed."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path

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
    file = connection.settings_dict["NAME"]
    alone = connection.vendor == "sqlite" and not connection.in_atomic_block and Path(file).is_file()
    large = [table for table in tables if alone and _is_large(table)]

    def read(table: str, where: str) -> pa.Table:
        with arrow_sqlite.connect(f"file:{file}?mode=ro") as database, database.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {WAIT}")
            cursor.fetchall()
            cursor.execute(f"SELECT {', '.join(tables[table].names)} FROM {table} WHERE {where}")
            return cursor.fetch_arrow_table()

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
