"""Periods by name, at the ends of months and years and in leap years."""

from datetime import date

import pytest

from healthkart.analytics.periods import in_words
from healthkart.dashboard.presets import PERIODS, days_of, presets, said


def offered(last_day: date | None) -> dict[str, str]:
    return {
        preset.label: in_words(preset.first, preset.last) if preset.first and preset.last else ""
        for preset in presets(last_day)
    }


def test_in_the_middle_of_a_quarter() -> None:
    assert offered(date(2026, 9, 17)) == {
        "Last 7 days": "11–17 Sep 2026",
        "Last 30 days": "19 Aug – 17 Sep 2026",
        "Last 90 days": "20 Jun – 17 Sep 2026",
        "This month": "1–17 Sep 2026",
        "Last month": "1–31 Aug 2026",
        "This quarter": "1 Jul – 17 Sep 2026",
        "Last quarter": "1 Apr – 30 Jun 2026",
        "Financial year to date": "1 Apr – 17 Sep 2026",
        "Last financial year": "1 Apr 2025 – 31 Mar 2026",
        "All days": "",
    }


@pytest.mark.parametrize(
    ("last_day", "label", "days"),
    [
        (date(2024, 3, 31), "Last month", "1–29 Feb 2024"),
        (date(2025, 3, 31), "Last month", "1–28 Feb 2025"),
        (date(2024, 2, 29), "Last 30 days", "31 Jan – 29 Feb 2024"),
        (date(2026, 1, 1), "Last 7 days", "26 Dec 2025 – 1 Jan 2026"),
        (date(2026, 1, 1), "This month", "1 Jan 2026"),
        (date(2026, 1, 1), "Last month", "1–31 Dec 2025"),
        (date(2026, 1, 1), "Last quarter", "1 Oct – 31 Dec 2025"),
        (date(2026, 3, 31), "Financial year to date", "1 Apr 2025 – 31 Mar 2026"),
        (date(2026, 4, 1), "Financial year to date", "1 Apr 2026"),
        (date(2026, 4, 1), "Last financial year", "1 Apr 2025 – 31 Mar 2026"),
        (date(2026, 3, 31), "Last financial year", "1 Apr 2024 – 31 Mar 2025"),
        (date(2025, 12, 31), "This quarter", "1 Oct – 31 Dec 2025"),
    ],
)
def test_ends_of_months_and_years(last_day: date, label: str, days: str) -> None:
    assert offered(last_day)[label] == days


@pytest.mark.parametrize("last_day", [None, date(1, 1, 5), date(2, 12, 31)])
def test_without_data_or_days_to_go_back_there_are_all_days(last_day: date | None) -> None:
    assert offered(last_day) == {"All days": ""}
    assert {days_of(period, last_day) for period in PERIODS} == {(None, None)}
    assert said("last_7_days", last_day) == "Last 7 days"


def test_what_is_offered_is_what_addresses_can_name() -> None:
    last_day = date(2026, 9, 17)
    offers = {preset.period: preset for preset in presets(last_day)}
    assert offers.keys() == {*PERIODS, None}
    assert all((offers[period].first, offers[period].last) == days_of(period, last_day) for period in PERIODS)
    assert said("last_7_days", last_day) == "Last 7 days · 11–17 Sep 2026"


def test_the_last_day_there_is() -> None:
    assert offered(date.max)["Last 7 days"] == "25–31 Dec 9999"
