"""Which rows answer a question with the least reading: the longest periods that fit a span, and days at its ends."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice, product

from healthkart.analytics.grains import Grain, Time, smallest
from healthkart.analytics.periods import Period, first_day, following

Span = tuple[date, date]
Pieces = tuple["Piece", ...]
DAY = timedelta(days=1)
# For weighing plans against each other: the days that the rows of a grain spread over, and the share of what reading a
# row takes that passing it takes.
TYPICAL_DAYS = 1_096
WALKING = 0.08
# Rows of which times add up to the time that is asked for, longest first.
SERVING: dict[Time | None, tuple[Time, ...]] = {
    "date": ("date",),
    "week": ("week", "date"),
    "month": ("month", "date"),
    None: ("quarter", "month", "week", "date"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of a grain from one day to another (inclusive, whatever their day if left out), added or taken away."""

    grain: Grain
    span: Span | None = None
    sign: int = 1

    @property
    def cost(self) -> float:
        """About how many thousand rows it reads, something for those that it walks past, and for asking at all."""
        days = (self.span[1] - self.span[0]).days + 1 if self.span else TYPICAL_DAYS
        past = 0 if self.grain.key[0] == self.grain.time else WALKING
        return 1 + self.grain.thousands * (past + days / TYPICAL_DAYS)


def plan(parts: frozenset[str], time: Time | None, asked: Span | None, known: Span | None) -> Pieces:
    """The pieces whose rows add up to what is asked.

    `parts` must be carried, and `time`: `date`, `week` or `month` (what is shorter serves too) or None for no matter.
    `asked` are the days wanted, None for all and what has no day too; `known` those of the data, None for no data.
    """
    times = SERVING[time]
    if asked is None:
        return (Piece(next(smallest(parts, *times, time))),)
    if known is None or (span := (max(asked[0], known[0]), min(asked[1], known[1])))[0] > span[1]:
        return ()
    grains = tuple(grain for time in times for grain in islice(smallest(parts, time), 1))
    return _between(span[0], span[1] + DAY, grains, (known[0], known[1] + DAY))


@lru_cache(maxsize=1_000)
def _between(first: date, end: date, grains: tuple[Grain, ...], known: Span) -> Pieces:
    """The cheapest pieces from a day to before another, or less those from `end` to `first` where that comes first.

    `grains` carry shorter and shorter times, the last one days; before `known` and from its end on there is nothing.
    """
    first, end = (min(max(day, known[0]), known[1]) for day in (first, end))
    if end < first:
        return tuple(replace(piece, sign=-piece.sign) for piece in _between(end, first, grains, known))
    if first == end:
        return ()
    longest, shorter = grains[0], grains[1:]
    if longest.time is None or longest.time == "date":
        return (Piece(longest, (first, end - DAY)),)
    plans = [_between(first, end, shorter, known)]
    for begin, stop in product(*(_boundaries(day, longest.time) for day in (first, end))):
        if begin < stop:
            ends = _between(first, begin, shorter, known), _between(stop, end, shorter, known)
            plans.append((Piece(longest, (begin, stop - DAY)), *ends[0], *ends[1]))
    return min(plans, key=lambda pieces: sum(piece.cost for piece in pieces))


def _boundaries(day: date, period: Period) -> set[date]:
    """Where periods begin next to a day: on it, or before and after it."""
    begin = first_day(day, period)
    return {begin} if begin == day else {begin, following(begin, period)}
