"""Where one stands among its peers, measure by measure. No Django here."""

from collections.abc import Iterable
from dataclasses import dataclass

from healthkart.analytics.kpis import KPI, Kpi
from healthkart.analytics.numbers import grouped

FEWEST = 3  # of fewer a place says nothing


@dataclass(frozen=True, slots=True)
class Standing:
    """A KPI's value (None is not known), its place counted from 1 for the highest, among how many, and where they are.

    The place is None where the value is not known or fewer than three are.
    """

    kpi: Kpi
    value: float | None
    place: int | None
    among: int
    link: str = ""

    @property
    def words(self) -> str:
        """12th of 87, or why there is no place."""
        if self.place is not None:
            return f"{ordinal(self.place)} of {grouped(self.among)}"
        return "Not known" if self.value is None else "Too few to rank"


def standing(kpi: str, value: float | None, values: Iterable[float | None], link: str = "") -> Standing:
    """Where a value stands among the values of all, its own included; equal values share the better place."""
    known = [each for each in values if each is not None]
    ranks = value is not None and len(known) >= FEWEST
    place = 1 + sum(each > value for each in known) if ranks and value is not None else None
    return Standing(KPI[kpi], value, place, len(known), link)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 1,012th."""
    teens = 10 < number % 100 < 14
    return grouped(number) + ("th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th"))
