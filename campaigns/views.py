"""The Campaign Overview page."""

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from campaigns.selectors import CampaignOverview, campaign_overview
from healthkart.analytics.http import dashboard
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope


@require_safe
@dashboard("campaigns/overview.html")
def overview(request: HttpRequest, scope: Scope, labels: Labels) -> CampaignOverview:
    return campaign_overview(scope, labels)
