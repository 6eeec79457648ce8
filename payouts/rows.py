"""The payout lines behind what influencers cost."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.views.decorators.http import require_safe

from healthkart.analytics.by_basis import PaidAndDue, payouts_by_basis
from healthkart.analytics.labels import Labels
from healthkart.analytics.numbers import rupees
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.dashboard.reading import Reading
from healthkart.rows.behind import SOURCES
from healthkart.rows.columns import LINES
from healthkart.rows.listing import RowsForm, RowsOf, RowsPage, rows_page
from healthkart.rows.records import LINE_FIELDS, line_row
from payouts.api import PayoutLineList
from payouts.models import Payout
from payouts.selectors import paid_and_due


class PayoutLinesForm(RowsForm):
    """Also whether the lines are those of payouts that are due, or that are paid."""

    narrowing = ("status",)
    listed = PayoutLineList
    status = forms.ChoiceField(required=False, choices=Payout.Status)


ROWS = RowsOf(source=SOURCES[2], listed=PayoutLineList, file="lines", columns=LINES, fields=LINE_FIELDS, row=line_row)


@require_safe
@dashboard("rows/rows.html", PayoutLinesForm)
def payout(request: HttpRequest, scope: Scope, labels: Labels, status: str = "", **options: Any) -> RowsPage:
    reading, whole = Reading.of(scope, labels), PaidAndDue.total(payouts_by_basis(scope, labels).values())
    if not status:
        return rows_page(ROWS, request, reading, (reading.card("payout", paid_and_due(whole)),), reading.notices())
    part = replace(ROWS, asked=(("status", status),))
    card = replace(reading.card("payout", f"{status}, of {rupees(whole.payout)} in all"), value=whole.of(status))
    return rows_page(part, request, reading, (replace(card, change=None, sums=None),), reading.notices())
