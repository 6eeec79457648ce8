"""Brand and days of the campaigns that no person has set."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery

from campaigns.models import Campaign, TrackingEvent
from healthkart.analytics.matching.brands import brand_named
from healthkart.analytics.periods import following
from healthkart.analytics.stale import Stale
from healthkart.brands import brand_beginning

Span = tuple[date, date]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_AND_YEAR = re.compile(
    r"(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[\W_]*(20\d\d)(?!\d)",
    re.IGNORECASE,
)


def month_named(name: str) -> tuple[date, date] | None:
    """The first and last day (inclusive) of the month that a campaign's name holds, such as `Jan_2025`, if any."""
    found = MONTH_AND_YEAR.search(name)
    if found is None:
        return None
    first = date(int(found[2]), MONTHS.index(found[1][:3].lower()) + 1, 1)
    return first, following(first, "month") - timedelta(days=1)


def match_campaigns(brands: Sequence[str]) -> tuple[Stale, list[Span]]:
    """A campaign's brand is the one its name begins with; its days are its month, else its tracked days.

    Returns the influencers whose payouts name a campaign that changes, for one without units keeps its brand; and the
    days on which posts may come to another campaign.
    """
    campaigns = list(Campaign.objects.filter(confirmed=False))
    without_month = [campaign.pk for campaign in campaigns if month_named(campaign.name) is None]
    tracked = _tracked_days(without_month)
    changed = []
    spans: list[Span] = []
    for campaign in campaigns:
        brand = brand_beginning(campaign.name, brands)
        days = month_named(campaign.name) or tracked.get(campaign.pk)
        was, before = campaign.brand_id, _days(campaign)
        campaign.brand = brand_named(brand) if brand else None
        campaign.first_day, campaign.last_day = days or (None, None)
        if (campaign.brand_id, days) != (was, before):
            changed.append(campaign)
            spans += filter(None, (before, days))
    Campaign.objects.bulk_update(changed, ["brand", "first_day", "last_day"], batch_size=500)
    paid = Campaign.objects.filter(pk__in=[campaign.pk for campaign in changed], payouts__isnull=False)
    return Stale.of(paid.order_by().values_list("payouts__influencer", flat=True)), spans


def _days(campaign: Campaign) -> Span | None:
    return (campaign.first_day, campaign.last_day) if campaign.first_day and campaign.last_day else None


def _tracked_days(campaigns: Sequence[int]) -> dict[int, Span]:
    """The first and last day on which these campaigns have tracked rows: two looks into the index for each."""
    rows = TrackingEvent.objects.filter(campaign=OuterRef("pk")).order_by()
    first, last = (Subquery(rows.order_by(*order).values("date")[:1]) for order in (("date", "id"), ("-date", "-id")))
    found = Campaign.objects.filter(pk__in=campaigns).annotate(first=first, last=last).order_by()
    return {pk: (first, last) for pk, first, last in found.values_list("pk", "first", "last") if first}
