"""What the filters of ROI & Payout Analysis understand beside the scope."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from healthkart.analytics.changes import CHANGES
from healthkart.dashboard.page_form import PageForm
from healthkart.dashboard.sorting import Orders

SORTABLE = (
    "influencer", "posts", "orders", "revenue", "payout", "roi", "roas",
    "incremental_roas", "engagement_rate", "performance_score", *CHANGES,
)  # fmt: skip


class AnalysisForm(PageForm):
    """The shared filters, the ROI (percent) below which an influencer is poor, and which part of all is shown.

    `sort` among the options is the order of all influencers, of whom a part is shown.
    """

    main = "influencers"
    places = ("page",)
    roi_below = forms.FloatField(required=False, min_value=-100, max_value=1_000_000)
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)

    def clean_sort(self) -> Orders:
        orders = super().clean_sort()
        if self.main in orders and (column := orders[self.main].column) not in SORTABLE:
            raise ValidationError(f"Influencers cannot be sorted by {column!r}; they can by {', '.join(SORTABLE)}.")
        return orders

    def options(self) -> dict[str, Any]:
        order = self.orders.get(self.main)
        return super().options() | ({"sort": str(order)} if order else {})
