"""The periods that a reader picks by name, all of them counted from the last day of the data. No Django here."""

from dataclasses import dataclass
from datetime import date, timedelta

from healthkart.analytics.periods import first_day, in_another_year

FINANCIAL_YEAR_BEGINS = 4  # April, as everywhere in India


@dataclass(frozen=True, slots=True)
class Preset:
    """A period with a name: its first and last day (inclusive), None for all days."""

    label: str
    first: date | None = None
    last: date | None = None


ALL_DAYS = Preset("All days")


def presets(last_day: date | None) -> tuple[Preset, ...]:
    """The periods on offer, given the last day of the data (None without data). What still runs ends on that day."""
    if last_day is None or last_day.year < 3:  # before it there are no two years to go back
        return (ALL_DAYS,)
    month = first_day(last_day, "month")
    quarter = first_day(last_day, "quarter")
    year = date(last_day.year - (last_day.month < FINANCIAL_YEAR_BEGINS), FINANCIAL_YEAR_BEGINS, 1)
    before_month, before_quarter, before_year = (start - timedelta(days=1) for start in (month, quarter, year))
    return (
        *(Preset(f"Last {days} days", last_day - timedelta(days=days - 1), last_day) for days in (7, 30, 90)),
        Preset("This month", month, last_day),
        Preset("Last month", first_day(before_month, "month"), before_month),
        Preset("This quarter", quarter, last_day),
        Preset("Last quarter", first_day(before_quarter, "quarter"), before_quarter),
        Preset("Financial year to date", year, last_day),
        Preset("Last financial year", in_another_year(year, -1), before_year),
        ALL_DAYS,
    )
