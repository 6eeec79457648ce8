"""The insights page."""

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.insights.selectors import Insights, insights


@require_safe
@dashboard("insights/summary.html")
def summary(request: HttpRequest, scope: Scope, labels: Labels) -> Insights:
    return insights(scope, labels)
