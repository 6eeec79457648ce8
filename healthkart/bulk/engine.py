"""DuckDB as the other engine of the roll-up: the database's SQL on raw rows in memory, in a tenth of the time."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from healthkart.analytics.grains import FINEST, GRAINS, Grain, source_of
from healthkart.analytics.proof import LINES
from healthkart.analytics.rollups import added_up, costs, seen
from payouts import ledger

VENDOR = "duckdb"
MEMORY = "1GB"  # beyond that it works from files

Read = Callable[[str, pa.Schema], pa.Table]

number, text, day = pa.int64(), pa.string(), pa.date32()
# What ledger and results follow from, by table and column.
RAW_TABLES: Mapping[str, pa.Schema] = {
    table: pa.schema(columns)
    for table, columns in {
        "campaigns_brand": {"id": number, "name": text},
        "campaigns_product": {"id": number, "brand_id": number, "name": text},
        "campaigns_campaign": {"id": number, "brand_id": number, "name": text},
        "influencers_influencer": {"id": number, "code": text, "platform": text, "basis": text},
        "payouts_payout": {
            **{"id": number, "influencer_id": number, "basis": text, "status": text, "total": number},
            **{"campaign_id": number, "first_day": day, "last_day": day},
        },
        "influencers_post": {
            **{"influencer_id": number, "date": day, "campaign_id": number, "product_id": number, "platform": text},
            **{"reach": number, "likes": number, "comments": number},
        },
        "campaigns_trackingevent": {
            **{"source": text, "date": day, "influencer_id": number, "campaign_id": number, "product_id": number},
            **{"orders": number, "revenue": number},
        },
    }.items()
}
# Of these columns only the sums matter.
SUMS: Mapping[str, Collection[str]] = {"campaigns_trackingevent": ("orders", "revenue")}


@contextmanager
def worked_out(read: Read) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with the raw rows, the ledger and every grain of results in tables of their names.

    `read` gives the columns of a raw table. Raises OSError where DuckDB finds no room for its files.
    """
    try:
        with TemporaryDirectory(prefix="results-") as folder, duckdb.connect() as engine:
            engine.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{folder}'")
            engine.execute("SET integer_division = true")  # as in the databases
            for table, schema in RAW_TABLES.items():
                engine.register(table, read(table, schema))
            engine.execute(f"CREATE TABLE seen AS {added_up(FINEST, seen(), VENDOR)}")
            engine.unregister("campaigns_trackingevent")
            engine.execute(f"CREATE TABLE {LINES} AS {ledger.lines('1 = 1', results='seen', vendor=VENDOR)}")
            for grain in GRAINS:
                engine.execute(f"CREATE TABLE {grain.table} AS {added_up(grain, _rows_of(grain), VENDOR)}")
                if grain is FINEST:
                    engine.execute("DROP TABLE seen")  # there is little memory
            yield engine
    except duckdb.IOException as error:
        raise OSError(f"results cannot be worked out: {error}") from error


def _rows_of(grain: Grain) -> str:
    if grain is FINEST:
        return f"SELECT * FROM seen UNION ALL {costs(VENDOR)}"
    return f"SELECT * FROM {source_of(grain).table}"
