"""Rows of sums as one statement returned them, and what folds out of them by any dimension they carry."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.packing import payouts, unpacked
from healthkart.analytics.scope import DIMENSION

Key = tuple[Any, ...]
Of = TypeVar("Of", bound=Hashable)


@dataclass(frozen=True)
class Table:
    """Sums by some parts of a result (ids, platform, day), to be folded by any dimension those parts carry.

    `columns` hold the cells of each part, `packed` the sums of each row, not all of them zero. Beside them, where
    they were asked for: the organic sales (None where a filter asks for what an organic row does not have), the payout
    (paise) that the filters drop, by what it lacks, and that which they let through, by basis and status.
    """

    labels: Labels
    parts: tuple[str, ...]
    columns: Sequence[Sequence[Any]]
    packed: Sequence[int]
    organic: Sums | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)
    by_basis_and_status: Mapping[tuple[str, str], int] = field(default_factory=dict)
    _folded: dict[frozenset[str], "Table"] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def total(self) -> Sums:
        """The sum of all rows."""
        return unpacked(sum(self.packed))

    def by(self, *dimensions: str) -> dict[Key, Sums]:
        """The sums by the values of these dimensions; a value that is not known is None."""
        folded = self._of(*dimensions)
        keys = folded._keys(dimensions)
        if len(folded.parts) == len(dimensions) and all(map(self._tells_apart, dimensions)):
            return dict(zip(keys, map(unpacked, folded.packed), strict=True))
        return {key: unpacked(sums) for key, sums in _added_up(keys, folded.packed).items()}

    def payouts(self, *dimensions: str) -> Iterable[tuple[Key, str | None, int]]:
        """The values of these dimensions, the campaign and the payout (paise) of each row."""
        folded = self._of(*dimensions, "campaign")
        return zip(folded._keys(dimensions), folded._values("campaign"), payouts(folded.packed), strict=True)

    def influencers_by(self, *dimensions: str) -> Mapping[Key, int]:
        """How many influencers with any measure other than zero each group rests on."""
        folded = self._of(*dimensions, "influencer")
        keys = folded._keys(dimensions)
        if all(self._part_of(name) == "influencer" or self._tells_apart(name) for name in dimensions):
            return Counter(keys)
        whose = folded.columns[folded.parts.index("influencer")]
        return Counter(key for key, _ in set(zip(keys, whose, strict=True)))

    def _tells_apart(self, dimension: str) -> bool:
        """Whether no two cells of its part have one value."""
        return self._part_of(dimension) == dimension and dimension != "product"

    def _part_of(self, dimension: str) -> str:
        part = DIMENSION[dimension].part
        return "product" if part == "brand" and part not in self.parts else part

    def _of(self, *dimensions: str) -> "Table":
        """The same sums by no other parts than those that carry these dimensions, worked out once."""
        parts = frozenset(map(self._part_of, dimensions))
        if len(parts) == len(self.parts) or not parts:
            return self
        if parts not in self._folded:
            able = (table for table in (self, *self._folded.values()) if parts <= {*table.parts})
            self._folded[parts] = min(able, key=len)._only(parts)
        return self._folded[parts]

    def _only(self, parts: frozenset[str]) -> "Table":
        places = [place for place, part in enumerate(self.parts) if part in parts]
        added_up = _added_up(zip(*(self.columns[place] for place in places), strict=True), self.packed)
        columns = list(zip(*added_up, strict=True)) or [()] * len(places)
        return Table(self.labels, tuple(self.parts[place] for place in places), columns, [*added_up.values()])

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.packed)

    def _keys(self, dimensions: Sequence[str]) -> Iterable[Key]:
        """The values of these dimensions for each row."""
        return zip(*map(self._values, dimensions), strict=True) if dimensions else [()] * len(self)

    def _values(self, dimension: str) -> Iterable[Any]:
        """The value of this dimension for each row."""
        part = self._part_of(dimension)
        return map(self.labels.value(dimension, part), self.columns[self.parts.index(part)])


def _added_up(keys: Iterable[Of], packed: Iterable[int]) -> dict[Of, int]:
    """The sums of each key."""
    groups: dict[Of, int] = {}
    known = groups.get
    for key, sums in zip(keys, packed, strict=True):
        groups[key] = known(key, 0) + sums
    return groups
