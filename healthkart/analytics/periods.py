"""Days, weeks, months and quarters. Days are inclusive at both ends; weeks start on Monday. No Django here."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal

Interval = Literal["day", "week", "month"]
Period = Literal[Interval, "quarter"]
MOST_POINTS = 4_000
INTERVALS: tuple[Interval, ...] = ("day", "week", "month")
Compare = Literal["previous", "year"]
COMPARES: Mapping[Compare, str] = {"previous": "Previous period", "year": "Same days last year"}


def as_date(day: date | str) -> date:
    """A day that SQLite may have handed out as its ISO text."""
    return date.fromisoformat(day) if isinstance(day, str) else day


def first_day(day: date, period: Period) -> date:
    """The first day of the day, week (Monday), month or quarter that holds this day."""
    match period:
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=day.month - (day.month - 1) % 3, day=1)
        case _:
            return day


def following(start: date, period: Period) -> date:
    """The first day of the next period, given the first day of one."""
    if period in ("month", "quarter"):
        within = start.replace(day=28) + timedelta(days=4 if period == "month" else 66)
        return within.replace(day=1)
    return start + timedelta(days=7 if period == "week" else 1)


def final_day(start: date, period: Period) -> date:
    """The last day of a period, given its first."""
    if period == "day":
        return start
    if date.max - start < timedelta(days=92 if period == "quarter" else 31):  # there is no day to go on to
        return date.max
    return following(start, period) - timedelta(days=1)


def intervals(first: date, last: date, interval: Interval) -> Iterator[date]:
    """The first days of all intervals from the one that holds `first` to the one that holds `last`."""
    start = first_day(first, interval)
    while start <= last:
        yield start
        if date.max - start < timedelta(days=31):  # there is no day to go on to
            return
        start = following(start, interval)


def readable(first: date, last: date, interval: Interval) -> Interval:
    """The interval asked for, or the next longer one whose points a chart can show: some ten years of days."""
    days = (last - first).days
    coarser: dict[Interval, tuple[int, Interval]] = {"day": (MOST_POINTS, "week"), "week": (7 * MOST_POINTS, "month")}
    while interval in coarser and days > coarser[interval][0]:
        interval = coarser[interval][1]
    return interval


def fitting_interval(first: date, last: date) -> Interval:
    """The interval that shows a span in a readable number of points: days to six weeks, weeks to nine months."""
    days = (last - first).days + 1
    return "day" if days <= 45 else "week" if days <= 280 else "month"


def in_another_year(day: date, years: int) -> date:
    """The same day so many years later; 29 February is the 28th where there is none. ValueError before year 1."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def weeks_to_clear(first: date, last: date) -> timedelta:
    """The least whole number of weeks by which a period (inclusive) must move to clear itself."""
    return timedelta(weeks=-(-((last - first).days + 1) // 7))


def period_before(first: date, last: date, compare: Compare) -> tuple[date, date]:
    """The first and last day (inclusive) of what a period is compared with.

    `previous` is as long and begins on the same weekday, `year` has the same days of the year before. ValueError where
    it would begin before the year 1.
    """
    if compare == "year":
        return in_another_year(first, -1), in_another_year(last, -1)
    back = weeks_to_clear(first, last)
    if first - date.min < back:
        raise ValueError(f"No day is {back.days} days before {first}.")
    return first - back, last - back


def in_words(first: date, last: date) -> str:
    """A period as people write it: 5 Jan 2026, 1–31 May 2026, 28 Jul – 26 Aug 2026."""
    if first == last:
        return f"{last:%-d %b} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%b} {last.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first:%-d %b}{year} – {last:%-d %b} {last.year}"
