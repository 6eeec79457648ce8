"""What a term means and, on a page, from which figures it is worked out. No Django here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from healthkart.analytics.changes import Change
from healthkart.analytics.kpis import KPI, KPIS, Kpi, Sums, Unit
from healthkart.analytics.numbers import grouped, show
from healthkart.analytics.scope import DIMENSION
from healthkart.dashboard.pages import Card, Column, DataTable

COST_RULE = (
    "A payout is spread evenly over the posts or orders it pays for, and falls on their days, campaigns, products and "
    "platforms, so that its parts always add up to it."
)
UNITS: Mapping[Unit, str] = {
    "rupees": "Rupees",
    "count": "A count",
    "ratio": "Times (×)",
    "percent": "Percent",
    "change": "Percent, with its sign",
    "score": "Points from 0 to 100",
}


@dataclass(frozen=True, slots=True)
class Definition:
    """What a term means, its unit, its formula, and the sums that this is made of.

    `figures` is the formula with the page's own sums in it, `before` what it was in the period compared with, and
    `influencers` how many the page rests on; each only where it knows them.
    """

    name: str
    label: str
    meaning: str
    unit: str = ""
    formula: str = ""
    made_of: tuple[str, ...] = ()
    figures: str = ""
    before: str = ""
    influencers: int | None = None

    @property
    def anchor(self) -> str:
        """Where the glossary explains it: a number of the compared period with that of any other."""
        return self.name.removesuffix("_before")

    @property
    def cost_rule(self) -> str:
        """How cost counts in it; empty where it holds no payout."""
        return COST_RULE if "payout" in self.made_of else ""


def of_kpi(kpi: Kpi, card: Card | None = None, change: Change | None = None) -> Definition:
    """The definition of a KPI, with the figures of any card of the page, and how its own changed."""
    return Definition(
        kpi.name,
        kpi.label,
        kpi.help,
        UNITS[kpi.unit],
        kpi.formula,
        sums_in(kpi),
        worked_out(kpi, card.sums) if card and card.sums else "",
        f"{change.before} in {change.against}" if change and change.base is not None else "",
        card.influencers if card else None,
    )


def of_column(column: Column) -> Definition:
    """The definition of what a row knows beside the KPIs."""
    dimension = DIMENSION.get(column.name)
    return Definition(
        column.name,
        dimension.label if dimension else column.label,
        column.help or (dimension.help if dimension else ""),
        UNITS[column.unit] if column.unit else "",
    )


def sums_in(kpi: Kpi) -> tuple[str, ...]:
    """The sums that a KPI is made of, itself or through the KPIs that its formula names."""
    said = kpi.formula if kpi.value else f"{kpi.formula} {kpi.help}"
    named = {name for name in Sums._fields if _word(name).search(said)}
    for other in KPIS:
        if other.value and other.name not in Sums._fields and _word(other.label).search(said):
            named.update(sums_in(other))
    return tuple(name for name in Sums._fields if name in named)


def worked_out(kpi: Kpi, sums: Sums) -> str:
    """The formula with these sums in it and what it comes to; nothing for a KPI that needs more than sums.

    Revenue ₹300 and payout ₹100 make of ROAS "₹300 revenue / ₹100 payout = 3.0000×".
    """
    if kpi.value is None:
        return ""
    result = show(kpi.value(sums), kpi.unit, precise=True)
    if kpi.name in Sums._fields:
        return result
    with_figures = re.sub(r"[a-z]+", lambda word: f"{_shown(word[0], sums)} {word[0]}", kpi.formula)
    return f"{with_figures} = {result}"


def on_page(page: object) -> dict[str, Definition]:
    """One definition for all cards and column headings of a name on a page, by name.

    The page is made of dataclasses and tuples; headings that say nothing of themselves have none.
    """
    found = list(_cards_and_columns(page))
    changes = {each.kpi.name: each.change for each in found if isinstance(each, Card)}
    card = next((each for each in found if isinstance(each, Card) and each.sums), None)
    definitions = {}
    for each in found:
        name = each.kpi.name if isinstance(each, Card) else each.name
        if name not in definitions:
            kpi = KPI.get(name)
            definitions[name] = of_kpi(kpi, card, changes.get(name)) if kpi else of_column(each)  # type: ignore[arg-type]
    return {name: definition for name, definition in definitions.items() if definition.meaning}


def _cards_and_columns(part: object) -> Iterator[Card | Column]:
    if isinstance(part, Card | Column):
        yield part
    elif isinstance(part, DataTable):
        yield from part.columns
    elif isinstance(part, tuple):
        for each in part:
            yield from _cards_and_columns(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _cards_and_columns(getattr(part, field.name))


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)


def _shown(name: str, sums: Sums) -> str:
    value, unit = getattr(sums, name), KPI[name].unit
    return grouped(value) if unit == "count" else show(value, unit)
