"""What pages are made of: frozen values that templates can only show. No Django here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from healthkart.analytics.changes import Change
from healthkart.analytics.kpis import KPI, Kpi, Sums, Unit

NOTHING = "Nothing to show for these filters."


@dataclass(frozen=True, slots=True)
class Card:
    """One figure of a page: its KPI, its value (paise, fraction or count; None is not known) and what to know of it.

    `change` says how it stands against what it is compared with, `sparkline` is the path of its course over time,
    `sums` are what it was made of, `influencers` how many it rests on.
    """

    kpi: Kpi
    value: float | None
    note: str = ""
    change: Change | None = None
    sparkline: str = ""
    sums: Sums | None = None
    influencers: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the name it is sorted by, its heading, and its unit (None for text)."""

    name: str
    label: str
    unit: Unit | None = None
    help: str = ""

    @classmethod
    def of(cls, kpi: str) -> "Column":
        """The column of a KPI."""
        return cls(kpi, KPI[kpi].label, KPI[kpi].unit, KPI[kpi].help)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it holds (None is not known), the unit it is in (None for text), and where it leads.

    That of a name may know the sums of what it names. `row_id` is what links to its row call that, if any do.
    """

    value: Any
    unit: Unit | None = None
    link: str = ""
    sums: Sums | None = None
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """Columns, rows of cells in the same order, and the row of totals made of sums.

    `all_rows` reads all rows, for a file, where a page shows only a part of them; `more_than` tells whether they are
    more than a number without reading them all. `has_order` says that the rows come in an order of their own, such as
    newest first, and stay in it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()
    all_rows: Callable[[], Iterable[tuple[Cell, ...]]] | None = field(default=None, compare=False)
    more_than: Callable[[int], bool] | None = field(default=None, compare=False)
    has_order: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, the table behind it, and in words what it shows. No figure means that there is nothing to draw."""

    name: str
    title: str
    subtitle: str
    figure: Mapping[str, Any] | None
    table: DataTable
    summary: str
    empty: str = NOTHING


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know to trust the page, such as a cost that a filter drops."""

    text: str


@dataclass(frozen=True, slots=True)
class Sorting:
    """How a table is sorted and which part of it is shown: pages count from 1, and so do `first` and `last`, its rows.

    `rows` are those in scope; `gone` stand beside them for what had something in the compared period alone.
    """

    by: str
    descending: bool
    page: int
    pages: int
    first: int
    last: int
    rows: int
    gone: int = 0

    @property
    def all_rows(self) -> int:
        return self.rows + self.gone


def tables(*charts: Chart, **others: DataTable) -> dict[str, DataTable]:
    """The tables of a page by the names that their files go by: those of charts by the names of the charts."""
    return {chart.name: chart.table for chart in charts} | others
