"""What a period is compared with: weekdays match, 29 February is handled, and where there is nothing it says why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthkart.analytics.comparison import Comparison, comparison
from healthkart.analytics.periods import Compare, final_day, in_words, period_before
from healthkart.analytics.scope import Scope

FIRST, LAST = date(2024, 1, 1), date(2026, 9, 17)
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "compare", "days"),
    [
        (date(2026, 9, 11), date(2026, 9, 17), "previous", "4–10 Sep 2026"),
        (date(2026, 9, 1), date(2026, 9, 17), "previous", "11–27 Aug 2026"),
        (date(2026, 9, 17), date(2026, 9, 17), "previous", "10 Sep 2026"),
        (date(2026, 1, 1), date(2026, 1, 31), "previous", "27 Nov – 27 Dec 2025"),
        (date(2026, 9, 1), date(2026, 9, 17), "year", "1–17 Sep 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "year", "1–28 Feb 2023"),
        (date(2024, 2, 29), date(2024, 2, 29), "year", "28 Feb 2023"),
        (date(2025, 2, 1), date(2025, 2, 28), "year", "1–28 Feb 2024"),
        (date(2025, 12, 28), date(2026, 1, 3), "year", "28 Dec 2024 – 3 Jan 2025"),
    ],
)
def test_the_days_compared_with(first: date, last: date, compare: Compare, days: str) -> None:
    assert in_words(*period_before(first, last, compare)) == days


@given(DAYS, st.integers(0, 800))
def test_the_previous_period_is_as_long_on_the_same_weekdays_and_as_near_as_can_be(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    earlier_first, earlier_last = period_before(first, last, "previous")
    assert earlier_last - earlier_first == last - first
    assert earlier_first.weekday() == first.weekday()
    assert 0 < (first - earlier_last).days <= 7


@given(DAYS, st.integers(0, 800), st.data())
def test_every_day_compared_with_matches_a_day_that_is_shown(first: date, days: int, data: st.DataObject) -> None:
    last = first + timedelta(days=days)
    compare: Compare = data.draw(st.sampled_from(["previous", "year"]))
    against = comparison(Scope(date_from=first, date_to=last, compare=compare), date(1900, 1, 1), last)
    assert against is not None
    assert against.base is not None
    assert against.base.date_from is not None
    assert against.base.date_to is not None
    day = data.draw(st.dates(against.base.date_from, against.base.date_to))
    assert first <= against.match(day) <= last
    assert compare == "year" or against.match(day).weekday() == day.weekday()


def compared(**scope: object) -> Comparison:
    found = comparison(Scope(**scope), FIRST, LAST)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_base_has_the_same_filters_and_other_days() -> None:
    against = compared(brand=("Gritzo",), date_from=date(2026, 9, 11), date_to=date(2026, 9, 17), compare="previous")
    assert against.base == Scope(brand=("Gritzo",), date_from=date(2026, 9, 4), date_to=date(2026, 9, 10))
    assert (against.days, against.why_not) == ("4–10 Sep 2026", "")
    assert against.match(date(2026, 9, 5)) == date(2026, 9, 12)


def test_a_leap_day_is_compared_with_the_28th() -> None:
    against = compared(date_from=date(2025, 2, 1), date_to=date(2025, 3, 1), compare="year")
    assert against.match(date(2024, 2, 29)) == date(2025, 2, 28)
    begun = compared(date_from=date(2024, 2, 29), date_to=date(2024, 3, 31), compare="year")
    assert (
        begun.why_not == "There is nothing to compare with: the data begin on 1 Jan 2024, after 28 Feb – 31 Mar 2023."
    )


def test_an_open_end_is_that_of_the_data() -> None:
    assert compared(date_from=date(2026, 9, 11), compare="previous").days == "4–10 Sep 2026"


@pytest.mark.parametrize(
    ("scope", "why"),
    [
        ({"compare": "previous"}, "Nothing comes before all days: choose dates to compare them."),
        ({"compare": "year"}, "Nothing comes before all days: choose dates to compare them."),
        (
            {"compare": "previous", "date_to": date(2024, 1, 7)},
            "There is nothing to compare with: the data begin on 1 Jan 2024, after 25–31 Dec 2023.",
        ),
        ({"compare": "year", "date_from": date(2027, 1, 1)}, "These days hold nothing to compare."),
        (
            {"compare": "previous", "date_from": date.min, "date_to": date.max},
            "There is nothing to compare with: the data begin on 1 Jan 2024, after 12 Apr 2021 – 28 Dec 2023.",
        ),
        ({"compare": "year", "date_from": date.min, "date_to": date(1, 1, 2)}, "These days hold nothing to compare."),
    ],
)
def test_where_there_is_nothing_to_compare_with_it_says_why(scope: dict[str, object], why: str) -> None:
    against = compared(**scope)
    assert (against.base, against.why_not) == (None, why)
    with pytest.raises(ValueError, match="nothing to compare with"):
        against.match(LAST)


@pytest.mark.parametrize("compare", ["previous", "year"])
def test_no_day_comes_before_the_first_of_all(compare: Compare) -> None:
    against = comparison(Scope(compare=compare, date_to=date(1, 1, 9)), date.min, date(1, 1, 20))
    assert against is not None
    assert (against.base, against.why_not) == (None, "No days come before these to compare them with.")


def test_a_period_that_is_not_over_is_compared_over_its_days_so_far() -> None:
    """September 2026 to the 17th, on which the data end."""
    september = {"date_from": date(2026, 9, 1), "date_to": date(2026, 9, 30)}
    for compare, days in (("previous", "11–27 Aug 2026"), ("year", "1–17 Sep 2025")):
        against = compared(**september, compare=compare)
        assert (against.first, against.last, against.days) == (date(2026, 9, 1), LAST, days)


def test_days_before_the_data_are_not_compared() -> None:
    against = compared(date_from=date(2023, 1, 1), compare="year")
    assert (against.first, against.last, against.days) == (FIRST, LAST, "1 Jan 2023 – 17 Sep 2025")


def test_a_base_that_the_data_hold_in_part_is_none() -> None:
    against = compared(date_from=date(2024, 1, 8), date_to=date(2024, 1, 21), compare="previous")
    assert (against.base, against.why_not) == (
        None,
        "Not compared with 25 Dec 2023 – 7 Jan 2024: the data begin on 1 Jan 2024, and what they lack would look like "
        "a rise.",
    )


def test_nothing_asked_for_or_no_data_is_no_comparison() -> None:
    assert comparison(Scope(date_from=FIRST), FIRST, LAST) is None
    assert comparison(Scope(compare="previous"), None, None) is None


def test_days_in_words() -> None:
    assert [
        in_words(date(2026, 1, 5), date(2026, 1, 5)),
        in_words(date(2026, 5, 1), date(2026, 5, 31)),
        in_words(date(2026, 7, 28), date(2026, 8, 26)),
        in_words(date(2025, 5, 1), date(2026, 5, 1)),
    ] == ["5 Jan 2026", "1–31 May 2026", "28 Jul – 26 Aug 2026", "1 May 2025 – 1 May 2026"]


def test_final_days() -> None:
    assert final_day(date(2024, 2, 1), "day") == date(2024, 2, 1)
    assert final_day(date(2024, 2, 1), "month") == date(2024, 2, 29)
    assert final_day(date(2024, 2, 26), "week") == date(2024, 3, 3)
    assert final_day(date(9999, 12, 1), "month") == date.max
