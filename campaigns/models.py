"""What is sold: brands, their products, the campaigns, and the sales tracked for them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from campaigns.querysets import TrackingEventQuerySet
from healthkart.fields import COUNTABLE_ORDERS, PLAUSIBLE_DAY, RupeesField, a_name
from healthkart.indexes import ListIndex
from healthkart.names import usual_id
from healthkart.platforms import PLATFORMS, platform_name


class Brand(models.Model):
    """A brand of HealthKart, or one that a file names. Every brand here can begin a product's or campaign's name."""

    name = models.CharField(max_length=100, unique=True, validators=[a_name])

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="brand_name_in_any_case")]

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """A product of one brand. An empty name is the brand's unspecified product: the brand is known, no more."""

    brand = models.ForeignKey(Brand, models.PROTECT, related_name="products")
    name = models.CharField(max_length=200, blank=True, validators=[a_name])

    class Meta:
        ordering = ["brand__name", "name"]
        constraints = [models.UniqueConstraint(fields=["brand", "name"], name="product_once_a_brand")]

    def __str__(self) -> str:
        return f"{self.brand} {self.name or '(unspecified)'}"


class Campaign(models.Model):
    """A named push, of one brand or spanning several, from its first to its last day (both inclusive).

    Brand and days follow from the name and the tracked rows until an admin sets them (`confirmed`).
    """

    name = models.CharField(max_length=200, unique=True, validators=[a_name])
    brand = models.ForeignKey(Brand, models.PROTECT, null=True, blank=True, related_name="campaigns")
    first_day = models.DateField(null=True, blank=True, validators=PLAUSIBLE_DAY)
    last_day = models.DateField(null=True, blank=True, validators=PLAUSIBLE_DAY)
    confirmed = models.BooleanField(
        default=False, editable=False, help_text="A person has set the brand or the days: imports leave them alone."
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__isnull=True, last_day__isnull=True) | Q(first_day__lte=F("last_day")),
                name="campaign_days_in_order",
                violation_error_message="The first day must not be after the last day; give both or neither.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TrackingEvent(models.Model):
    """Orders and revenue tracked on one day. Without an influencer it is organic, and counts in no KPI."""

    class BrandKnownBy(models.IntegerChoices):
        """How the brand of the row's product became known, weakest first."""

        UNKNOWN = 0, "unknown"
        ELSEWHERE = 1, "the only brand the product has elsewhere"
        CAMPAIGN = 2, "the campaign's name"
        PRODUCT = 3, "the product's name"
        STATED = 4, "stated"

    tracking_id = models.CharField(max_length=100, blank=True, help_text="The row's id in its source, if it has one.")
    source = models.CharField(max_length=100)
    # Without indexes of their own: those below begin with them.
    campaign = models.ForeignKey(Campaign, models.PROTECT, null=True, blank=True, related_name="events", db_index=False)
    influencer = models.ForeignKey(
        "influencers.Influencer", models.PROTECT, null=True, blank=True, related_name="events", db_index=False
    )
    user_id = models.CharField(max_length=100, blank=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="events", db_index=False)
    brand_known_by = models.PositiveSmallIntegerField(choices=BrandKnownBy, default=BrandKnownBy.STATED, editable=False)
    date = models.DateField(validators=PLAUSIBLE_DAY)
    orders = models.PositiveIntegerField(validators=[COUNTABLE_ORDERS])
    revenue = RupeesField()

    objects = TrackingEventQuerySet.as_manager()

    class Meta:
        indexes = [
            # For lists by day, the windows of imports, and all results of an influencer, who has few rows on a day: to
            # sort them costs less than the id beside each of all.
            models.Index("date", "id", name="event_by_day"),
            models.Index("influencer", "date", name="event_by_influencer"),
            ListIndex("campaign", "date", name="event_by_campaign"),
            ListIndex("product", "date", name="event_by_product"),
            # For matching: which products and campaigns have rows whose names tell no brand.
            models.Index(
                *("brand_known_by", "product", "campaign"), name="event_brand_open", condition=Q(brand_known_by__lte=1)
            ),
        ]
        constraints = [
            models.UniqueConstraint("tracking_id", name="event_tracking_id_once", condition=~Q(tracking_id="")),
            models.CheckConstraint(condition=Q(revenue__gte=0), name="event_revenue_not_negative"),
            models.CheckConstraint(condition=Q(orders__gte=0), name="event_orders_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.orders} orders on {self.date}"

    def clean(self) -> None:
        """As in an import: X is Twitter, 32.0 is 32, and organic are exactly the rows without an influencer."""
        self.source = platform_name(self.source)
        self.tracking_id, self.user_id = usual_id(self.tracking_id), usual_id(self.user_id)
        if self.influencer_id is None and self.source in PLATFORMS:
            raise ValidationError({"influencer": "Only organic rows go without an influencer."})
        if self.influencer_id is not None and self.source.casefold() == "organic":
            raise ValidationError({"source": "An organic row has no influencer; name the source it came from."})

    @property
    def platform(self) -> str:
        """Where it happened: its source where that names a platform, else the home platform; none if organic."""
        if self.influencer is None:
            return ""
        return self.source if self.source in PLATFORMS else self.influencer.platform
