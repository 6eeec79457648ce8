"""Where the page of one influencer, campaign or brand is, and the dashboard pages under a scope."""

from urllib.parse import urlencode

from django.urls import reverse

from healthkart.analytics.scope import Scope

PAGES = {"influencer": "influencers:influencer", "campaign": "campaigns:campaign", "brand": "brand"}
OVERVIEW, INSIGHTS, ANALYSIS = "campaigns:overview", "influencers:insights", "payouts:analysis"


def page_of(dimension: str, value: str, scope: Scope | None = None, **options: str) -> str:
    """The address of an influencer's (by code), campaign's or brand's own page, under a scope's other filters."""
    return address(PAGES[dimension], (scope or Scope()).without(dimension), value, **options)


def dashboards(scope: Scope) -> tuple[tuple[str, str], ...]:
    """The dashboard pages under this scope: what each is called, and its address."""
    names = (("Campaign overview", OVERVIEW), ("Influencer insights", INSIGHTS), ("ROI and payouts", ANALYSIS))
    return tuple((label, address(name, scope)) for label, name in names)


def address(view: str, scope: Scope, *named: str, **options: str) -> str:
    """The address of a view (by its name, and what its path names) under a scope, with options of its own."""
    path, query = reverse(view, args=named), urlencode([*scope.parameters(), *options.items()])
    return f"{path}?{query}" if query else path
