"""Days, weeks and months. Days are inclusive at both ends; weeks start on Monday. No Django here."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

Interval = Literal["day", "week", "month"]
INTERVALS: tuple[Interval, ...] = ("day", "week", "month")


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
        start = following(start, interval)


def fitting_interval(first: date, last: date) -> Interval:
    """The interval that shows a span in a readable number of points: days to six weeks, weeks to nine months."""
    days = (last - first).days + 1
    return "day" if days <= 45 else "week" if days <= 280 else "month"
