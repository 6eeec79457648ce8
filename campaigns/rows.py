"""The tracked rows behind revenue and orders."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from campaigns.api import TrackingEventList
from campaigns.selectors import organic_note
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.dashboard.pages import Cell, Column, Notice
from healthkart.dashboard.reading import Reading
from healthkart.rows.behind import SOURCES
from healthkart.rows.listing import Row, RowsForm, RowsOf, RowsPage, amount, named, rows_page, who


class OrdersForm(RowsForm):
    listed = TrackingEventList


def _cells(row: Row, scope: Scope, labels: Labels) -> tuple[Cell, ...]:
    return (
        Cell(row["date"].isoformat()),
        who(row, scope, labels),
        Cell(row["orders"], "count"),
        amount(row["revenue"]),
        *(named(row, name, scope) for name in ("campaign", "brand", "product", "platform")),
        Cell(row["source"]),
    )


ORDERS = RowsOf(
    source=SOURCES[0],
    listed=TrackingEventList,
    api="api:trackingevent-list",
    columns=(
        Column("date", "Day"),
        Column("influencer", "Influencer"),
        Column.of("orders"),
        Column.of("revenue"),
        Column("campaign", "Campaign"),
        Column("brand", "Brand"),
        Column("product", "Product"),
        Column("platform", "Platform", help="Where it was sold: the source, or else the influencer's home platform."),
        Column("source", "Source", help="As the tracking file has it."),
    ),
    cells=_cells,
    always=(("attributed", "true"),),
)


@require_safe
@dashboard("rows/rows.html", OrdersForm)
def orders(request: HttpRequest, scope: Scope, labels: Labels, **options: Any) -> RowsPage:
    reading = Reading.of(scope, labels)
    cards = (reading.card("revenue"), reading.card("orders"), reading.card("average_order_value"))
    organic = organic_note(reading.table.organic)
    beside = Notice(f"These are the rows of influencers, as revenue counts them; {organic}.")
    return rows_page(ORDERS, request, reading, cards, (beside,))
