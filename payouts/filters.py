"""What the filters of ROI & Payout Analysis understand beside the scope."""

from django import forms

from healthkart.analytics.changes import CHANGES
from healthkart.dashboard.filters import ScopeForm

SORTABLE = (
    "influencer", "posts", "orders", "revenue", "payout", "roi", "roas",
    "incremental_roas", "engagement_rate", "performance_score", *CHANGES,
)  # fmt: skip


class AnalysisForm(ScopeForm):
    """The shared filters, the ROI (percent) below which an influencer is poor, and the table's order and page."""

    places = ("page",)
    roi_below = forms.FloatField(required=False, min_value=-100, max_value=1_000_000)
    sort = forms.ChoiceField(required=False, choices=[(sign + name, name) for name in SORTABLE for sign in ("", "-")])
    page = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)
