"""Days, weeks from Monday, months."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from healthkart.analytics.periods import INTERVALS, first_day, fitting_interval, following, intervals

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def test_first_days() -> None:
    day = date(2025, 3, 2)  # a Sunday
    assert [first_day(day, interval) for interval in INTERVALS] == [day, date(2025, 2, 24), date(2025, 3, 1)]


def test_months_over_the_turn_of_the_year() -> None:
    assert list(intervals(date(2024, 11, 30), date(2025, 2, 1), "month")) == [
        date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1)
    ]  # fmt: skip


@given(DAYS, st.sampled_from(INTERVALS))
def test_every_day_lies_in_its_interval(day: date, interval: str) -> None:
    start = first_day(day, interval)  # type: ignore[arg-type]
    assert start <= day < following(start, interval)  # type: ignore[arg-type]


def test_interval_by_span() -> None:
    first = date(2025, 1, 1)
    assert [fitting_interval(first, last) for last in (date(2025, 1, 31), date(2025, 7, 31), date(2026, 1, 1))] == [
        "day", "week", "month"
    ]  # fmt: skip
