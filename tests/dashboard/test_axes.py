"""Axes of time: their ticks stand on the points."""

from datetime import date
from itertools import islice

import pytest

from healthkart.analytics.periods import Interval, intervals
from healthkart.dashboard.axes import time_axis

EVERY_OTHER_MONDAY = ("08-03", "08-17", "08-31", "09-14", "09-28")


@pytest.mark.parametrize(("first", "last", "interval", "ticks"), [
    (date(2026, 8, 15), date(2026, 8, 15), "day", ["2026-08-15"]),
    (date(2026, 8, 15), date(2026, 8, 17), "day", ["2026-08-15", "2026-08-16", "2026-08-17"]),
    (date(2026, 10, 1), date(2026, 10, 18), "week", ["2026-09-28", "2026-10-05", "2026-10-12"]),
    (date(2026, 8, 3), date(2026, 10, 11), "week", [f"2026-{day}" for day in EVERY_OTHER_MONDAY]),
    (date(2025, 11, 3), date(2026, 1, 31), "month", ["2025-11-01", "2025-12-01", "2026-01-01"]),
])  # fmt: skip
def test_ticks_stand_on_the_points(first: date, last: date, interval: Interval, ticks: list[str]) -> None:
    axis = time_axis(list(intervals(first, last, interval)), interval)
    assert axis["tickvals"] == ticks


@pytest.mark.parametrize(("first", "interval", "texts"), [
    (date(2026, 8, 30), "day", ["30 Aug<br>2026", "31 Aug", "1 Sep"]),
    (date(2025, 12, 22), "week", ["22 Dec<br>2025", "29 Dec<br>2025", "5 Jan<br>2026"]),
    (date(2026, 1, 1), "month", ["Jan<br>2026", "Feb", "Mar"]),
])  # fmt: skip
def test_a_tick_says_its_year_where_it_could_be_another(first: date, interval: Interval, texts: list[str]) -> None:
    some = list(islice(intervals(first, date(2027, 1, 1), interval), 3))
    assert time_axis(some, interval)["ticktext"] == texts


@pytest.mark.parametrize("interval", ["day", "week", "month"])
def test_many_points_are_told_by_days_months_or_years(interval: Interval) -> None:
    axis = time_axis(list(intervals(date(2024, 1, 1), date(2026, 1, 1), interval)), interval)
    assert "tickvals" not in axis
    assert axis["tickformatstops"]


def test_no_days_have_no_ticks() -> None:
    assert time_axis([], "day")["tickvals"] == []
