"""The periods that a reader picks by name, all of them counted from the last day of the data. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from healthkart.analytics.periods import first_day, in_another_year, in_words

FINANCIAL_YEAR_BEGINS = 4  # April, as everywhere in India
PERIODS: Mapping[str, str] = {
    "last_7_days": "Last 7 days",
    "last_30_days": "Last 30 days",
    "last_90_days": "Last 90 days",
    "this_month": "This month",
    "last_month": "Last month",
    "this_quarter": "This quarter",
    "last_quarter": "Last quarter",
    "financial_year_to_date": "Financial year to date",
    "last_financial_year": "Last financial year",
}


@dataclass(frozen=True, slots=True)
class Preset:
    """A period with a name, and what addresses call it: its first and last day (inclusive), None for all days."""

    label: str
    period: str | None = None
    first: date | None = None
    last: date | None = None


ALL_DAYS = Preset("All days")


def presets(last_day: date | None) -> tuple[Preset, ...]:
    """The periods on offer, given the last day of the data (None without data)."""
    return (*(Preset(PERIODS[name], name, *days) for name, days in _spans(last_day).items()), ALL_DAYS)


def days_of(period: str, last_day: date | None) -> tuple[date, date] | tuple[None, None]:
    """The first and last day (inclusive) of a period as of now; none without data to count from."""
    return _spans(last_day).get(period, (None, None))


def said(period: str, last_day: date | None) -> str:
    """A period as people read it, with its days as of now."""
    first, last = days_of(period, last_day)
    return f"{PERIODS[period]} · {in_words(first, last)}" if first and last else PERIODS[period]


def _spans(last_day: date | None) -> dict[str, tuple[date, date]]:
    """The days of all periods. What still runs ends on the last day of the data."""
    if last_day is None or last_day.year < 3:  # before it there are no two years to go back
        return {}
    month = first_day(last_day, "month")
    quarter = first_day(last_day, "quarter")
    year = date(last_day.year - (last_day.month < FINANCIAL_YEAR_BEGINS), FINANCIAL_YEAR_BEGINS, 1)
    before_month, before_quarter, before_year = (start - timedelta(days=1) for start in (month, quarter, year))
    return {
        **{f"last_{days}_days": (last_day - timedelta(days=days - 1), last_day) for days in (7, 30, 90)},
        "this_month": (month, last_day),
        "last_month": (first_day(before_month, "month"), before_month),
        "this_quarter": (quarter, last_day),
        "last_quarter": (first_day(before_quarter, "quarter"), before_quarter),
        "financial_year_to_date": (year, last_day),
        "last_financial_year": (in_another_year(year, -1), before_year),
    }
