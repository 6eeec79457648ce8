"""The proof of `healthkart.analytics.proof` at millions of rows: read them once, and let DuckDB compare."""

from typing import Any

import pyarrow as pa

from healthkart.analytics.grains import TIME_COLUMNS
from healthkart.analytics.proof import KEPT, found
from healthkart.bulk.engine import RAW_TABLES, SUMS, day, number, text, worked_out
from healthkart.bulk.scanning import scan

TYPES = {**dict.fromkeys(TIME_COLUMNS, day), "platform": text}
SCHEMAS = {
    table: pa.schema({column: TYPES.get(column, number) for column in columns}) for table, (_, columns) in KEPT.items()
}


def differences() -> list[str]:
    """Where ledger or results differ from what the raw rows make, as sentences; empty when all adds up.

    Of what is committed, as of one moment.
    """
    tables = scan({**RAW_TABLES, **SCHEMAS}, SUMS)
    with worked_out(lambda table, schema: tables[table]) as engine:
        for table in KEPT:
            engine.register(f"kept_{table}", tables[table])

        def ask(statement: str) -> list[tuple[Any, ...]]:
            return engine.execute(statement).fetchall()

        kept = {table: f"kept_{table}" for table in KEPT}
        return list(found(ask, {table: f"SELECT * FROM {table}" for table in KEPT}, kept))
