"""The Campaign Overview page, and those of one campaign and one brand."""

from typing import Any

from django.http import Http404, HttpRequest
from django.views.decorators.http import require_safe

from campaigns.filters import OverviewForm
from campaigns.profiles import brand_profile, campaign_profile
from campaigns.selectors import CampaignOverview, campaign_overview
from healthkart.analytics.labels import Labels
from healthkart.analytics.scope import Scope
from healthkart.dashboard.http import dashboard
from healthkart.profiles.forms import BrandForm, CampaignForm
from healthkart.profiles.profile import Profile


@require_safe
@dashboard("campaigns/overview.html", OverviewForm)
def overview(request: HttpRequest, scope: Scope, labels: Labels) -> CampaignOverview:
    return campaign_overview(scope, labels)


@require_safe
@dashboard("profiles/profile.html", CampaignForm)
def campaign(request: HttpRequest, scope: Scope, labels: Labels, name: str, **places: Any) -> Profile:
    """One campaign, by its name."""
    if name not in labels.campaigns_by_name:
        raise Http404(f"No campaign is called {name!r}.")
    return campaign_profile(scope, labels, name, **places)


@require_safe
@dashboard("profiles/profile.html", BrandForm)
def brand(request: HttpRequest, scope: Scope, labels: Labels, name: str, **places: Any) -> Profile:
    """One brand, by its name."""
    if name not in labels.names["brand"]:
        raise Http404(f"No brand is called {name!r}.")
    return brand_profile(scope, labels, name, **places)
