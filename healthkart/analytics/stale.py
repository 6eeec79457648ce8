"""What has to be worked out anew after raw rows have changed. No Django here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ALL_KNOWN = 2**63 - 1  # above the id of every row


@dataclass(frozen=True, slots=True)
class Stale:
    """The ledger and results of these influencers (ids; None for organic rows; all if left out) on these days.

    Days are inclusive, and open where left out. What has no day belongs to every span of days. Results hold already,
    and as they are, the posts and the tracked rows of ids up to `known`: all of these where only payouts changed, none
    of either where it is 0. Payouts of other than these `bases` (all if left out) have the lines that they should.
    """

    influencers: frozenset[int | None] | None = None
    first_day: date | None = None
    last_day: date | None = None
    known: int = 0
    bases: frozenset[str] | None = None

    @classmethod
    def of(
        cls,
        influencers: Iterable[int | None],
        days: Iterable[date] | None = None,
        *,
        known: int = 0,
        bases: frozenset[str] | None = None,
    ) -> "Stale":
        """These influencers, from the first of these days to the last; on all days if none are given."""
        span = sorted(days or ())
        first, last = (span[0], span[-1]) if span else (None, None)
        return cls(frozenset(influencers), first, last, known, bases)

    def __bool__(self) -> bool:
        """Whether anything is stale at all."""
        return self.influencers is None or bool(self.influencers)

    def __or__(self, other: "Stale") -> "Stale":
        """Both: all of these influencers, on all days from the first of either to the last of either."""
        if not self or not other:
            return self or other
        both = None
        if self.influencers is not None and other.influencers is not None:
            both = self.influencers | other.influencers
        first = min(self.first_day, other.first_day) if self.first_day and other.first_day else None
        last = max(self.last_day, other.last_day) if self.last_day and other.last_day else None
        bases = None if self.bases is None or other.bases is None else self.bases | other.bases
        return Stale(both, first, last, min(self.known, other.known), bases)


NOTHING = Stale(frozenset())
EVERYTHING = Stale()
