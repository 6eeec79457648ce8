"""DuckDB in memory over the raw rows: a page's visuals, one statement each, as a business intelligence tool asks.

It gets the best start there is: names as small integers, rows by day, platform worked out beforehand. It has to answer
the same numbers, so posts come as they were matched, and cost as the ledger has it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa
from django.db.models import BigIntegerField, QuerySet, Value
from django.db.models.functions import Cast

from healthkart.analytics.labels import Labels
from healthkart.analytics.periods import Interval
from healthkart.analytics.scope import Dimension, Scope
from healthkart.platforms import PLATFORMS
from influencers.models import Post
from payouts.models import PayoutLine
from tests.benchmarks.visuals import TABLES, Visual

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


# What is known of an influencer: a filter on it, or a group by it, joins the table of influencers.
TRAITS = ("category", "gender", "influencer_type", "basis")
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


class Duck:
    """The raw rows of the world in the database. Influencers, campaigns and products go by their ids there."""

    def __init__(self, tracking: Path, labels: Labels) -> None:
        self.labels = labels
        self.connection = duckdb.connect()
        self._read_names()
        self._read_tracking(tracking)

    def complete(self) -> Self:
        """With posts and payout lines too: then every visual can be answered."""
        self._fill("posts", Post.objects.annotate(posts=Value(1)).values_list(*POST.values()), POST)
        amounts = PayoutLine.objects.annotate(paise=Cast("amount", BigIntegerField()))
        self._fill("lines", amounts.values_list(*LINE.values()), LINE)
        return self

    def answer(self, visual: Visual, scope: Scope, interval: Interval) -> list[tuple[Any, ...]]:
        """The rows of one visual: the values of its dimensions, then its measures."""
        return self.connection.execute(self.statement(visual, visual.scope(scope), interval)).fetchall()

    def statement(self, visual: Visual, scope: Scope, interval: Interval) -> str:
        """A visual as one grouped SELECT over the tables that hold its measures."""
        keys = [f"date_trunc('{interval}', date)" if name == "interval" else name for name in visual.by]
        names = [f"key_{number}" for number in range(len(keys))]
        measures = [
            "count(DISTINCT influencer)" if name == "influencers" else f"sum({name})" for name in visual.measures
        ]
        rows = " UNION ALL ".join(self._rows(table, keys, visual, scope) for table in visual.tables)
        return f"SELECT {', '.join(names + measures)} FROM ({rows})" + (f" GROUP BY {', '.join(names)}" if keys else "")

    def most(self, *dimensions: str, number: int = 1) -> list[tuple[Any, ...]]:
        """The names that most tracked rows have together."""
        named = ", ".join(dimensions)
        return self.connection.execute(
            f"SELECT {named} FROM named_tracking GROUP BY {named} ORDER BY count(*) DESC, {named} LIMIT {number}"
        ).fetchall()

    def _rows(self, table: str, keys: Sequence[str], visual: Visual, scope: Scope) -> str:
        """The rows of one table that the filters let through, with 0 for what other tables measure."""
        columns = [f"{key} AS key_{number}" for number, key in enumerate(keys)]
        columns += [
            "influencer" if name == "influencers" else name if name in TABLES[table] else f"0 AS {name}"
            for name in visual.measures
        ]
        joined = {*visual.by, *(dimension.name for dimension, _ in scope.filters())} & {*TRAITS}
        join = " JOIN influencers USING (influencer)" if joined else ""
        return f"SELECT {', '.join(columns)} FROM {table}{join} WHERE {' AND '.join(self._conditions(scope))}"

    def _conditions(self, scope: Scope) -> Iterator[str]:
        yield "influencer IS NOT NULL"  # organic sales stand beside the rest
        for dimension, values in scope.filters():
            if dimension.name in TRAITS:
                yield f"{dimension.name} IN ({', '.join(map(quoted, values))})"
            else:
                yield f"{dimension.part} IN ({', '.join(map(str, self._ids(dimension, values)))})"
        if scope.date_from:
            yield f"date >= DATE '{scope.date_from}'"
        if scope.date_to:
            yield f"date <= DATE '{scope.date_to}'"

    def _ids(self, dimension: Dimension, values: Sequence[str]) -> list[int]:
        """What stands in the rows for these names."""
        if dimension.name == "platform":
            return [self.labels.platforms.index(value) for value in values]
        ids = {
            "influencer": self.labels.influencers,
            "campaign": self.labels.campaigns,
            "product": self.labels.products,
        }
        name = self.labels.value(dimension.name)
        return [each for each in ids[dimension.part] if name(each) in values]

    def _read_names(self) -> None:
        labels, connection = self.labels, self.connection
        influencers = [
            (key, each.code, each.platform, *(getattr(each, trait) for trait in TRAITS))
            for key, each in labels.influencers.items()
        ]
        for name, columns, rows in (
            ("people", ("influencer", "code", "home", *TRAITS), influencers),
            ("campaigns", ("campaign", "name"), [(key, each.name) for key, each in labels.campaigns.items()]),
            ("products", ("product", "brand", "name"), [(key, *each) for key, each in labels.products.items()]),
            ("platforms", ("platform", "name"), [*enumerate(labels.platforms)]),
        ):
            connection.register("incoming", columns_of(columns, rows))
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        for trait in TRAITS:
            connection.execute(f"CREATE TYPE {trait} AS ENUM (SELECT DISTINCT {trait} FROM people WHERE {trait} != '')")
        as_numbers = ", ".join(f"CAST({trait} AS {trait}) AS {trait}" for trait in TRAITS)
        connection.execute(f"CREATE TABLE influencers AS SELECT influencer, {as_numbers} FROM people")

    def _read_tracking(self, file: Path) -> None:
        platforms = ", ".join(map(quoted, PLATFORMS))
        self.connection.execute(f"""
            CREATE TABLE tracking AS
            SELECT people.influencer, campaigns.campaign, products.product, platforms.platform, file.date,
                   file.orders, CAST(round(file.revenue * 100) AS BIGINT) AS revenue
            FROM read_csv({quoted(str(file))}, types = {{'influencer_id': 'VARCHAR'}}) AS file
            LEFT JOIN people ON people.code = file.influencer_id
            LEFT JOIN campaigns ON campaigns.name = file.campaign
            LEFT JOIN products ON products.name = file.product
            LEFT JOIN platforms
                ON platforms.name = CASE WHEN file.source IN ({platforms}) THEN file.source ELSE people.home END
            ORDER BY file.date
        """)
        self.connection.execute("""
            CREATE VIEW named_tracking AS
            SELECT brand, products.name AS product, campaigns.name AS campaign, platforms.name AS platform,
                   influencers.*
            FROM tracking JOIN influencers USING (influencer) JOIN products USING (product)
            JOIN campaigns USING (campaign) JOIN platforms USING (platform)
        """)

    def _fill(self, table: str, rows: QuerySet[Any, Any], names: Mapping[str, str]) -> None:
        """A table of rows of ours by day, read piece by piece: there are millions of lines."""
        selected = "SELECT incoming.* REPLACE (platforms.platform AS platform) FROM incoming LEFT JOIN platforms"
        for number, batch in enumerate(batched(rows.order_by("date", "pk").iterator(AT_ONCE), AT_ONCE)):
            self.connection.register("incoming", columns_of(tuple(names), batch))
            into = f"INSERT INTO {table}" if number else f"CREATE TABLE {table} AS"
            self.connection.execute(f"{into} {selected} ON platforms.name = incoming.platform")


def columns_of(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Rows as the columns that DuckDB reads."""
    return pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))


def batched(rows: Iterable[tuple[Any, ...]], number: int) -> Iterator[list[tuple[Any, ...]]]:
    """So many rows at a time."""
    rows = iter(rows)
    while batch := list(islice(rows, number)):
        yield batch


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
