"""Everything a page reads of one scope: two or three statements, done before anything is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from healthkart.analytics import results
from healthkart.analytics.folding import Table
from healthkart.analytics.kpis import KPI, Sums, measure
from healthkart.analytics.labels import Labels
from healthkart.analytics.numbers import rupees, show
from healthkart.analytics.pages import Card, Notice
from healthkart.analytics.performance import Baseline, Row, baseline, groups, performance
from healthkart.analytics.periods import Interval, fitting_interval, intervals, readable
from healthkart.analytics.scope import Scope


@dataclass(frozen=True)
class Reading:
    """The sums of a scope by influencer and what else a page needs, and what folds out of them."""

    scope: Scope
    labels: Labels
    table: Table

    @classmethod
    def of(cls, scope: Scope, labels: Labels, *dimensions: str) -> "Reading":
        """Read the sums by influencer and what else the page folds by: one statement."""
        return cls(scope, labels, results.read_with_the_rest(scope, labels, "influencer", *dimensions))

    @cached_property
    def baseline(self) -> Baseline:
        """What ROAS is compared with; one more statement where the scope names campaigns."""
        return baseline(self.scope, self.table)

    @property
    def total(self) -> Sums:
        return self.table.total

    @property
    def is_empty(self) -> bool:
        """Whether the filters let nothing through."""
        return not any(self.total)

    @cached_property
    def influencers(self) -> int:
        """How many influencers are in scope: those with any measure other than zero."""
        return influencers_in(self.table)

    @property
    def total_row(self) -> Row:
        """All groups as one row."""
        return Row((), self.total, self.influencers)

    def groups(self, *dimensions: str) -> Sequence[Row]:
        """How each group of these dimensions did by itself."""
        return groups(self.table, *dimensions)

    def rows(self, *dimensions: str) -> Sequence[Row]:
        """How each group of these dimensions did, also against the campaigns it fell in, which must have been read."""
        return performance(self.table, self.baseline, *dimensions)

    @cached_property
    def by_time(self) -> Table:
        """The sums of each day, week or month, as they are shown, and of each brand: one more statement."""
        return results.read(self.scope, self.labels, self.interval, "brand")

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

    def card(self, kpi: str, note: str = "") -> Card:
        return Card(KPI[kpi], measure(kpi, self.total), note, self.total, self.influencers)

    def shown(self, kpi: str) -> str:
        """A KPI of the whole scope in its unit, for a sentence."""
        return show(measure(kpi, self.total), KPI[kpi].unit)

    def notices(self) -> tuple[Notice, ...]:
        """What the filters leave out because there is nothing in it to compare."""
        return tuple(
            Notice(f"{rupees(paise)} of payout is left out: its {name} is not known.")
            for name, paise in self.table.dropped.items()
        )


def influencers_in(table: Table) -> int:
    """How many influencers of a table have any measure other than zero."""
    return sum(table.influencers_by().values())
