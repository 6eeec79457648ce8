"""The payout lines behind what influencers cost."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from healthkart.analytics.by_basis import PaidAndDue, payouts_by_basis
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.dashboard.reading import Reading
from healthkart.rows.behind import SOURCES
from healthkart.rows.columns import LINES
from healthkart.rows.listing import RowsForm, RowsOf, RowsPage, rows_page
from healthkart.rows.records import LINE_FIELDS, line_row
from payouts.api import PayoutLineList
from payouts.selectors import paid_and_due


class PayoutLinesForm(RowsForm):
    listed = PayoutLineList


ROWS = RowsOf(source=SOURCES[2], listed=PayoutLineList, file="lines", columns=LINES, fields=LINE_FIELDS, row=line_row)


@require_safe
@dashboard("rows/rows.html", PayoutLinesForm)
def payout(request: HttpRequest, scope: Scope, labels: Labels, **options: Any) -> RowsPage:
    reading = Reading.of(scope, labels)
    note = paid_and_due(PaidAndDue.total(payouts_by_basis(scope, labels).values()))
    return rows_page(ROWS, request, reading, (reading.card("payout", note),), reading.notices())
