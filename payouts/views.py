"""The ROI & Payout Analysis page."""

from typing import Any

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from payouts.filters import AnalysisForm
from payouts.selectors import PayoutAnalysis, payout_analysis


@require_safe
@dashboard("payouts/analysis.html", AnalysisForm)
def analysis(request: HttpRequest, scope: Scope, labels: Labels, **options: Any) -> PayoutAnalysis:
    return payout_analysis(scope, labels, **options)
