"""The sums of the period that a scope is compared with, beside its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from healthkart.analytics.comparison import Comparison
from healthkart.analytics.folding import Key, Table
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.performance import Row
from healthkart.analytics.periods import Interval, first_day, in_words
from healthkart.analytics.results import read
from healthkart.analytics.scope import TIMES

TIME_NAMES = frozenset(each.name for each in TIMES)


@dataclass(frozen=True, slots=True)
class ComparedTimes:
    """The sums of the compared period, by the intervals (their first days) of the one shown; `days` names it.

    `spans` are the days that each interval is compared with, in words.
    """

    days: str
    sums: Mapping[Key, Sums]
    spans: Mapping[date, str]

    @classmethod
    def of(cls, comparison: Comparison, by_day: Table, interval: Interval) -> "ComparedTimes":
        """From a table of the compared period that carries days."""
        return cls(comparison.days, matched(comparison, by_day, interval), _spans(comparison, interval))


def _spans(comparison: Comparison, interval: Interval) -> Mapping[date, str]:
    spans: defaultdict[date, list[date]] = defaultdict(list)
    for day in comparison.compared_days:
        spans[first_day(comparison.match(day), interval)].append(day)
    return {first: in_words(days[0], days[-1]) for first, days in spans.items()}


def sums_before(comparison: Comparison | None, labels: Labels, *dimensions: str) -> Mapping[Key, Sums] | None:
    """The sums of the compared period by these dimensions; None where there is none. One statement."""
    if comparison is None or comparison.base is None:
        return None
    return matched(comparison, read(comparison.base, labels, *dict.fromkeys(_by_day(dimensions))), *dimensions)


def matched(comparison: Comparison, by_day: Table, *dimensions: str) -> Mapping[Key, Sums]:
    """The sums of a table of the compared period by these dimensions; for any of time it must carry days.

    A day counts in the day, week or month of the day that it is compared with, so the sums still add up to the whole.
    """
    before: defaultdict[Key, list[Sums]] = defaultdict(list)
    for key, sums in by_day.by(*_by_day(dimensions)).items():
        before[tuple(_matched(comparison, *each) for each in zip(dimensions, key, strict=True))].append(sums)
    return {key: Sums.total(several) for key, several in before.items()}


def _by_day(dimensions: Sequence[str]) -> Sequence[str]:
    return ["day" if name in TIME_NAMES else name for name in dimensions]


def _matched(comparison: Comparison, dimension: str, value: object) -> object:
    if dimension not in TIME_NAMES or not isinstance(value, date):
        return value
    interval: Interval = dimension  # type: ignore[assignment]
    return first_day(comparison.match(value), interval)


def with_sums_before(rows: Sequence[Row], before: Mapping[Key, Sums] | None) -> Sequence[Row]:
    """The rows with what their groups added up to before: zero where they had nothing, None without a comparison.

    A group that had something before alone has a row of zeros after them, so that both periods add up to their whole.
    """
    if before is None:
        return rows
    nobody = 0 if all(row.influencers is not None for row in rows) else None  # where they are not counted, not known
    known = {row.key for row in rows}
    gone = [Row(key, Sums(), nobody) for key, sums in before.items() if key not in known and any(sums)]
    return [row._replace(before=before.get(row.key, Sums())) for row in (*rows, *gone)]


def present(rows: Iterable[Row]) -> list[Row]:
    """The rows of groups that had something in the scope itself, and not before alone: those that can be ranked."""
    return [row for row in rows if any(row.sums)]
