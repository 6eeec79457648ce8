"""Brand and days of the campaigns that no person has set."""

import re
from datetime import date, timedelta

from django.db.models import Max, Min

from campaigns.models import Campaign, TrackingEvent
from healthkart.analytics.matching.brands import brand_named
from healthkart.analytics.periods import following
from healthkart.brands import brand_beginning

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


def match_campaigns(brands: list[str]) -> set[int | None]:
    """A campaign's brand is the one its name begins with; its days are its month, else its tracked days.

    Returns the influencers (ids) whose payouts name a campaign that changes: one without units keeps its brand.
    """
    campaigns = list(Campaign.objects.filter(confirmed=False))
    without_month = [campaign.pk for campaign in campaigns if month_named(campaign.name) is None]
    tracked = {
        campaign: (first, last)
        for campaign, first, last in TrackingEvent.objects.filter(campaign__in=without_month)
        .order_by()
        .values_list("campaign")
        .annotate(Min("date"), Max("date"))
    }
    changed = []
    for campaign in campaigns:
        before = (campaign.brand_id, campaign.first_day, campaign.last_day)
        brand = brand_beginning(campaign.name, brands)
        campaign.brand = brand_named(brand) if brand else None
        campaign.first_day, campaign.last_day = month_named(campaign.name) or tracked.get(campaign.pk, (None, None))
        if (campaign.brand_id, campaign.first_day, campaign.last_day) != before:
            changed.append(campaign)
    Campaign.objects.bulk_update(changed, ["brand", "first_day", "last_day"], batch_size=500)
    paid = Campaign.objects.filter(pk__in=[campaign.pk for campaign in changed], payouts__isnull=False)
    return set(paid.order_by().values_list("payouts__influencer", flat=True))
