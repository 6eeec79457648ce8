"""Scope -> rows of sums: the one place that pages, API and exports read from.

`read` asks one grouped query; everything else is folded from what it returned. Money is in paise throughout.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.models import Result
from healthkart.analytics.scope import DIMENSION, Scope

# The column of a result that carries each part of a dimension.
COLUMNS = {
    "date": "date",
    "influencer": "influencer_id",
    "campaign": "campaign_id",
    "product": "product_id",
    "platform": "platform",
}

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Table:
    """Sums by some parts of a result (ids, platform, day), to be folded by any dimension those parts carry."""

    labels: Labels
    parts: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    @cached_property
    def total(self) -> Sums:
        """The sum of all rows."""
        return Sums.total([row[len(self.parts) :] for row in self.rows])

    def by(self, *dimensions: str) -> dict[Key, Sums]:
        """The sums by the values of these dimensions; a value that is not known is None."""
        groups: defaultdict[Key, list[tuple[int, ...]]] = defaultdict(list)
        for key, row in self._keyed(dimensions):
            groups[key].append(row)
        return {key: Sums.total(rows) for key, rows in groups.items()}

    def influencers_by(self, *dimensions: str) -> dict[Key, int]:
        """How many influencers with any measure other than zero each group rests on."""
        position = self.parts.index("influencer")
        seen: defaultdict[Key, set[int]] = defaultdict(set)
        for (key, sums), row in zip(self._keyed(dimensions), self.rows, strict=True):
            if any(sums):
                seen[key].add(row[position])
        return {key: len(influencers) for key, influencers in seen.items()}

    def _keyed(self, dimensions: Sequence[str]) -> Iterable[tuple[Key, tuple[int, ...]]]:
        width = len(self.parts)
        values = [(self.parts.index(DIMENSION[name].part), _remembered(self.labels.value(name))) for name in dimensions]
        for row in self.rows:
            yield tuple(value(row[position]) for position, value in values), row[width:]


def _remembered(value: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Each id is looked up once, not once a row."""
    known: dict[Any, Any] = {}

    def look_up(part: Any) -> Any:
        try:
            return known[part]
        except KeyError:
            return known.setdefault(part, value(part))

    return look_up


def read(scope: Scope, labels: Labels, *dimensions: str) -> Table:
    """What the scope lets through, summed by the parts that carry these dimensions: one query."""
    parts = tuple(dict.fromkeys(DIMENSION[name].part for name in dimensions))
    rows = Result.objects.within(scope).attributed().grouped(*(COLUMNS[part] for part in parts))
    return Table(labels, parts, list(rows))


def organic(scope: Scope) -> Sums | None:
    """What was sold without an influencer; None where a filter asks for what an organic row does not have."""
    if any(dimension.part in ("influencer", "platform") for dimension, _ in scope.filters()):
        return None
    return Sums.total(Result.objects.within(scope).organic().grouped())


def payout_dropped(scope: Scope) -> Mapping[str, int]:
    """The payout (paise) that the filters drop, by what it lacks: day, product, campaign, brand or platform."""
    dropped: Mapping[str, int] = Result.objects.payout_dropped(scope)
    return dropped
