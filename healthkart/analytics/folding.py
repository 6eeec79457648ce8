"""Rows of sums as one statement returned them, and what folds out of them by any dimension they carry."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import DIMENSION

Key = tuple[Any, ...]
PAYOUT = Sums._fields.index("payout")


@dataclass(frozen=True)
class Table:
    """Sums by some parts of a result (ids, platform, day), to be folded by any dimension those parts carry.

    A row holds its parts, then the sums; several rows may be of the same parts. Beside them, where they were asked
    for: the organic sales (None where a filter asks for what an organic row does not have), and the payout (paise)
    that the filters drop, by what it lacks.
    """

    labels: Labels
    parts: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    organic: Sums | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)
    _folded: dict[tuple[str, ...], "Table"] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def sums(self) -> Sequence[tuple[int, ...]]:
        """The sums of each row."""
        first = len(self.parts)
        return [row[first : first + len(Sums._fields)] for row in self.rows]

    @cached_property
    def columns(self) -> Sequence[tuple[Any, ...]]:
        """The cells of each part."""
        return list(zip(*(row[: len(self.parts)] for row in self.rows), strict=True)) or [()] * len(self.parts)

    @cached_property
    def total(self) -> Sums:
        """The sum of all rows."""
        return Sums.total(next(iter(self._folded.values()), self).sums)

    def by(self, *dimensions: str) -> dict[Key, Sums]:
        """The sums by the values of these dimensions; a value that is not known is None."""
        folded = self._fold(self._parts_of(dimensions))
        return _added_up(folded._keys(dimensions), folded.sums)

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
        folded = self._fold(self._parts_of((*dimensions, "influencer")))
        keys = folded._keys((*dimensions, "influencer"))
        return Counter(key[:-1] for key in {key for key, sums in zip(keys, folded.sums, strict=True) if any(sums)})

    def _parts_of(self, dimensions: Iterable[str]) -> tuple[str, ...]:
        carriers = {self._part_of(name) for name in dimensions}
        return tuple(part for part in self.parts if part in carriers)

    def _part_of(self, dimension: str) -> str:
        part = DIMENSION[dimension].part
        return "product" if part == "brand" and part not in self.parts else part

    def _fold(self, parts: tuple[str, ...]) -> "Table":
        """The same sums by fewer parts, worked out once: a dimension is then folded from a few rows."""
        if parts == self.parts:
            return self
        if parts not in self._folded:
            keys = list(zip(*(self.columns[self.parts.index(part)] for part in parts), strict=True))
            added_up = _added_up(keys or [()] * len(self.rows), self.sums)
            self._folded[parts] = Table(self.labels, parts, [key + sums for key, sums in added_up.items()])
        return self._folded[parts]

    def _keys(self, dimensions: Sequence[str]) -> Sequence[Key]:
        """The values of these dimensions for each row; each id is looked up once."""
        values = []
        for name in dimensions:
            part = self._part_of(name)
            column, value = self.columns[self.parts.index(part)], self.labels.value(name, part)
            known = {cell: value(cell) for cell in set(column)}
            values.append([known[cell] for cell in column])
        return list(zip(*values, strict=True)) if values else [()] * len(self.rows)


def _added_up(keys: Iterable[Key], rows: Iterable[tuple[int, ...]]) -> dict[Key, Sums]:
    groups: defaultdict[Key, list[tuple[int, ...]]] = defaultdict(list)
    for key, row in zip(keys, rows, strict=True):
        groups[key].append(row)
    return {key: Sums.total(of_key) if len(of_key) > 1 else Sums._make(of_key[0]) for key, of_key in groups.items()}
