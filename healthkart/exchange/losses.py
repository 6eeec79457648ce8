"""What the files of the seed document cannot carry."""

from collections.abc import Iterator

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.exchange.formats import PAYOUTS, POSTS, TRACKING
from influencers.models import Post
from payouts.models import Payout

SAID = (Post.KnownBy.STATED, Post.KnownBy.CONFIRMED)


def losses() -> list[str]:
    """A sentence for each kind of thing that is in the database but not in a plain export, with how many there are."""
    lost = [f"{what} ({count:,})" for what, rows in _without_a_column() if (count := rows.count())]
    alike = [
        f"{file} will hold rows of the same {' and '.join(key)} ({count:,}), which only a {id_column} tells apart"
        for file, key, id_column, rows in _without_a_key()
        if (count := rows.values(*key).order_by().annotate(rows=Count("pk")).filter(rows__gt=1).count())
    ]
    return lost + alike


def _without_a_column() -> Iterator[tuple[str, QuerySet]]:
    posts, events, payouts = Post.objects.all(), TrackingEvent.objects.all(), Payout.objects.all()
    yield f"{POSTS.file} cannot carry the ids of posts", posts.exclude(post_id="")
    yield f"{POSTS.file} cannot carry stated brands", posts.filter(brand__isnull=False)
    yield f"{POSTS.file} cannot carry stated and confirmed products", posts.filter(product_known_by__in=SAID)
    yield f"{POSTS.file} cannot carry stated and confirmed campaigns", posts.filter(campaign_known_by__in=SAID)
    stated = TrackingEvent.BrandKnownBy.STATED
    yield f"{TRACKING.file} cannot carry the ids of rows", events.exclude(tracking_id="")
    yield f"{TRACKING.file} cannot carry stated brands", events.filter(brand_known_by=stated)
    of_days = Q(first_day__isnull=False) | Q(last_day__isnull=False)
    yield f"{PAYOUTS.file} cannot carry references", payouts.exclude(reference="")
    yield f"{PAYOUTS.file} cannot carry the campaigns of payouts", payouts.filter(campaign__isnull=False)
    yield f"{PAYOUTS.file} cannot carry the days that payouts cover", payouts.filter(of_days)
    yield f"{PAYOUTS.file} cannot carry which payouts are paid", payouts.filter(status=Payout.Status.PAID)
    of_product = (Exists(rows.filter(product=OuterRef("pk"))) for rows in (events, posts))
    unused = Product.objects.exclude(name="").exclude(Q(*of_product, _connector=Q.OR))
    yield "no file can carry the brand and days set for campaigns", Campaign.objects.filter(confirmed=True)
    yield "no file can carry products that no row names", unused
    yield "no file can carry brands without a product", Brand.objects.filter(products=None)


def _without_a_key() -> Iterator[tuple[str, tuple[str, ...], str, QuerySet]]:
    yield POSTS.file, ("influencer", "url", "date"), "post_id", Post.objects.all()
    yield PAYOUTS.file, ("influencer", "basis"), "reference", Payout.objects.all()
