"""What has to be worked out anew after raw rows have changed. No Django here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stale:
    """The ledger and results of these influencers (ids; None for organic rows; all if left out) on these days.

    Days are inclusive, and open where left out. What has no day belongs to every span of days. `seen` is whether posts
    or tracked rows changed; where payouts alone did, what was seen is left as it is.
    """

    influencers: frozenset[int | None] | None = None
    first_day: date | None = None
    last_day: date | None = None
    seen: bool = True

    @classmethod
    def of(cls, influencers: Iterable[int | None], days: Iterable[date] | None = None, *, seen: bool = True) -> "Stale":
        """These influencers, from the first of these days to the last; on all days if none are given."""
        known = sorted(days or ())
        first, last = (known[0], known[-1]) if known else (None, None)
        return cls(frozenset(influencers), first, last, seen)

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
        return Stale(both, first, last, self.seen or other.seen)


NOTHING = Stale(frozenset())
EVERYTHING = Stale()
