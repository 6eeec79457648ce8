"""Ledger and results anew, all of them: where much has changed."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa
from django.db import connection

from healthkart.analytics.grains import GRAINS
from healthkart.analytics.models import DataVersion
from healthkart.analytics.proof import LINES
from healthkart.analytics.rollups import brands_of_paid_campaigns
from healthkart.analytics.transactions import changing
from healthkart.bulk.engine import worked_out
from healthkart.bulk.indexes import without_indexes
from healthkart.bulk.inserting import insert
from healthkart.bulk.selecting import select
from healthkart.progress import progress
from payouts import ledger


def rebuild(known: Mapping[str, pa.Table] | None = None) -> None:
    """Work out ledger and results anew and move the data version, in the caller's transaction.

    `known` are whole raw tables that the caller holds in memory anyhow, by table: those are not read again.
    """

    def read(table: str, schema: pa.Schema) -> pa.Table:
        rows = (known or {}).get(table)
        return select(f"SELECT {', '.join(schema.names)} FROM {table}", schema) if rows is None else rows

    with changing():
        brands_of_paid_campaigns()
        with connection.cursor() as cursor:
            cursor.execute(ledger.BASIS.format(among_id="1 = 1"))
        with worked_out(read) as engine, progress("Writing results", 1 + len(GRAINS), "tables") as done:
            _write(LINES, engine.sql(f"SELECT * FROM {LINES}"))
            done(1)
            for grain in GRAINS:
                _write(grain.table, engine.sql(f"SELECT * FROM {grain.table} ORDER BY {', '.join(grain.key)}"))
                done(1)
        DataVersion.advance()


def _write(table: str, rows: duckdb.DuckDBPyRelation) -> None:
    """Put these rows in the place of all that a table holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    with without_indexes(table):
        insert(table, rows.to_arrow_reader(1 << 17))
