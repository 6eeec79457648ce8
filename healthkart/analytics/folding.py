"""Rows of sums as one statement returned them, and what folds out of them by any dimension they carry."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import DIMENSION

Key = tuple[Any, ...]
Of = TypeVar("Of", bound=Hashable)
PAYOUT = Sums._fields.index("payout")


@dataclass(frozen=True)
class Table:
    """Sums by some parts of a result (ids, platform, day), to be folded by any dimension those parts carry.

    A row holds its parts, then the sums, of which one at least is above zero. Beside them, where they were asked for:
    the organic sales (None where a filter asks for what an organic row does not have), and the payout (paise) that the
    filters drop, by what it lacks.
    """

    labels: Labels
    parts: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    organic: Sums | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)
    _folded: dict[str, "Table"] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def columns(self) -> Sequence[tuple[Any, ...]]:
        """The cells of each part."""
        return list(zip(*self.rows, strict=True))[: len(self.parts)] or [()] * len(self.parts)

    @cached_property
    def total(self) -> Sums:
        """The sum of all rows."""
        fewest = min((self, *self._folded.values()), key=lambda table: len(table.rows))
        return _total(fewest.rows, len(fewest.parts))

    def by(self, *dimensions: str) -> dict[Key, Sums]:
        """The sums by the values of these dimensions; a value that is not known is None."""
        folded = self._by_part(dimensions)
        return _added_up(folded._keys(dimensions), folded.rows, len(folded.parts))

    def payout_by(self, *dimensions: str) -> Mapping[Key, int]:
        """The payout (paise) by the values of these dimensions, of those that have any."""
        payouts: defaultdict[Key, int] = defaultdict(int)
        place = len(self.parts) + PAYOUT
        for key, row in zip(self._keys(dimensions), self.rows, strict=True):
            if row[place]:
                payouts[key] += row[place]
        return payouts

    def influencers_by(self, *dimensions: str) -> Mapping[Key, int]:
        """How many influencers with any measure other than zero each group rests on."""
        if "influencer" in dimensions:
            return dict.fromkeys(self._by_part(dimensions)._keys(dimensions), 1)
        folded = self._by_part((*dimensions, "influencer"))
        whose = folded.columns[folded.parts.index("influencer")]
        return Counter(key for key, _ in set(zip(folded._keys(dimensions), whose, strict=True)))

    def _part_of(self, dimension: str) -> str:
        part = DIMENSION[dimension].part
        return "product" if part == "brand" and part not in self.parts else part

    def _by_part(self, dimensions: Iterable[str]) -> "Table":
        """The same sums by the one part that carries these dimensions, worked out once; by all where it is not one."""
        parts = {self._part_of(name) for name in dimensions}
        if len(parts) != 1 or len(self.parts) == 1:
            return self
        (part,) = parts
        if part not in self._folded:
            added_up = _added_up(self.columns[self.parts.index(part)], self.rows, len(self.parts))
            self._folded[part] = Table(self.labels, (part,), [(cell, *sums) for cell, sums in added_up.items()])
        return self._folded[part]

    def _keys(self, dimensions: Sequence[str]) -> Iterable[Key]:
        """The values of these dimensions for each row; the value of an id is looked up once."""
        values = []
        for name in dimensions:
            part = self._part_of(name)
            column, value = self.columns[self.parts.index(part)], self.labels.value(name, part)
            values.append(map({cell: value(cell) for cell in set(column)}.__getitem__, column))
        return zip(*values, strict=True) if values else [()] * len(self.rows)


def joined(rows: Iterable[tuple[Any, ...]], parts: int) -> list[tuple[Any, ...]]:
    """Rows of the same parts as one; none where they come to nothing."""
    rows = list(rows)
    added_up = _added_up((row[:parts] for row in rows), rows, parts)
    return [key + sums for key, sums in added_up.items() if any(sums)]


def _added_up(keys: Iterable[Of], rows: Iterable[tuple[Any, ...]], first: int) -> dict[Of, Sums]:
    """The sums of the rows of each key; they begin at this place in a row."""
    groups: defaultdict[Of, list[tuple[Any, ...]]] = defaultdict(list)
    for key, row in zip(keys, rows, strict=True):
        groups[key].append(row)
    return {key: _total(of_key, first) for key, of_key in groups.items()}


def _total(rows: Sequence[tuple[Any, ...]], first: int) -> Sums:
    last = first + len(Sums._fields)
    if len(rows) == 1:
        return Sums._make(rows[0][first:last])
    return Sums(*map(sum, islice(zip(*rows, strict=True), first, last)))
