"""Days, weeks and months. Days are inclusive at both ends; weeks start on Monday. No Django here."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

Interval = Literal["day", "week", "month"]
MOST_POINTS = 4_000
INTERVALS: tuple[Interval, ...] = ("day", "week", "month")


def as_date(day: date | str) -> date:
    """A day that SQLite may have handed out as its ISO text."""
    return date.fromisoformat(day) if isinstance(day, str) else day


def first_day(day: date, interval: Interval) -> date:
    """The first day of the day, week (Monday) or month that holds this day."""
    if interval == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if interval == "month" else day


def following(start: date, interval: Interval) -> date:
    """The first day of the next interval, given the first day of one."""
    if interval == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start + timedelta(days=7 if interval == "week" else 1)


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
