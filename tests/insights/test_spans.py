"""Which days are compared with which."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthkart.insights.spans import before, days_in, last_full_months, named, when

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(days, st.integers(0, 800))
def test_the_days_before_are_as_many_on_the_same_weekdays_and_end_before(first: date, more: int) -> None:
    last = date.fromordinal(first.toordinal() + more)
    previous = before((first, last))
    assert previous is not None
    assert days_in(previous) == more + 1
    assert previous[0].weekday() == first.weekday()
    assert 0 < (first - previous[1]).days <= 7


def test_before_the_first_day_of_the_calendar_there_is_none() -> None:
    assert before((date(1, 1, 3), date(1, 1, 9))) is None


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2025-01-05", "2025-02-04", None),
        ("2025-01-01", "2025-02-27", None),
        ("2025-01-01", "2025-02-28", ("2025-01-01", "2025-01-31", "2025-02-01", "2025-02-28")),
        ("2023-11-20", "2024-03-15", ("2024-01-01", "2024-01-31", "2024-02-01", "2024-02-29")),
        ("2024-10-01", "2025-01-31", ("2024-12-01", "2024-12-31", "2025-01-01", "2025-01-31")),
        ("0001-01-01", "0001-01-20", None),
    ],
)
def test_the_last_two_whole_months(first: str, last: str, months: tuple[str, ...] | None) -> None:
    found = last_full_months((date.fromisoformat(first), date.fromisoformat(last)))
    assert (found and tuple(day.isoformat() for span in found for day in span)) == months


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2025-05-01", "2025-05-31", "May 2025"),
        ("2025-05-05", "2025-05-12", "5 to 12 May 2025"),
        ("2025-05-05", "2025-05-05", "5 May 2025"),
        ("2025-04-28", "2025-05-04", "28 April to 4 May 2025"),
        ("2024-12-30", "2025-01-05", "30 December 2024 to 5 January 2025"),
        ("2025-05-01", "2025-06-30", "1 May to 30 June 2025"),
        ("9999-12-01", "9999-12-31", "1 to 31 December 9999"),
    ],
)
def test_days_have_names(first: str, last: str, name: str) -> None:
    assert named((date.fromisoformat(first), date.fromisoformat(last))) == name


def test_days_with_their_preposition() -> None:
    first = date(2025, 5, 1)
    assert [when((first, date(2025, 5, last))) for last in (1, 9, 31)] == [
        "on 1 May 2025", "from 1 to 9 May 2025", "in May 2025"
    ]  # fmt: skip
