"""The tracked rows behind revenue and orders."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from campaigns.api import TrackingEventList
from campaigns.selectors import organic_note
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.dashboard.pages import Notice
from healthkart.dashboard.reading import Reading
from healthkart.rows.behind import SOURCES
from healthkart.rows.columns import ORDERS
from healthkart.rows.listing import RowsForm, RowsOf, RowsPage, rows_page
from healthkart.rows.records import ORDER_FIELDS, order_row


class OrdersForm(RowsForm):
    listed = TrackingEventList


ROWS = RowsOf(
    source=SOURCES[0],
    listed=TrackingEventList,
    file="orders",
    columns=ORDERS,
    fields=ORDER_FIELDS,
    row=order_row,
    always=(("attributed", "true"),),
)


@require_safe
@dashboard("rows/rows.html", OrdersForm)
def orders(request: HttpRequest, scope: Scope, labels: Labels, **options: Any) -> RowsPage:
    reading = Reading.of(scope, labels)
    cards = (reading.card("revenue"), reading.card("orders"), reading.card("average_order_value"))
    organic = organic_note(reading.table.organic)
    beside = Notice(f"These are the rows of influencers, as revenue counts them; {organic}.")
    return rows_page(ROWS, request, reading, cards, (beside,))
