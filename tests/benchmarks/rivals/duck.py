"""DuckDB in memory over the raw rows: a page's visuals, one statement each, as a business intelligence tool asks."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from healthkart.analytics.labels import Labels
from healthkart.analytics.periods import Interval
from healthkart.analytics.scope import Dimension, Scope
from healthkart.downloads.strands import carrier
from tests.benchmarks.rivals.raw_rows import TRAITS, add_posts_and_lines, quoted, tracked_rows
from tests.benchmarks.visuals import TABLES, Visual


class Duck:
    """The raw rows of the world in the database, to be asked."""

    def __init__(self, tracking: Path, labels: Labels) -> None:
        self.labels = labels
        self.connection = tracked_rows(tracking, labels)

    def complete(self) -> Self:
        """With posts and payout lines too: then every visual can be answered."""
        add_posts_and_lines(self.connection)
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
                yield f"{carrier(dimension.name)} IN ({', '.join(map(str, self._ids(dimension, values)))})"
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
        part = carrier(dimension.name)
        name = self.labels.value(dimension.name, part)
        return [each for each in ids[part] if name(each) in values]
