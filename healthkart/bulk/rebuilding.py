"""Ledger and results anew, all of them: where much has changed."""

from collections.abc import Iterable, Mapping
from functools import partial

import duckdb
import pyarrow as pa
from django.db import connection

from healthkart.analytics.grains import FINEST, GRAINS
from healthkart.analytics.models import DataVersion
from healthkart.analytics.proof import LINES
from healthkart.analytics.rollups import brands_of_paid_campaigns
from healthkart.analytics.transactions import changing
from healthkart.bulk.engine import RAW_TABLES, SUMS, worked_out
from healthkart.bulk.replacing import replace
from healthkart.bulk.selecting import whole
from healthkart.progress import progress
from payouts import ledger


def rebuild(known: Mapping[str, pa.Table] | None = None) -> None:
    """Work out ledger and results anew and move the data version, in the caller's transaction.

    `known` are whole raw tables that the caller holds in memory anyhow, by table: those are not read again.
    """

    def read(table: str, schema: pa.Schema) -> pa.Table:
        rows = (known or {}).get(table)
        return whole(table, schema, SUMS.get(table, ())) if rows is None else rows

    with changing():
        brands_of_paid_campaigns()
        with connection.cursor() as cursor:
            cursor.execute(ledger.BASIS.format(among_id="1 = 1"))
        with worked_out(read) as engine, progress("Writing results", 1 + len(GRAINS), "tables") as done:
            statements = {LINES: f"SELECT * FROM {LINES}"}
            statements |= {
                grain.table: f"SELECT * FROM {grain.table} ORDER BY {', '.join(grain.key)}" for grain in GRAINS
            }
            ((rows,),) = engine.sql(f"SELECT COUNT(*) FROM {FINEST.table}").fetchall()
            replace({table: partial(_reader, engine, statement) for table, statement in statements.items()}, rows, done)
        _sample([*RAW_TABLES, *statements])
        DataVersion.advance()


def _sample(tables: Iterable[str]) -> None:
    """Have Postgres look what the tables now hold: by what it knew of empty ones a page takes ten times as long."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(tables)}")


def _reader(engine: duckdb.DuckDBPyConnection, statement: str) -> pa.RecordBatchReader:
    return engine.cursor().sql(statement).to_arrow_reader(1 << 16)
