"""The raw rows of a world in DuckDB's memory, with the best start there is.

Names are small integers or enumerations, rows are in the order of days, and each tracked row knows its platform.
Influencers, campaigns and products go by their ids in our database, which is the one that Django is connected to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.db.models import BigIntegerField, QuerySet, Value
from django.db.models.functions import Cast

from healthkart.analytics.labels import Labels
from healthkart.platforms import PLATFORMS
from influencers.models import Post
from payouts.models import PayoutLine

# What is known of an influencer: it stands in the table of influencers, not in every row.
TRAITS = ("category", "gender", "influencer_type", "basis")
# The columns of the tables, and where our database has them.
POST = {
    name: name
    for name in ("influencer", "campaign", "product", "platform", "date", "posts", "reach", "likes", "comments")
}
LINE = {
    "influencer": "payout__influencer",
    "campaign": "campaign",
    "product": "product",
    "platform": "platform",
    "date": "date",
    "payout": "paise",
    "payout_basis": "payout__basis",
    "status": "payout__status",
}
AT_ONCE = 200_000


def tracked_rows(tracking: Path, labels: Labels) -> duckdb.DuckDBPyConnection:
    """The rows of a tracking file, and beside them `named_tracking` with the names that filters take."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")  # it would stand in the table
    read_names(connection, labels)
    platforms = ", ".join(map(quoted, PLATFORMS))
    connection.execute(f"""
        CREATE TABLE tracking AS
        SELECT people.influencer, campaigns.campaign, products.product, platforms.platform, file.date,
               file.orders, CAST(round(file.revenue * 100) AS BIGINT) AS revenue
        FROM read_csv({quoted(str(tracking))}, types = {{'influencer_id': 'VARCHAR'}}) AS file
        LEFT JOIN people ON people.code = file.influencer_id
        LEFT JOIN campaigns ON campaigns.name = file.campaign
        LEFT JOIN products ON products.name = file.product
        LEFT JOIN platforms
            ON platforms.name = CASE WHEN file.source IN ({platforms}) THEN file.source ELSE people.home END
        ORDER BY file.date
    """)
    connection.execute("""
        CREATE VIEW named_tracking AS
        SELECT brand, products.name AS product, campaigns.name AS campaign, platforms.name AS platform, influencers.*
        FROM tracking JOIN influencers USING (influencer) JOIN products USING (product)
        JOIN campaigns USING (campaign) JOIN platforms USING (platform)
    """)
    return connection


def read_names(connection: duckdb.DuckDBPyConnection, labels: Labels) -> None:
    people = [
        (key, each.code, each.platform, *(getattr(each, trait) for trait in TRAITS))
        for key, each in labels.influencers.items()
    ]
    for name, columns, rows in (
        ("people", ("influencer", "code", "home", *TRAITS), people),
        ("campaigns", ("campaign", "name"), [(key, each.name) for key, each in labels.campaigns.items()]),
        ("products", ("product", "brand", "name"), [(key, *each) for key, each in labels.products.items()]),
        ("platforms", ("platform", "name"), [*enumerate(labels.platforms)]),
    ):
        connection.register("incoming", as_columns(columns, rows))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
    for trait in TRAITS:
        connection.execute(f"CREATE TYPE {trait} AS ENUM (SELECT DISTINCT {trait} FROM people WHERE {trait} != '')")
    traits = ", ".join(f"CAST({trait} AS {trait}) AS {trait}" for trait in TRAITS)
    connection.execute(f"CREATE TABLE influencers AS SELECT influencer, {traits} FROM people")


def add_posts_and_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Posts as they were matched and cost as the ledger has it: the same questions then have the same answers."""
    fill(connection, "posts", Post.objects.annotate(posts=Value(1)).values_list(*POST.values()), POST)
    in_paise = PayoutLine.objects.annotate(paise=Cast("amount", BigIntegerField()))
    fill(connection, "lines", in_paise.values_list(*LINE.values()), LINE)


def fill(
    connection: duckdb.DuckDBPyConnection, table: str, rows: QuerySet[Any, Any], columns: Mapping[str, str]
) -> None:
    """A table of rows of ours by day, read piece by piece: there are millions of lines."""
    selected = "SELECT incoming.* REPLACE (platforms.platform AS platform) FROM incoming LEFT JOIN platforms"
    for number, batch in enumerate(batched(rows.order_by("date", "pk").iterator(AT_ONCE), AT_ONCE)):
        connection.register("incoming", as_columns(tuple(columns), batch))
        into = f"INSERT INTO {table}" if number else f"CREATE TABLE {table} AS"
        connection.execute(f"{into} {selected} ON platforms.name = incoming.platform")


def as_columns(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Rows as the columns that DuckDB reads."""
    return pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))


def batched(rows: Iterable[tuple[Any, ...]], number: int) -> Iterator[list[tuple[Any, ...]]]:
    """So many rows at a time."""
    rows = iter(rows)
    while batch := list(islice(rows, number)):
        yield batch


def quoted(text: str) -> str:
    """A text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"
