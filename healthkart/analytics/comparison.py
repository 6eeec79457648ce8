"""What a scope is compared with: the same filters over other days. No Django here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from healthkart.analytics.periods import in_another_year, in_words, period_before
from healthkart.analytics.scope import Scope


@dataclass(frozen=True, slots=True)
class Comparison:
    """The days of a scope (inclusive) that the data hold, and the scope they are compared with, or why not."""

    first: date
    last: date
    base: Scope | None = None
    days: str = ""
    why_not: str = ""
    by_year: bool = False

    @property
    def compared_days(self) -> Iterator[date]:
        """The days that it is compared with, one after the other; none where there is nothing to compare with."""
        if self.base and (first := self.base.date_from) and (last := self.base.date_to):
            yield from (first + timedelta(number) for number in range((last - first).days + 1))

    def match(self, day: date) -> date:
        """The day of the scope that a day of the base is compared with; none of them falls outside the scope."""
        if self.base is None or self.base.date_from is None:
            raise ValueError("There is nothing to compare with.")
        matched = in_another_year(day, 1) if self.by_year else day + (self.first - self.base.date_from)
        return min(max(matched, self.first), self.last)


def comparison(scope: Scope, first_day: date | None, last_day: date | None) -> Comparison | None:
    """What a scope is compared with, given the first and last day of the data; None where nothing was asked for.

    Only those of its days that the data hold are compared, with as many others, all of them within the data: against a
    whole month one that is half over would always have fallen, and against half a month a whole one risen.
    """
    if scope.compare is None or first_day is None or last_day is None:
        return None
    first, last = max(scope.date_from or first_day, first_day), min(scope.date_to or last_day, last_day)
    if not scope.has_dates:
        return Comparison(first, last, why_not="Nothing comes before all days: choose dates to compare them.")
    if last < first:
        return Comparison(first, last, why_not="These days hold nothing to compare.")
    try:
        base_first, base_last = period_before(first, last, scope.compare)
    except ValueError:
        return Comparison(first, last, why_not="No days come before these to compare them with.")
    days = in_words(base_first, base_last)
    if base_first < first_day:
        begin = in_words(first_day, first_day)
        why_not = (
            f"There is nothing to compare with: the data begin on {begin}, after {days}."
            if base_last < first_day
            else f"Not compared with {days}: the data begin on {begin}, and what they lack would look like a rise."
        )
        return Comparison(first, last, days=days, why_not=why_not)
    base = scope.but(date_from=base_first, date_to=base_last, compare=None)
    return Comparison(first, last, base, days, by_year=scope.compare == "year")
