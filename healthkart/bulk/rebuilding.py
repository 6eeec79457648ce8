"""Everything anew: the same SQL as in rollups.py, run by DuckDB on columns in memory. Never in the web process.

Where much has changed this takes a tenth of the time that the database itself would need.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
from django.db import connection

from healthkart import bulk
from healthkart.analytics.grains import FINEST, GRAINS, Grain, source_of
from healthkart.analytics.models import DataVersion
from healthkart.analytics.rollups import added_up, brands_of_paid_campaigns, raw
from healthkart.analytics.transactions import changing
from healthkart.progress import progress
from payouts import ledger

VENDOR = "duckdb"
MEMORY = "1GB"  # beyond that it works from files
LINES = "payouts_payoutline"

id_, text, day = pa.int64(), pa.string(), pa.date32()
# What ledger and results follow from, by table and column.
RAW_TABLES: Mapping[str, pa.Schema] = {
    "campaigns_brand": pa.schema({"id": id_, "name": text}),
    "campaigns_product": pa.schema({"id": id_, "brand_id": id_, "name": text}),
    "campaigns_campaign": pa.schema({"id": id_, "brand_id": id_, "name": text}),
    "influencers_influencer": pa.schema({"id": id_, "platform": text}),
    "payouts_payout": pa.schema(
        {
            **{"id": id_, "influencer_id": id_, "basis": text, "status": text, "total": id_, "campaign_id": id_},
            **{"first_day": day, "last_day": day},
        }
    ),
    "influencers_post": pa.schema(
        {
            **{"influencer_id": id_, "date": day, "campaign_id": id_, "product_id": id_, "platform": text},
            **{"reach": id_, "likes": id_, "comments": id_},
        }
    ),
    "campaigns_trackingevent": pa.schema(
        {
            **{"source": text, "date": day, "influencer_id": id_, "campaign_id": id_, "product_id": id_},
            **{"orders": id_, "revenue": id_},
        }
    ),
}
# Rows of one day, influencer, campaign, product and source do as one in all that follows from them.
EVENTS = """
    CREATE TABLE campaigns_trackingevent AS
    SELECT source, date, influencer_id, campaign_id, product_id,
           CAST(SUM(orders) AS bigint) AS orders, CAST(SUM(revenue) AS bigint) AS revenue
    FROM events GROUP BY ALL
"""


def rebuild(known: Mapping[str, pa.Table] | None = None) -> None:
    """Work out ledger and results anew and move the data version, in the caller's transaction.

    `known` are whole raw tables that the caller holds in memory anyhow, by table: those are not read again.
    """
    with changing():
        brands_of_paid_campaigns()
        with connection.cursor() as cursor:
            cursor.execute(ledger.BASIS.format(among_id="1 = 1"))
        with worked_out(known or {}) as columns, progress("Working out results", 1 + len(GRAINS), "tables") as done:
            write(LINES, columns.sql(f"SELECT * FROM {LINES}"))
            done(1)
            for grain in GRAINS:
                write(grain.table, columns.sql(f"SELECT * FROM {grain.table} ORDER BY {', '.join(grain.key)}"))
                done(1)
        DataVersion.advance()


@contextmanager
def worked_out(known: Mapping[str, pa.Table]) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with the ledger and every grain of results in tables of their names."""
    with TemporaryDirectory(prefix="results-") as folder, duckdb.connect() as columns:
        columns.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{folder}'")
        columns.execute("SET integer_division = true")  # as in the databases
        for table, schema in RAW_TABLES.items():
            rows = known.get(table)
            if rows is None:
                rows = bulk.select(f"SELECT {', '.join(schema.names)} FROM {table}", schema)
            if table == "campaigns_trackingevent":
                columns.register("events", rows)
                columns.execute(EVENTS)
                columns.unregister("events")
            else:
                columns.register(table, rows)
            del rows
        columns.execute(f"CREATE TABLE {LINES} AS {ledger.lines('1 = 1', vendor=VENDOR)}")
        for grain in GRAINS:
            columns.execute(f"CREATE TABLE {grain.table} AS {added_up(grain, rows_of(grain), VENDOR)}")
        yield columns


def rows_of(grain: Grain) -> str:
    """The SQL of the rows that a grain is added up from."""
    return raw(VENDOR) if grain is FINEST else f"SELECT * FROM {source_of(grain).table}"


def write(table: str, rows: duckdb.DuckDBPyRelation) -> None:
    """Put these rows in the place of all that a table holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    with bulk.without_indexes(table):
        bulk.insert(table, rows.to_arrow_reader(1 << 17))
