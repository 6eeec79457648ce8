"""Measured numbers, their limits, and how they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. It holds if it is at most its limit, or with `at_least` no less.

    Without a value `note` says why nothing was measured, with one what it was measured on.
    """

    name: str
    value: float | None
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the limit is kept; None without a limit or a value."""
        if self.value is None or self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    @property
    def shown_limit(self) -> str:
        return "" if self.limit is None else f"{'≥' if self.at_least else '≤'} {shown(self.limit)} {self.unit}".strip()

    @property
    def shown_value(self) -> str:
        return "not measured" if self.value is None else f"{shown(self.value)} {self.unit}".strip()

    def as_json(self, database: str) -> dict[str, Any]:
        return {
            "name": self.name,
            "database": database,
            "value": self.value,
            "unit": self.unit,
            "limit": self.limit,
            "holds": self.holds,
        }


def shown(value: float) -> str:
    """Three digits that count, whole numbers in full."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def table(figures: Iterable[Figure], caption: str) -> str:
    """The figures as a table in Markdown."""
    verdicts = {True: "yes", False: "**no**", None: ""}
    rows = [
        f"| {each.name} | {each.shown_value} | {each.shown_limit} | {verdicts[each.holds]} | {each.note} |"
        for each in figures
    ]
    return "\n".join([caption, "", "| what | measured | limit | holds | on |", "|---|---:|---:|---|---|", *rows])
