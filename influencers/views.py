"""The Influencer Insights page."""

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from healthkart.analytics.http import dashboard
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from influencers.filters import InsightsForm
from influencers.selectors import InfluencerInsights, influencer_insights


@require_safe
@dashboard("influencers/insights.html", InsightsForm)
def insights(request: HttpRequest, scope: Scope, labels: Labels, **options: str) -> InfluencerInsights:
    return influencer_insights(scope, labels, **options)
