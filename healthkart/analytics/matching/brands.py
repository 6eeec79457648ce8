"""The brand of rows whose file states none: from the product's name, the campaign's, or the product elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics.stale import NOTHING, Stale
from healthkart.brands import HEALTHKART_BRANDS, UNBRANDED, brand_beginning, brand_key
from influencers.models import Post

KnownBy = TrackingEvent.BrandKnownBy

# Which products and campaigns have rows whose names tell no brand: a look into the index for each, not at each row.
# The bound stands here in words, for SQLite takes a partial index only where it sees the index's own condition; a
# subquery with a limit, for Postgres would join all rows otherwise.
UNDECIDED = """
    WITH sold AS (
        SELECT d.id AS product_id, o.known_by
        FROM campaigns_product d CROSS JOIN (SELECT 0 AS known_by UNION ALL SELECT 1) o
        WHERE (SELECT 1 FROM campaigns_trackingevent e
               WHERE e.brand_known_by <= 1 AND e.brand_known_by = o.known_by AND e.product_id = d.id LIMIT 1) = 1
    )
    SELECT s.product_id, k.id, s.known_by
    FROM sold s CROSS JOIN campaigns_campaign k
    WHERE (SELECT 1 FROM campaigns_trackingevent e
           WHERE e.brand_known_by <= 1 AND e.brand_known_by = s.known_by AND e.product_id = s.product_id
             AND e.campaign_id = k.id LIMIT 1) = 1
    UNION ALL
    SELECT s.product_id, NULL, s.known_by
    FROM sold s
    WHERE (SELECT 1 FROM campaigns_trackingevent e
           WHERE e.brand_known_by <= 1 AND e.brand_known_by = s.known_by AND e.product_id = s.product_id
             AND e.campaign_id IS NULL LIMIT 1) = 1
"""


def catalogue() -> list[str]:
    """The brands that can begin a name: HealthKart's own, EXTRA_BRANDS, and those in the database."""
    stored = Brand.objects.exclude(name=UNBRANDED).values_list("name", flat=True)
    by_key = {brand_key(name): name for name in (*HEALTHKART_BRANDS, *settings.EXTRA_BRANDS, *stored)}
    return sorted(by_key.values())


def brand_named(name: str) -> Brand:
    return Brand.objects.get_or_create(name=name)[0]


def product_named(brand: str, name: str) -> Product:
    return Product.objects.get_or_create(brand=brand_named(brand), name=name)[0]


class Rows(NamedTuple):
    """Rows of one product and campaign, with the brand they have now and how it is known."""

    queryset: QuerySet[Any]
    product: str
    campaign: str | None
    brand: str
    known_by: int | None  # None: posts keep no note of it


def match_brands(brands: Sequence[str], *, anew: bool) -> Stale:
    """Give a brand to every row whose file states a product or campaign but no brand; what moved is returned.

    `anew`: also to the tracked rows whose brand their own names told, which changes only with the catalogue of brands.
    """
    moved = NOTHING
    posts = list(_posts_without_stated_brand())
    for rows in (*posts, *(_events_without_stated_brand() if anew else ())):
        if found := _by_names(rows.product, rows.campaign, brands):
            moved |= _move(rows, *found)
        elif rows.known_by is not None and rows.known_by > KnownBy.ELSEWHERE:
            moved |= _move(rows, UNBRANDED, KnownBy.UNKNOWN)
    unnamed = (rows for rows in posts if not _by_names(rows.product, rows.campaign, brands))
    undecided = [*unnamed, *_undecided_events()]
    elsewhere = brands_elsewhere({rows.product for rows in undecided}, brands, posts)
    for rows in undecided:
        found_elsewhere = elsewhere[rows.product] if rows.product else set()
        if len(found_elsewhere) == 1:
            moved |= _move(rows, min(found_elsewhere), KnownBy.ELSEWHERE)
        else:
            moved |= _move(rows, UNBRANDED, KnownBy.UNKNOWN)
    return moved


def brands_elsewhere(
    products: set[str], brands: Sequence[str], posts_without: Sequence[Rows] | None = None
) -> defaultdict[str, set[str]]:
    """The brands of each of these product names in the rows that tell it by themselves.

    `posts_without` are those without a stated brand, if they are known already.
    """
    sold_as: defaultdict[str, set[str]] = defaultdict(set)
    if not products:
        return sold_as
    named = Product.objects.filter(name__in=products).exclude(brand__name=UNBRANDED).order_by()
    events = TrackingEvent.objects.filter(product=OuterRef("pk"), brand_known_by__gte=KnownBy.CAMPAIGN)
    said = Q(product_known_by=Post.KnownBy.STATED, brand__isnull=False) | Q(product_known_by=Post.KnownBy.CONFIRMED)
    posts = Post.objects.filter(said, product=OuterRef("pk"))
    for product, brand in named.filter(Exists(events) | Exists(posts)).values_list("name", "brand__name"):
        sold_as[product].add(brand)
    for rows in _posts_without_stated_brand() if posts_without is None else posts_without:
        if found := _by_names(rows.product, rows.campaign, brands):
            sold_as[rows.product].add(found[0])
    return sold_as


def forget_unbranded() -> None:
    """Delete what "Unbranded" no longer stands for: which filters there are must not tell in what order files came."""
    of_a_paid_campaign = Q(name="", brand__campaigns__payouts__isnull=False)
    used = (Exists(model._default_manager.filter(product=OuterRef("pk"))) for model in (TrackingEvent, Post))
    Product.objects.filter(~Q(*used, _connector=Q.OR), brand__name=UNBRANDED).exclude(of_a_paid_campaign).delete()
    Brand.objects.filter(name=UNBRANDED, products=None, campaigns=None, posts=None).delete()


def _by_names(product: str, campaign: str | None, brands: Sequence[str]) -> tuple[str, int] | None:
    if brand := brand_beginning(product, brands):
        return brand, KnownBy.PRODUCT
    brand = brand_beginning(campaign or "", brands)
    return (brand, KnownBy.CAMPAIGN) if brand else None


def _posts_without_stated_brand() -> Iterator[Rows]:
    """Their campaigns tell a brand where they are stated: a matched one was found by the brand."""
    keys = ("product_id", "campaign_id", "campaign_known_by")
    names = ("product__name", "campaign__name", "product__brand__name")
    posts = Post.objects.filter(product_known_by=Post.KnownBy.STATED, brand=None).order_by()
    for *group, product, campaign, brand in list(posts.values_list(*keys, *names).distinct()):
        same = dict(zip(keys, group, strict=True))
        is_said = same["campaign_known_by"] in (Post.KnownBy.STATED, Post.KnownBy.CONFIRMED)
        yield Rows(posts.filter(**same), product, campaign if is_said else None, brand, None)


def _events_without_stated_brand() -> Iterator[Rows]:
    events = TrackingEvent.objects.exclude(brand_known_by=KnownBy.STATED).order_by()
    return _events(list(events.values_list("product_id", "campaign_id", "brand_known_by").distinct()))


def _undecided_events() -> Iterator[Rows]:
    with connection.cursor() as cursor:
        cursor.execute(UNDECIDED)
        return _events(cursor.fetchall())


def _events(groups: list[tuple[int, int | None, int]]) -> Iterator[Rows]:
    if not groups:
        return
    campaigns = dict(Campaign.objects.order_by().values_list("pk", "name"))
    products = {pk: of for pk, *of in Product.objects.order_by().values_list("pk", "name", "brand__name")}
    for product_id, campaign_id, known_by in groups:
        same: dict[str, Any] = {"product_id": product_id, "campaign_id": campaign_id, "brand_known_by": known_by}
        product, brand = products[product_id]
        campaign = campaigns[campaign_id] if campaign_id else None
        yield Rows(TrackingEvent.objects.filter(**same), product, campaign, brand, known_by)


def _move(rows: Rows, brand: str, known_by: int) -> Stale:
    """Put rows under a brand; what is stale because their product thereby changes."""
    changes: dict[str, object] = {}
    moved = NOTHING
    if brand != rows.brand:
        for influencer, first, last in (
            rows.queryset.order_by().values_list("influencer_id").annotate(Min("date"), Max("date"))
        ):
            moved |= Stale.of([influencer], [first, last])
        changes["product"] = product_named(brand, rows.product)
    if rows.known_by is not None and known_by != rows.known_by:
        changes["brand_known_by"] = known_by
    if changes:
        rows.queryset.update(**changes)
    return moved
