"""Which rows answer a question with the least reading: whole months, and ragged days at the ends of a span."""

from dataclasses import dataclass
from datetime import date, timedelta

from healthkart.analytics.grains import Grain, smallest
from healthkart.analytics.periods import following

Span = tuple[date, date]
DAY = timedelta(days=1)
TYPICAL_DAYS = 1_096  # that the rows of a grain spread over, for weighing plans against each other


@dataclass(frozen=True, slots=True)
class Piece:
    """The rows of a grain from one day to another (inclusive, whatever their day if left out), added or taken away."""

    grain: Grain
    span: Span | None = None
    sign: int = 1

    @property
    def cost(self) -> float:
        """About how many thousand rows it reads, and something for asking at all."""
        days = (self.span[1] - self.span[0]).days + 1 if self.span else TYPICAL_DAYS
        if self.grain.time == "month" and self.span:
            days += 30  # its last month stands for its first day
        return 1 + self.grain.thousands * days / TYPICAL_DAYS


def plan(parts: frozenset[str], time: str | None, asked: Span | None, known: Span | None) -> tuple[Piece, ...]:
    """The pieces whose rows add up to what is asked.

    `parts` must be carried, and `time`: `date`, `month` (a date serves too) or None for no matter. `asked` are the
    days wanted, None for all and what has no day too; `known` those of the data, None for no data.
    """
    if asked is None:
        times = {"date": ("date",), "month": ("date", "month"), None: ("date", "month", None)}[time]
        return (Piece(next(smallest(parts, *times))),)
    if known is None or (span := (max(asked[0], known[0]), min(asked[1], known[1])))[0] > span[1]:
        return ()
    days = next(smallest(parts, "date"))
    plans: list[tuple[Piece, ...]] = [(Piece(days, span),)]
    if time != "date":
        plans.append(_whole_months(next(smallest(parts, "month")), days, span, known))
    return min(plans, key=lambda pieces: sum(piece.cost for piece in pieces))


def _whole_months(months: Grain, days: Grain, span: Span, known: Span) -> tuple[Piece, ...]:
    """Months, and where the span begins or ends within one, the days that it has of it, or less those it has not."""
    first, last = span
    start, end = first.replace(day=1), last.replace(day=1)
    after = following(end, "month")
    begins, ends = first in (start, known[0]), last in (after - DAY, known[1])
    if start == end and not (begins and ends):
        return (Piece(days, span),)
    pieces = []
    if not begins and first - start <= following(start, "month") - first:
        pieces.append(Piece(days, (start, first - DAY), -1))
    elif not begins:
        start = following(start, "month")
        pieces.append(Piece(days, (first, start - DAY)))
    if not ends and after - last <= last - end:
        pieces.append(Piece(days, (last + DAY, after - DAY), -1))
    elif not ends:
        pieces.append(Piece(days, (end, last)))
        end = (end - DAY).replace(day=1)
    if start <= end:
        pieces.append(Piece(months, (start, end)))
    return tuple(pieces)
