"""The Influencer Insights page, and that of one influencer."""

from typing import Any

from django.http import Http404, HttpRequest
from django.views.decorators.http import require_safe

from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.profiles.forms import InfluencerForm
from healthkart.profiles.profile import Profile
from influencers.filters import InsightsForm
from influencers.profile import influencer_profile
from influencers.selectors import InfluencerInsights, influencer_insights


@require_safe
@dashboard("influencers/insights.html", InsightsForm)
def insights(request: HttpRequest, scope: Scope, labels: Labels, **options: str) -> InfluencerInsights:
    return influencer_insights(scope, labels, **options)


@require_safe
@dashboard("profiles/profile.html", InfluencerForm)
def influencer(request: HttpRequest, scope: Scope, labels: Labels, code: str, **places: Any) -> Profile:
    """One influencer, by its code."""
    if code not in labels.by_code:
        raise Http404(f"No influencer has the code {code!r}.")
    return influencer_profile(scope, labels, code, **places)
