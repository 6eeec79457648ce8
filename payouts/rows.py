"""The payout lines behind what influencers cost."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from healthkart.analytics.by_basis import PaidAndDue, payouts_by_basis
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.dashboard.pages import Cell, Column
from healthkart.dashboard.reading import Reading
from healthkart.rows.behind import SOURCES
from healthkart.rows.listing import Row, RowsForm, RowsOf, RowsPage, amount, named, rows_page, who
from payouts.api import PayoutLineList
from payouts.selectors import paid_and_due


class PayoutLinesForm(RowsForm):
    listed = PayoutLineList


def _cells(row: Row, scope: Scope, labels: Labels) -> tuple[Cell, ...]:
    return (
        Cell(row["date"].isoformat() if row["date"] else None),
        who(row, scope, labels),
        amount(row["amount"]),
        Cell(row["units"], "count"),
        Cell(row["reference"] or f"number {row['payout']}"),
        Cell(f"per {row['basis']}"),
        Cell(row["status"]),
        *(named(row, name, scope) for name in ("campaign", "brand", "product", "platform")),
    )


PAYOUT = RowsOf(
    source=SOURCES[2],
    listed=PayoutLineList,
    api="api:payoutline-list",
    columns=(
        Column("date", "Day", help="The day that the cost falls on."),
        Column("influencer", "Influencer"),
        Column("amount", "Amount", "rupees", "The payout's share for these units."),
        Column("units", "Units", "count", "The posts or orders that this share pays for."),
        Column("reference", "Payout", help="The payout's reference, or its number where it has none."),
        Column("basis", "Basis"),
        Column("status", "Status"),
        Column("campaign", "Campaign"),
        Column("brand", "Brand"),
        Column("product", "Product"),
        Column("platform", "Platform"),
    ),
    cells=_cells,
)


@require_safe
@dashboard("rows/rows.html", PayoutLinesForm)
def payout(request: HttpRequest, scope: Scope, labels: Labels, **options: Any) -> RowsPage:
    reading = Reading.of(scope, labels)
    note = paid_and_due(PaidAndDue.total(payouts_by_basis(scope, labels).values()))
    return rows_page(PAYOUT, request, reading, (reading.card("payout", note),), reading.notices())
