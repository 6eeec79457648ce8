"""What every page reads: sums worked out from the raw rows at several grains, and the version that moves with them.

Nothing here is typed in: rollups.py works it out. In every grain 0 stands for an influencer, campaign, product or brand
that is not known (without an influencer a row is organic), an empty text for a platform that is not known, and NO_DAY
for a cost that falls on no day. The primary key says in which order the rows lie.
"""

from datetime import date

from django.db import models
from django.db.models import CompositePrimaryKey, F

NO_DAY = date.min


class Measures(models.Model):
    """What is added up. Money is in paise; the last three say how much of the payout was paid, and for what."""

    revenue = models.BigIntegerField()
    orders = models.BigIntegerField()
    payout = models.BigIntegerField()
    posts = models.BigIntegerField()
    reach = models.BigIntegerField()
    likes = models.BigIntegerField()
    comments = models.BigIntegerField()
    paid = models.BigIntegerField()
    payout_per_post = models.BigIntegerField()
    paid_per_post = models.BigIntegerField()

    class Meta:
        abstract = True


class Result(Measures):
    """What most grains carry."""

    campaign_id = models.BigIntegerField()
    platform = models.CharField(max_length=50, blank=True)

    class Meta:
        abstract = True


class DailyResult(Result):
    """Of a day, influencer, campaign, product and platform: the finest grain, made of the raw rows."""

    pk = CompositePrimaryKey("date", "influencer_id", "campaign_id", "product_id", "platform")
    date = models.DateField()
    influencer_id = models.BigIntegerField()
    product_id = models.BigIntegerField()


class DailyBrandResult(Result):
    """Of a day, influencer, campaign, brand and platform."""

    pk = CompositePrimaryKey("date", "influencer_id", "campaign_id", "platform", "brand_id")
    date = models.DateField()
    influencer_id = models.BigIntegerField()
    brand_id = models.BigIntegerField()


class DailyCampaignResult(Result):
    """Of a day, campaign, product and platform, over all influencers; nothing organic."""

    pk = CompositePrimaryKey("date", "campaign_id", "product_id", "platform")
    date = models.DateField()
    product_id = models.BigIntegerField()


class DailyCampaignBrandResult(Result):
    """Of a day, campaign, brand and platform, over all influencers; nothing organic."""

    pk = CompositePrimaryKey("date", "campaign_id", "platform", "brand_id")
    date = models.DateField()
    brand_id = models.BigIntegerField()


class MonthlyCampaignBrandResult(Result):
    """Of a month (its first day), campaign, brand and platform, over all influencers; nothing organic."""

    pk = CompositePrimaryKey("month", "campaign_id", "platform", "brand_id")
    month = models.DateField()
    brand_id = models.BigIntegerField()


class MonthlyCampaignResult(Result):
    """Of a month (its first day), campaign, product and platform, over all influencers; nothing organic."""

    pk = CompositePrimaryKey("month", "campaign_id", "product_id", "platform")
    month = models.DateField()
    product_id = models.BigIntegerField()


class MonthlyResult(Result):
    """Of a month (its first day), influencer, campaign, product and platform."""

    pk = CompositePrimaryKey("product_id", "month", "influencer_id", "campaign_id", "platform")
    product_id = models.BigIntegerField()
    month = models.DateField()
    influencer_id = models.BigIntegerField()


class MonthlyBrandResult(Result):
    """Of a month (its first day), influencer, campaign, brand and platform."""

    pk = CompositePrimaryKey("influencer_id", "month", "campaign_id", "platform", "brand_id")
    month = models.DateField()
    influencer_id = models.BigIntegerField()
    brand_id = models.BigIntegerField()


class WeeklyBrandResult(Result):
    """Of a week (its Monday), influencer, campaign, brand and platform."""

    pk = CompositePrimaryKey("week", "influencer_id", "campaign_id", "platform", "brand_id")
    week = models.DateField()
    influencer_id = models.BigIntegerField()
    brand_id = models.BigIntegerField()


class QuarterlyBrandResult(Result):
    """Of a quarter (its first day), influencer, campaign, brand and platform."""

    pk = CompositePrimaryKey("quarter", "influencer_id", "campaign_id", "platform", "brand_id")
    quarter = models.DateField()
    influencer_id = models.BigIntegerField()
    brand_id = models.BigIntegerField()


class QuarterlyInfluencerResult(Result):
    """Of a quarter (its first day), influencer, campaign and platform."""

    pk = CompositePrimaryKey("quarter", "influencer_id", "campaign_id", "platform")
    quarter = models.DateField()
    influencer_id = models.BigIntegerField()


class OverallResult(Result):
    """Of an influencer, campaign, product and platform, over all time."""

    pk = CompositePrimaryKey("product_id", "influencer_id", "campaign_id", "platform")
    product_id = models.BigIntegerField()
    influencer_id = models.BigIntegerField()


class OverallInfluencerResult(Result):
    """Of an influencer, campaign and platform, over all time."""

    pk = CompositePrimaryKey("influencer_id", "campaign_id", "platform")
    influencer_id = models.BigIntegerField()


class OverallPlatformResult(Measures):
    """Of an influencer and platform, over all time."""

    pk = CompositePrimaryKey("influencer_id", "platform")
    influencer_id = models.BigIntegerField()
    platform = models.CharField(max_length=50, blank=True)


class OverallBrandResult(Result):
    """Of an influencer, campaign, brand and platform, over all time."""

    pk = CompositePrimaryKey("influencer_id", "campaign_id", "platform", "brand_id")
    influencer_id = models.BigIntegerField()
    brand_id = models.BigIntegerField()


class DataVersion(models.Model):
    """One row: a number that moves, in the same transaction, with whatever changes a result or a label."""

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.number)

    @classmethod
    def current(cls) -> "DataVersion":
        """The version of the data as this transaction sees it; number 0 before anything came in."""
        return cls.objects.first() or cls(pk=1, number=0)

    @classmethod
    def advance(cls) -> int:
        """Move to the next version, inside the caller's transaction, and return it."""
        version, _ = cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(number=F("number") + 1)
        version.refresh_from_db()
        version.save(update_fields=["changed_at"])
        return version.number
