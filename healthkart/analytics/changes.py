"""How a figure stands against that of the period it is compared with. No Django here."""

from dataclasses import dataclass
from typing import Literal

from healthkart.analytics.kpis import Kpi, Sums, difference, measure, relative_change
from healthkart.analytics.numbers import lacking, show, show_change

COMPARED = ("revenue", "payout", "roas")
CHANGES = {f"{name}_change": name for name in COMPARED}  # the columns of tables, by name

Verdict = Literal["better", "worse", ""]


def change(name: str, sums: Sums, before: Sums | None) -> float | None:
    """The relative change (a fraction) that a column of CHANGES holds; None where nothing is compared."""
    kpi = CHANGES[name]
    return None if before is None else relative_change(measure(kpi, sums), measure(kpi, before))


@dataclass(frozen=True, slots=True)
class Change:
    """A KPI now and in the period it is compared with (None is not known), which `against` names in words."""

    kpi: Kpi
    value: float | None
    base: float | None
    against: str

    @property
    def difference(self) -> float | None:
        """Now less then, in the unit of the KPI."""
        return difference(self.value, self.base)

    @property
    def relative(self) -> float | None:
        """The difference as a fraction of then."""
        return relative_change(self.value, self.base)

    @property
    def is_up(self) -> bool:
        return (self.difference or 0) > 0

    @property
    def verdict(self) -> Verdict:
        """Whether that is good news, as far as the KPI says so by itself."""
        if not self.difference or self.kpi.better == "neither":
            return ""
        return "better" if self.is_up == (self.kpi.better == "higher") else "worse"

    @property
    def in_percent(self) -> str:
        """The relative change without its sign, which the arrow says; empty where it is not known."""
        return "" if self.relative is None else show(abs(self.relative), "change").removeprefix("+")

    @property
    def absolute(self) -> str:
        """The difference in its unit, signed; empty where it is not known."""
        if self.difference is None:
            return ""
        return show_change(self.difference, self.kpi.unit, added_up=self.kpi.name in Sums._fields)

    @property
    def before(self) -> str:
        """What it was then, in full."""
        return show(self.base, self.kpi.unit)

    @property
    def why_unknown(self) -> str:
        """Why there is no percentage; empty where there is one."""
        if self.value is None:
            return "not known now"
        if self.base is None:
            return f"not known then: {lacking(self.kpi.unit)}"
        return "" if self.relative is not None else f"no percentage: {self.before} then"
