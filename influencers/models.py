"""Who posts, and what was seen of it."""

from django.db import models
from django.db.models import Case, Q, Value, When

from healthkart.fields import COUNTABLE, PLAUSIBLE_DAY, a_name
from healthkart.genders import gender_name
from healthkart.indexes import ListIndex
from healthkart.names import stands_for_none, usual_id
from healthkart.platforms import platform_name
from influencers.querysets import PostQuerySet

# The names and thresholds of the seed document, first match wins. Elsewhere Mega stands above Macro.
INFLUENCER_TYPES: tuple[tuple[str, int], ...] = (
    ("Celebrity", 500_000),
    ("Macro", 100_000),
    ("Mega", 50_000),
    ("Micro", 10_000),
    ("Nano", 0),
)


class Influencer(models.Model):
    """A person who posts for the brands, known by the id in the source file (`code`)."""

    code = models.CharField(max_length=100, unique=True, help_text="The id in the source file.", validators=[a_name])
    name = models.CharField(max_length=200)
    category = models.CharField(max_length=100, blank=True)
    gender = models.CharField(max_length=50, blank=True, default="Unknown")
    follower_count = models.PositiveBigIntegerField(null=True, blank=True, validators=[COUNTABLE])
    platform = models.CharField(max_length=50, blank=True, help_text="The home platform.")
    influencer_type = models.GeneratedField(
        expression=Case(
            *(When(follower_count__gte=least, then=Value(name)) for name, least in INFLUENCER_TYPES),
            default=None,
        ),
        output_field=models.CharField(max_length=20, null=True),
        db_persist=True,
    )
    # Worked out from the payouts whenever they change: post, order, mixed, or empty for none.
    basis = models.CharField(max_length=5, blank=True, editable=False)

    class Meta:
        ordering = ["code"]
        indexes = [models.Index("category", name="influencer_by_category")]

    def __str__(self) -> str:
        return f"{self.name} (#{self.code})"

    def clean(self) -> None:
        """The usual spelling, as in an import: F is Female, X is Twitter, 32.0 is 32."""
        self.code, self.gender = usual_id(self.code), gender_name(self.gender)
        self.category = "" if stands_for_none(self.category) else self.category
        self.platform = "" if stands_for_none(self.platform) else platform_name(self.platform)


class Post(models.Model):
    """One post of an influencer. Campaign and product are null while nobody knows them."""

    class KnownBy(models.TextChoices):
        """How a post's campaign or product became known."""

        STATED = "stated", "stated in the file"
        MATCHED = "matched", "matched from the caption"
        CONFIRMED = "confirmed", "confirmed by a person"

    post_id = models.CharField(max_length=100, blank=True, help_text="The post's id in its source, if it has one.")
    influencer = models.ForeignKey(Influencer, models.PROTECT, related_name="posts")
    platform = models.CharField(max_length=50, blank=True)
    date = models.DateField(validators=PLAUSIBLE_DAY)
    url = models.CharField(max_length=500, blank=True)
    caption = models.TextField(blank=True)
    reach = models.PositiveBigIntegerField(validators=[COUNTABLE])
    likes = models.PositiveBigIntegerField(validators=[COUNTABLE])
    comments = models.PositiveBigIntegerField(validators=[COUNTABLE])
    brand = models.ForeignKey(
        "campaigns.Brand",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        help_text="As the file states it.",
    )
    # Product and campaign without indexes of their own: those below begin with them.
    product = models.ForeignKey(
        "campaigns.Product", models.PROTECT, null=True, blank=True, related_name="posts", db_index=False
    )
    product_known_by = models.CharField(max_length=9, choices=KnownBy, blank=True, editable=False)
    campaign = models.ForeignKey(
        "campaigns.Campaign", models.PROTECT, null=True, blank=True, related_name="posts", db_index=False
    )
    campaign_known_by = models.CharField(max_length=9, choices=KnownBy, blank=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("date", "id", name="post_by_day"),
            ListIndex("campaign", "date", name="post_by_campaign"),
            ListIndex("product", "date", name="post_by_product"),
        ]
        constraints = [
            models.UniqueConstraint("post_id", name="post_id_once", condition=~Q(post_id="")),
            models.UniqueConstraint(
                "influencer",
                "url",
                "date",
                name="post_without_id_once",
                condition=Q(post_id=""),
                violation_error_message="This influencer has a post with this url and date: give it a post id.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform} post of {self.date}"

    def clean(self) -> None:
        """The usual spelling, as in an import: X is Twitter, 32.0 is 32."""
        self.post_id = usual_id(self.post_id)
        self.platform = "" if stands_for_none(self.platform) else platform_name(self.platform)
