"""What ROI & Payout Analysis shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from healthkart.analytics.by_basis import PaidAndDue, by_basis
from healthkart.analytics.compared import present
from healthkart.analytics.labels import Labels
from healthkart.analytics.numbers import number_of, rupees, show
from healthkart.analytics.performance import Row, value_of
from healthkart.analytics.scope import Scope
from healthkart.dashboard import figures
from healthkart.dashboard.charts import can_be_ranked, kpi_by_dimension
from healthkart.dashboard.pages import Card, Cell, Chart, Column, DataTable, Notice, Sorting, tables
from healthkart.dashboard.reading import Reading
from healthkart.dashboard.tables import (
    DUE,
    PAID,
    PERSONAS,
    cells,
    column,
    narrowed_to,
    ranked,
    table_of,
    with_changes,
)
from healthkart.names import name_of
from payouts.models import Payout

PERSONA = ("category", "gender", "platform", "influencer_type")
PERSONA_KPIS = ("roas", "roi", "revenue", "payout", "influencers")
BEST, LOWEST = 10, 10
INFLUENCER_KPIS = (
    "posts", "orders", "revenue", "payout", "roi", "roas",
    "incremental_roas", "engagement_rate", "performance_score",
)  # fmt: skip
PER_PAGE = 50
TALL = 16  # bars; of fewer two rows leave more white space than one


@dataclass(frozen=True, slots=True)
class PoorPerformers:
    """The influencers below a threshold of ROI (percent); where there are none, those with the lowest, ten at most."""

    threshold: float
    below: int
    table: DataTable


@dataclass(frozen=True, slots=True)
class PayoutAnalysis:
    """The page: cards, incremental ROAS, ROI, personas, poor performers, payouts, the influencers."""

    is_empty: bool
    cards: tuple[Card, ...]
    notices: tuple[Notice, ...]
    incremental_roas: Chart
    roi_by_category: Chart
    roas_against_payout: Chart
    by_basis_and_status: Chart
    best_personas: DataTable
    small_personas: str
    poor: PoorPerformers
    influencers: DataTable
    sorting: Sorting

    @property
    def is_tall(self) -> bool:
        """Whether the bars of the campaigns are as tall as the two charts that stand beside them then."""
        figure = self.incremental_roas.figure
        return figure is not None and len(figure["data"][0]["y"]) >= TALL

    @property
    def tables(self) -> Mapping[str, DataTable]:
        return tables(
            self.incremental_roas,
            self.roi_by_category,
            self.roas_against_payout,
            self.by_basis_and_status,
            personas=self.best_personas,
            poor=self.poor.table,
            influencers=self.influencers,
        )


def payout_analysis(
    scope: Scope, labels: Labels, roi_below: float = 0, sort: str = "-revenue", page: int = 1
) -> PayoutAnalysis:
    """What the payouts in scope return; `roi_below` in percent, `sort` a column with - for falling, pages from 1."""
    reading = Reading.of(scope, labels, "campaign", "platform", with_status=True)
    personas, small_personas = _best_personas(
        reading
    )  # first: the influencers are folded from the fewer rows that it leaves
    people, by_category = reading.rows("influencer"), reading.groups("category")
    payouts = by_basis(reading.by_time, reading.by_day_before)
    table, sorting = _influencers(people, reading, sort, page)
    return PayoutAnalysis(
        is_empty=reading.is_empty,
        cards=(
            reading.card("payout", paid_and_due(PaidAndDue.total(payouts.values())), over_time=True),
            reading.card("roas", "revenue per rupee of payout", over_time=True),
            reading.card("roi", "left of the revenue after the payout", over_time=True),
            reading.card("cost_per_order", number_of(reading.total.orders, "order"), over_time=True),
        ),
        notices=reading.notices(),
        incremental_roas=_incremental_roas(reading),
        roi_by_category=kpi_by_dimension(
            by_category, scope, "category", "roi", title="ROI by category", beside=("revenue", "payout", "roas")
        ),
        roas_against_payout=_roas_against_payout(by_category, scope),
        by_basis_and_status=_by_basis_and_status(payouts),
        best_personas=personas,
        small_personas=small_personas,
        poor=_poor(people, reading, roi_below),
        influencers=table,
        sorting=sorting,
    )


def paid_and_due(payout: PaidAndDue) -> str:
    """How much of the payout was paid, and how much is due."""
    return f"{rupees(payout.paid)} paid, {rupees(payout.due)} due"


def _incremental_roas(reading: Reading) -> Chart:
    mean, pooled = reading.baseline.mean, reading.baseline.pooled
    base = (
        "which is not known here"
        if mean is None
        else f"{show(mean, 'ratio')} (all revenue over all payout is {show(pooled, 'ratio')})"
    )
    return kpi_by_dimension(
        reading.rows("campaign"), reading.scope, "campaign", "incremental_roas", title="Incremental ROAS by campaign",
        beside=("roas", "incremental_roas_pooled", "revenue", "payout"),
        subtitle=f"ROAS less the plain mean over campaigns, {base}. A comparison, not proof of incrementality.",
        influencers=reading.influencers,
    )  # fmt: skip


def _roas_against_payout(by_category: Sequence[Row], scope: Scope) -> Chart:
    rows = ranked(by_category, "payout")
    known = [row for row in rows if row.value("roas") is not None]
    points = [
        figures.Point(
            name_of(row.key[0]), row.sums.payout, roas, 1, "",
            (
                name_of(row.key[0]),
                f"{rupees(row.sums.payout)} payout, {show(roas, 'ratio')} ROAS",
                number_of(row.influencers or 0, "influencer"),
            ),
        )
        for row in known
        if (roas := row.value("roas")) is not None
    ]  # fmt: skip
    return Chart(
        name="roas-against-payout",
        title="ROAS against total payout, by category",
        subtitle="Right costs more, up returns more.",
        figure=figures.clickable(
            figures.labelled_points(points, ("Payout", "rupees"), ("ROAS", "ratio")),
            ("category",),
            [[row.key for row in known]],
        )
        if points
        else None,
        table=table_of(rows, scope, ("category",), ("payout", "roas", "revenue", "influencers")),
        summary=f"{points[0].name} costs the most, {rupees(points[0].x)}, and returns {show(points[0].y, 'ratio')}."
        if points
        else "",
    )


def _by_basis_and_status(payouts: Mapping[str, PaidAndDue]) -> Chart:
    paid, due = Payout.Status.PAID.label.title(), Payout.Status.DUE.label.title()
    rows, total = [*payouts.values()], PaidAndDue.total(payouts.values())
    names = [f"Per {basis}" for basis in payouts]
    drawn = {name: each for name, each in zip(names, rows, strict=True) if each.payout}  # and not before alone
    changes = () if total.before is None else (column("payout_change"),)

    def row(name: str, payout: PaidAndDue) -> tuple[Cell, ...]:
        amounts = (Cell(paise, "rupees") for paise in (payout.paid, payout.due, payout.payout))
        return (Cell(name), *amounts, *(Cell(payout.change, each.unit) for each in changes))

    return Chart(
        name="payouts-by-basis-and-status",
        title="Payouts by basis and status",
        subtitle="What was paid and what is still owed."
        + (" A status is that of today, so the whole payout alone is compared." if changes else ""),
        figure=figures.grouped_bars(
            [*drawn],
            [(paid, [each.paid for each in drawn.values()]), (due, [each.due for each in drawn.values()])],
            "rupees",
            figures.hues((paid, due)),
        )
        if drawn
        else None,
        table=DataTable(
            (Column("basis", "Basis"), PAID, DUE, Column.of("payout"), *changes),
            tuple(map(row, names, rows)),
            row("All", total),
        ),
        summary=f"{rupees(total.paid)} paid and {rupees(total.due)} due, {rupees(total.payout)} in all.",
    )


def _best_personas(reading: Reading) -> tuple[DataTable, str]:
    """The groups of enough influencers with the highest ROAS, and in words how many have too few."""
    groups = reading.groups(*PERSONA)
    best = ranked([row for row in groups if can_be_ranked(row) and row.value("roas") is not None], "roas")[:BEST]
    every = present(groups)
    small = sum(not can_be_ranked(row) for row in every)
    # The four names in one cell: on a phone the measures stand beside it.
    kpis = with_changes(PERSONA_KPIS, best)
    table = DataTable(
        (PERSONAS, *map(column, kpis)),
        tuple(
            (
                Cell(
                    " · ".join(map(name_of, row.key)),
                    link=narrowed_to(reading.scope, **dict(zip(PERSONA, row.key, strict=True))),
                ),
                *cells(row, kpis),
            )
            for row in best
        ),
    )
    return table, f"{small} of {len(every)} rest on fewer." if small else ""


def _poor(people: Sequence[Row], reading: Reading, threshold: float) -> PoorPerformers:
    roi = value_of("roi")
    lowest_first = ranked([row for row in people if roi(row) is not None], "roi", descending=False)
    below = list(takewhile(lambda row: (roi(row) or 0) * 100 < threshold, lowest_first))
    shown = _people_table(
        below or lowest_first[:LOWEST], reading, ("roi", "roas", "revenue", "payout", "orders", "posts")
    )
    return PoorPerformers(threshold, len(below), shown)


def _influencers(people: Sequence[Row], reading: Reading, sort: str, page: int) -> tuple[DataTable, Sorting]:
    by, descending = sort.lstrip("-"), sort.startswith("-")
    if by == "influencer":
        ordered = sorted(people, key=lambda row: reading.labels.by_code[row.key[0]].name.casefold(), reverse=descending)
    else:
        ordered = ranked(people, by, descending=descending)
    pages = max(-(-len(ordered) // PER_PAGE), 1)
    page = min(page, pages)
    before = (page - 1) * PER_PAGE
    shown = ordered[before : before + PER_PAGE]
    in_scope = len(present(people))
    table = _people_table(shown, reading, INFLUENCER_KPIS, total=reading.total_row)
    whole = replace(table, all_rows=lambda: _people_table(ordered, reading, INFLUENCER_KPIS).rows, has_order=True)
    return whole, Sorting(
        by, descending, page, pages, before + 1, before + len(shown), rows=in_scope, gone=len(people) - in_scope
    )


def _people_table(rows: Sequence[Row], reading: Reading, kpis: Sequence[str], *, total: Row | None = None) -> DataTable:
    """Influencers by name, their measures, category and type, each leading to the page narrowed to it."""
    kpis = with_changes(kpis, rows)
    described = []
    for row in rows:
        label = reading.labels.by_code[row.key[0]]
        described.append(
            (
                Cell(str(label), link=narrowed_to(reading.scope, influencer=label.code), sums=row.sums),
                *cells(row, kpis),
                Cell(label.category),
                Cell(label.influencer_type),
            )
        )
    key, who = Column("influencer", "Influencer"), (Column("category", "Category"), Column("influencer_type", "Type"))
    totals = (Cell("All", sums=total.sums), *cells(total, kpis), Cell(""), Cell("")) if total else ()
    return DataTable((key, *map(column, kpis), *who), tuple(described), totals)
