"""The lists on the page of one influencer, campaign or brand as tables: a page of each, and all of their rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.analytics.standing import Standing
from healthkart.dashboard.addresses import PAGES, page_of
from healthkart.dashboard.pages import Cell, Column, DataTable
from healthkart.dashboard.reading import Reading
from healthkart.rows.columns import LINES, PAYOUTS, POSTS, Leads, cells
from healthkart.rows.newest import (
    Newest,
    Place,
    all_lines,
    all_payouts,
    all_posts,
    newest_lines,
    newest_payouts,
    newest_posts,
)
from healthkart.rows.records import PayoutRow, row_of_payout

STANDING_COLUMNS = (
    Column("measure", "Measure"),
    Column("value", "Value", help="Rupees, a fraction, or points, by measure."),
    Column("place", "Rank", "count", "Counted from 1 for the highest."),
    Column("among", "Among", "count", "Those of which the measure is known."),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list, and where the next one begins; none where this is the last."""

    table: DataTable
    older: str = ""


def posts_of(reading: Reading, own: str, before: Place | None = None) -> Listing:
    """The newest posts of a reading's scope, or those before a place; without the column of the page's `own`."""
    found, leads = newest_posts(reading, before), partial(_to_pages, reading.scope.without(own))
    return _listing(_but(POSTS, own), found, partial(all_posts, reading.scope), leads)


def lines_of(reading: Reading, own: str, before: Place | None = None, payout: int | None = None) -> Listing:
    """The newest payout lines, likewise; those of one payout (its id) where one is named."""
    found, leads = newest_lines(reading, before, payout), partial(_to_pages, reading.scope.without(own))
    return _listing(_but(LINES, own), found, partial(all_lines, reading.scope, payout), leads)


def payouts_of(
    influencer: str, scope: Scope, labels: Labels, before: int | None, posts_before: Place | None
) -> Listing:
    """The payouts of an influencer (by code), the last made first, or those before an id, and what of each falls within
    a scope. Each leads to its lines, beside which this list and that of posts stay where they are."""
    places = {"posts_before": posts_before, "payouts_before": before}
    kept = [*scope.parameters(), *((name, str(place)) for name, place in places.items() if place)]

    def leads(column: str, row: PayoutRow) -> str:
        if column == "reference":
            return f"?{urlencode([*kept, ('payout', row.id)])}#lines"
        return page_of("campaign", row.named_campaign, scope) if column == "campaign" and row.named_campaign else ""

    found = newest_payouts(scope, labels, influencer, before)
    everything = partial(all_payouts, scope, labels, influencer)
    return _listing(PAYOUTS, found, everything, leads, lambda row: row_of_payout(row.id))


def standings_table(standings: Iterable[Standing]) -> DataTable:
    """Where one stands among its peers."""
    rows = ((each.kpi, each) for each in standings)
    return DataTable(
        STANDING_COLUMNS,
        tuple(
            (Cell(kpi.label), Cell(each.value, kpi.unit), Cell(each.place, "count"), Cell(each.among, "count"))
            for kpi, each in rows
        ),
        has_order=True,
    )


def _listing(
    columns: tuple[Column, ...],
    found: Newest[Any],
    all_rows: Callable[[], Iterable[Any]],
    leads: Leads,
    row_id: Callable[[Any], str] = lambda row: "",
) -> Listing:
    shown = tuple(cells(columns, row, leads, row_id(row)) for row in found.rows)

    def everything() -> Iterable[tuple[Cell, ...]]:
        return (cells(columns, row) for row in all_rows())

    return Listing(DataTable(columns, shown, all_rows=everything, has_order=True), found.older)


def _but(columns: tuple[Column, ...], own: str) -> tuple[Column, ...]:
    """Without what is the same in all rows of the page."""
    return tuple(column for column in columns if column.name != own)


def _to_pages(scope: Scope, column: str, row: Any) -> str:
    """An influencer, a campaign and a brand lead to their own pages."""
    value = row.who.code if column == "influencer" else getattr(row, column)
    return page_of(column, value, scope) if column in PAGES and value else ""
