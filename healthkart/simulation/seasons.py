"""When things are bought: the span of days, growth, the rhythm of the week, and festivals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

# Fifty years: days then fit sixteen bits.
MOST_MONTHS = 600
YEARLY_GROWTH = 1.6
# Monday to Sunday. Weekends are for shopping, Mondays for good intentions.
BUYING_WEEK = np.array([1.10, 0.92, 0.88, 0.90, 0.95, 1.14, 1.24])
POSTING_WEEK = np.array([1.25, 0.95, 0.90, 0.95, 1.00, 1.05, 1.20])

# Each day after a mention sells this much of the day before, for so many days.
FADING, FADED = 0.74, 21


@dataclass(frozen=True)
class Festival:
    """A time of more demand: its name in campaigns, and how many days before it people begin to buy.

    `demand` is how much more they buy (1.5 is half as much again), `discount` what the shop then gives
    everyone, in percent.
    """

    name: str
    run_up: int
    demand: float
    discount: int


NEW_YEAR = Festival("New_Year_Resolution", 14, 1.5, 15)
REPUBLIC_DAY = Festival("Republic_Day_Sale", 5, 1.4, 20)
HOLI = Festival("Holi_Offers", 6, 1.2, 15)
WOMENS_DAY = Festival("Womens_Day", 3, 1.15, 10)
YOGA_DAY = Festival("Yoga_Day", 4, 1.2, 10)
INDEPENDENCE_DAY = Festival("Independence_Sale", 6, 1.5, 25)
RAKSHA_BANDHAN = Festival("Raksha_Bandhan", 6, 1.3, 15)
NAVRATRI = Festival("Navratri_Specials", 4, 1.25, 15)
DUSSEHRA = Festival("Dussehra_Deals", 5, 1.4, 20)
DIWALI = Festival("Diwali_Dhamaka", 12, 1.9, 25)
CHILDRENS_DAY = Festival("Childrens_Day", 3, 1.1, 10)
CHRISTMAS = Festival("Year_End_Sale", 6, 1.25, 15)

# (month, day) of those that never move. Resolutions last for two weeks into the year: theirs is the 14th.
FIXED = {
    NEW_YEAR: (1, 14),
    REPUBLIC_DAY: (1, 26),
    WOMENS_DAY: (3, 8),
    YOGA_DAY: (6, 21),
    INDEPENDENCE_DAY: (8, 15),
    CHILDRENS_DAY: (11, 14),
    CHRISTMAS: (12, 25),
}
# Those that follow the moon, as they fell or fall; other years have none of them.
MOVING = {
    HOLI: (date(2023, 3, 8), date(2024, 3, 25), date(2025, 3, 14), date(2026, 3, 4)),
    RAKSHA_BANDHAN: (date(2023, 8, 30), date(2024, 8, 19), date(2025, 8, 9), date(2026, 8, 28)),
    NAVRATRI: (date(2023, 10, 15), date(2024, 10, 3), date(2025, 9, 22), date(2026, 10, 11)),
    DUSSEHRA: (date(2023, 10, 24), date(2024, 10, 12), date(2025, 10, 2), date(2026, 10, 20)),
    DIWALI: (date(2023, 11, 12), date(2024, 10, 31), date(2025, 10, 20), date(2026, 11, 8)),
}


def festivals(year: int) -> Iterator[tuple[Festival, date]]:
    """The festivals of a year with their days, those that never move first."""
    for festival, (month, day) in FIXED.items():
        yield festival, date(year, month, day)
    for festival, days in MOVING.items():
        yield from ((festival, day) for day in days if day.year == year)


@dataclass(frozen=True)
class Span:
    """Whole calendar months up to the last day, with what each day is like; days and months count from 0.

    `demand` is how much is bought on a day, `discount` what the shop gives everyone on it in percent.
    """

    first: date
    end: date
    months: int
    month_of: NDArray[np.int64]
    weekday: NDArray[np.int64]
    demand: NDArray[np.float64]
    discount: NDArray[np.int64]

    @classmethod
    def until(cls, end: date, months: int) -> "Span":
        """The `months` calendar months of which the last one stops at `end`."""
        if not 1 <= months <= MOST_MONTHS:
            raise ValueError(f"months must be 1 to {MOST_MONTHS}, not {months}")
        count = end.year * 12 + end.month - months
        if count < 12:
            raise ValueError(f"{months} months before {end} is before the calendar begins")
        first = date(count // 12, count % 12 + 1, 1)
        days = np.datetime64(first, "D") + np.arange((end - first).days + 1)
        month_of = (days.astype("datetime64[M]") - np.datetime64(first, "M")).astype(np.int64)
        weekday = (np.arange(len(days)) + first.weekday()) % 7
        demand = YEARLY_GROWTH ** (np.arange(len(days)) / 365) * BUYING_WEEK[weekday]
        lift, discount = np.ones(len(days)), np.zeros(len(days), dtype=np.int64)
        # A festival early in the year after the end is already shopped for.
        for year in range(first.year, end.year + 2):
            for festival, day in festivals(year):
                stop = (day - first).days + 1
                window = slice(max(stop - 1 - festival.run_up, 0), max(stop, 0))
                lift[window] = np.maximum(lift[window], festival.demand)
                discount[window] = np.maximum(discount[window], festival.discount)
        return cls(first, end, months, month_of, weekday, demand * lift, discount)

    @property
    def days(self) -> int:
        """How many days the span has."""
        return len(self.month_of)

    def first_of_month(self, month: int) -> date:
        """The first day of a month counted from 0."""
        count = self.first.year * 12 + self.first.month - 1 + month
        return date(count // 12, count % 12 + 1, 1)

    def last_of_month(self, month: int) -> date:
        """The last day of a month counted from 0, or the end of the span if that comes earlier."""
        return min(self.first_of_month(month + 1) - timedelta(days=1), self.end)

    def dates(self, days: NDArray[np.integer]) -> NDArray[np.datetime64]:
        """Days counted from 0 as dates, in seconds because pandas knows no coarser unit."""
        calendar = (np.datetime64(self.first, "D") + np.arange(self.days)).astype("datetime64[s]")
        return np.asarray(calendar[days])
