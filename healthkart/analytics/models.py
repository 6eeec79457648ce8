"""What every page reads: sums worked out from the raw rows, and the version that moves with them."""

from django.db import models
from django.db.models import F

from healthkart.analytics.querysets import ResultQuerySet


class Result(models.Model):
    """Sums of one day, influencer, campaign, product and platform. Worked out by rollups.py, never typed in.

    No day, campaign, product or platform (null, or empty) is one that is not known. Without an influencer the row
    is organic. Money is in paise. Foreign keys carry no constraint: the raw rows that a result is made of have it.
    """

    date = models.DateField(null=True)
    influencer = models.ForeignKey(
        "influencers.Influencer", models.DO_NOTHING, null=True, related_name="results", db_constraint=False
    )
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.DO_NOTHING, null=True, related_name="results", db_constraint=False
    )
    product = models.ForeignKey(
        "campaigns.Product", models.DO_NOTHING, null=True, related_name="results", db_constraint=False
    )
    platform = models.CharField(max_length=50, blank=True)
    revenue = models.BigIntegerField()
    orders = models.BigIntegerField()
    payout = models.BigIntegerField()
    posts = models.BigIntegerField()
    reach = models.BigIntegerField()
    likes = models.BigIntegerField()
    comments = models.BigIntegerField()

    objects = ResultQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("date", name="result_by_day")]

    def __str__(self) -> str:
        return f"result of {self.date or 'no day'}"


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
