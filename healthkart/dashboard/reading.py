"""Everything a page reads of one scope: two or three statements, done before anything is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from healthkart.analytics import results
from healthkart.analytics.changes import Change
from healthkart.analytics.compared import ComparedTimes, with_sums_before
from healthkart.analytics.comparison import Comparison, comparison
from healthkart.analytics.folding import Table
from healthkart.analytics.kpis import KPI, Sums, measure
from healthkart.analytics.labels import Labels
from healthkart.analytics.numbers import rupees, show
from healthkart.analytics.performance import Baseline, Row, baseline, groups, performance
from healthkart.analytics.periods import Interval, final_day, fitting_interval, in_words, intervals, readable
from healthkart.analytics.scope import Scope
from healthkart.dashboard import sparklines
from healthkart.dashboard.pages import Card, Notice

MOST_IN_A_SPARKLINE = 90


@dataclass(frozen=True)
class Reading:
    """The sums of a scope by influencer and what else a page needs, and what folds out of them."""

    scope: Scope
    labels: Labels
    table: Table
    comparison: Comparison | None = None
    base: "Reading | None" = None  # the same of the period compared with
    beside_time: tuple[str, ...] = ()
    with_status: bool = False

    @classmethod
    def of(
        cls,
        scope: Scope,
        labels: Labels,
        *dimensions: str,
        beside_time: tuple[str, ...] = (),
        with_status: bool = False,
    ) -> "Reading":
        """Read the sums by influencer and what else the page folds by: one statement, two to compare.

        `beside_time` is what else `by_time` is to carry; `with_status` also the payout by basis and status.
        """
        table = results.read_with_the_rest(scope, labels, "influencer", *dimensions)
        against = comparison(scope, labels.first_day, labels.last_day)
        base = cls.of(against.base, labels, *dimensions) if against and against.base else None
        return cls(scope, labels, table, against, base, beside_time, with_status)

    @cached_property
    def baseline(self) -> Baseline:
        """What ROAS is compared with; one more statement where the scope names campaigns."""
        return baseline(self.scope, self.table)

    @property
    def total(self) -> Sums:
        return self.table.total

    @property
    def is_empty(self) -> bool:
        """Whether the filters let nothing through, nor did in the period compared with."""
        return not any(self.total) and not (self.base and any(self.base.total))

    @cached_property
    def influencers(self) -> int:
        """How many influencers are in scope: those with any measure other than zero."""
        return influencers_in(self.table)

    @property
    def total_row(self) -> Row:
        """All groups as one row."""
        return Row((), self.total, self.influencers, before=self.base.total if self.base else None)

    def groups(self, *dimensions: str) -> Sequence[Row]:
        """How each group of these dimensions did by itself."""
        return self._compared(groups(self.table, *dimensions), dimensions)

    def rows(self, *dimensions: str) -> Sequence[Row]:
        """How each group of these dimensions did, also against the campaigns it fell in, which must have been read."""
        return self._compared(performance(self.table, self.baseline, *dimensions), dimensions)

    def _compared(self, rows: Sequence[Row], dimensions: Sequence[str]) -> Sequence[Row]:
        return with_sums_before(rows, self.base.table.by(*dimensions) if self.base else None)

    @cached_property
    def by_time(self) -> Table:
        """The sums of each day, week or month, as they are shown: one more statement."""
        return results.read(self.scope, self.labels, self.interval, *self.beside_time, with_status=self.with_status)

    @cached_property
    def compared(self) -> ComparedTimes | None:
        """What `by_time` is compared with."""
        if self.comparison is None or self.by_day_before is None:
            return None
        return ComparedTimes.of(self.comparison, self.by_day_before, self.interval)

    @cached_property
    def by_day_before(self) -> Table | None:
        """The sums of each day of the period compared with, if there is one: one more statement."""
        if self.base is None:
            return None
        return results.read(self.base.scope, self.labels, "day", *self.beside_time, with_status=self.with_status)

    def groups_over_time(self, *dimensions: str) -> Sequence[Row]:
        """How each group of these dimensions did by itself, out of the rows that `by_time` has read."""
        before = self.by_day_before.by(*dimensions) if self.by_day_before else None
        return with_sums_before(groups(self.by_time, *dimensions), before)

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and last day (inclusive) that are shown: those of the data, within those asked for."""
        first, last = self.labels.first_day, self.labels.last_day
        if first is None or last is None:
            return None
        first, last = max(first, self.scope.date_from or first), min(last, self.scope.date_to or last)
        return (first, last) if first <= last else None

    @property
    def interval(self) -> Interval:
        """The interval asked for, else one that suits the span."""
        if self.span is None:
            return self.scope.interval or "month"
        return readable(*self.span, self.scope.interval or fitting_interval(*self.span))

    @property
    def days(self) -> Sequence[date]:
        """The first days of the intervals that are shown."""
        return tuple(intervals(*self.span, self.interval)) if self.span else ()

    @property
    def cut(self) -> Mapping[date, str]:
        """Which days the first and the last interval that are shown hold, by their first days, where not all."""
        if self.span is None:
            return {}
        first, last = self.span
        begins, ends = self.days[0], self.days[-1]
        held = {}
        if begins < first:
            held[begins] = f"from {in_words(first, first)}"
        if final_day(ends, self.interval) > last:
            held[ends] = f"to {in_words(last, last)}"
        return {begins: in_words(first, last)} if held and begins == ends else held

    def card(self, kpi: str, note: str = "", *, over_time: bool = False) -> Card:
        """A KPI of the whole scope, against what it is compared with; `over_time` with its course, from `by_time`."""
        value, before = measure(kpi, self.total), measure(kpi, self.base.total) if self.base else None
        course = sparklines.path([measure(kpi, each) for each in self._course]) if over_time else ""
        return self.card_of(kpi, value, before, note, course)

    def card_of(self, kpi: str, value: float | None, before: float | None, note: str = "", course: str = "") -> Card:
        """A KPI that may need more than the sums, and what it was in the period compared with, if there is one."""
        change = Change(KPI[kpi], value, before, self.comparison.days) if self.base and self.comparison else None
        return Card(KPI[kpi], value, note, change, course, sums=self.total, influencers=self.influencers)

    @cached_property
    def _course(self) -> Sequence[Sums]:
        """The sums of the intervals that are shown whole, as few as a sparkline holds.

        One that lacks days would look like a fall.
        """
        if self.span is None:
            return ()
        first, last = self.span
        whole = [day for day in self.days if day >= first and final_day(day, self.interval) <= last]
        added_up = self.by_time.by(self.interval)
        sums = [added_up.get((day,), Sums()) for day in whole]
        together = -(-len(sums) // MOST_IN_A_SPARKLINE) or 1
        parts = [Sums.total(sums[end - together : end]) for end in range(len(sums), together - 1, -together)]
        return parts[::-1]

    def shown(self, kpi: str) -> str:
        """A KPI of the whole scope in its unit, for a sentence."""
        return show(measure(kpi, self.total), KPI[kpi].unit)

    def notices(self) -> tuple[Notice, ...]:
        """What the filters leave out because it cannot be told, and what is not as whole as it seems."""
        left_out = (
            f"{rupees(paise)} of payout is left out: its {name} is not known."
            for name, paise in self.table.dropped.items()
        )
        against = self.comparison
        said = (*left_out, self._not_over, against.why_not if against else "")
        return tuple(Notice(text) for text in said if text)

    @property
    def _not_over(self) -> str:
        last, of_data = self.scope.date_to, self.labels.last_day
        if last is None or of_data is None or last <= of_data:
            return ""
        if self.scope.date_from and self.scope.date_from > of_data:
            return f"This period has not begun: the data end on {in_words(of_data, of_data)}."
        compared = " Only its days so far are compared." if self.base else ""
        ends, end = in_words(last, last), in_words(of_data, of_data)
        return f"This period is incomplete: it ends on {ends}, the data on {end}.{compared}"


def influencers_in(table: Table) -> int:
    """How many influencers of a table have any measure other than zero."""
    return sum(table.influencers_by().values())
