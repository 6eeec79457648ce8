"""The proof of `healthkart.analytics.proof` at millions of rows: read them once, and let DuckDB compare."""

from contextlib import ExitStack
from typing import Any

import pyarrow as pa
from django.db import connection

from healthkart.analytics.grains import TIME_COLUMNS
from healthkart.analytics.models import DataVersion
from healthkart.analytics.proof import KEPT, found
from healthkart.analytics.transactions import snapshot
from healthkart.bulk.engine import RAW_TABLES, SUMS, day, number, text, worked_out
from healthkart.bulk.scanning import scan

TYPES = {**dict.fromkeys(TIME_COLUMNS, day), "platform": text}
SCHEMAS = {
    table: pa.schema({column: TYPES.get(column, number) for column in columns}) for table, (_, columns) in KEPT.items()
}


def differences() -> list[str]:
    """Where ledger or results differ from what the raw rows make, as sentences; empty when all adds up.

    Of what is committed: on SQLite several connections read, so it begins anew where the data changed meanwhile.
    """
    while True:
        before = _version()
        differ = _differences()
        if _version() == before:
            return differ


def _differences() -> list[str]:
    with ExitStack() as reading:
        if connection.vendor == "postgresql":
            reading.enter_context(snapshot())
        tables = scan({**RAW_TABLES, **SCHEMAS}, SUMS)
        engine = reading.enter_context(worked_out(lambda table, schema: tables[table]))
        for table in KEPT:
            engine.register(f"kept_{table}", tables[table])

        def ask(statement: str) -> list[tuple[Any, ...]]:
            return engine.execute(statement).fetchall()

        kept = {table: f"kept_{table}" for table in KEPT}
        return list(found(ask, {table: f"SELECT * FROM {table}" for table in KEPT}, kept))


def _version() -> tuple[Any, ...]:
    version = DataVersion.current()
    return version.number, version.changed_at
