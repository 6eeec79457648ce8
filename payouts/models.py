"""What it costs: payouts, and the ledger that says where each one's cost falls."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from healthkart.analytics.numbers import rupees_and_paise
from healthkart.fields import COUNTABLE_ORDERS, PAISE, PLAUSIBLE_DAY, RupeesField
from healthkart.names import usual_id
from payouts.querysets import PayoutQuerySet


def in_rupees(amount: Any) -> str:
    """An amount as the pages show it, with its paise."""
    return rupees_and_paise(int(amount * PAISE))


class Payout(models.Model):
    """What one influencer is paid for its posts or its orders, within a campaign and days if it names any."""

    class Basis(models.TextChoices):
        POST = "post", "per post"
        ORDER = "order", "per order"

    class Status(models.TextChoices):
        DUE = "due", "due"
        PAID = "paid", "paid"

    reference = models.CharField(max_length=100, blank=True)
    influencer = models.ForeignKey("influencers.Influencer", models.PROTECT, related_name="payouts")
    basis = models.CharField(max_length=5, choices=Basis)
    rate = RupeesField(help_text="Rupees per post or per order.")
    units = models.PositiveIntegerField(
        help_text="The posts or orders declared, by basis.", validators=[COUNTABLE_ORDERS]
    )
    total = RupeesField(help_text="Rupees to pay in all.")
    campaign = models.ForeignKey("campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="payouts")
    first_day = models.DateField(
        null=True, blank=True, help_text="The first day it covers, if it names one.", validators=PLAUSIBLE_DAY
    )
    last_day = models.DateField(
        null=True, blank=True, help_text="The last day it covers, inclusive.", validators=PLAUSIBLE_DAY
    )
    status = models.CharField(max_length=4, choices=Status, default=Status.DUE)
    paid_on = models.DateField(null=True, blank=True, help_text="The day it was paid.", validators=PLAUSIBLE_DAY)

    objects = PayoutQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(basis__in=["post", "order"]), name="payout_basis_known"),
            models.CheckConstraint(condition=Q(status__in=["due", "paid"]), name="payout_status_known"),
            models.CheckConstraint(condition=Q(rate__gte=0), name="payout_rate_not_negative"),
            models.CheckConstraint(condition=Q(total__gte=0), name="payout_total_not_negative"),
            models.CheckConstraint(condition=Q(units__gte=0), name="payout_units_not_negative"),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True) | Q(last_day__isnull=True) | Q(first_day__lte=F("last_day")),
                name="payout_days_in_order",
                violation_error_message="The first day must not be after the last day.",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(status="paid"),
                name="payout_paid_on_needs_paid",
                violation_error_message="A payout that is due has no day it was paid.",
            ),
            models.UniqueConstraint("reference", name="payout_reference_once", condition=~Q(reference="")),
            models.UniqueConstraint(
                "influencer",
                "basis",
                Coalesce("campaign", Value(0)),
                Coalesce("first_day", Value(date(1, 1, 1))),
                Coalesce("last_day", Value(date(9999, 12, 31))),
                name="payout_without_reference_once",
                condition=Q(reference=""),
                violation_error_message="This influencer has a payout of this basis, campaign and days: "
                "give one of them a reference.",
            ),
        ]

    def __str__(self) -> str:
        return f"{in_rupees(self.total)} for {self.basis}s" + (f" ({self.reference})" if self.reference else "")

    def clean(self) -> None:
        """As in an import: 32.0 is 32, and n/a is no reference."""
        self.reference = usual_id(self.reference)


# The rows that a line was worked out of have the constraint; the indexes below begin with the columns.
WORKED_OUT: dict[str, Any] = {"related_name": "+", "db_constraint": False, "db_index": False}


class PayoutLine(models.Model):
    """The cost of one payout on one day, campaign, product and platform. Worked out by the ledger, never typed in."""

    payout = models.ForeignKey(Payout, models.CASCADE, related_name="lines")
    date = models.DateField(null=True)
    campaign = models.ForeignKey("campaigns.Campaign", models.DO_NOTHING, null=True, **WORKED_OUT)
    product = models.ForeignKey("campaigns.Product", models.DO_NOTHING, null=True, **WORKED_OUT)
    platform = models.CharField(max_length=50, blank=True)
    units = models.PositiveBigIntegerField(help_text="The posts or orders counted here.")
    amount = RupeesField()

    class Meta:
        indexes = [
            models.Index("date", name="payout_line_by_day"),
            models.Index("campaign", "date", name="payout_line_by_campaign"),
            models.Index("product", "date", name="payout_line_by_product"),
        ]

    def __str__(self) -> str:
        return f"{in_rupees(self.amount)} on {self.date or 'no day'}"
