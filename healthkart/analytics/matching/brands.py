"""The brand of rows whose file states none: from the product's name, the campaign's, or the product elsewhere."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q, QuerySet

from campaigns.models import Brand, Product, TrackingEvent
from healthkart.brands import HEALTHKART_BRANDS, UNBRANDED, brand_beginning, brand_key
from influencers.models import Post

KnownBy = TrackingEvent.BrandKnownBy


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


def match_brands(brands: list[str]) -> set[int | None]:
    """Give a brand to every row whose file states a product or campaign but no brand; whose rows moved is returned."""
    moved: set[int | None] = set()
    undecided = []
    sold_as: dict[str, set[str]] = defaultdict(set)
    for rows in _rows_without_stated_brand():
        if brand := brand_beginning(rows.product, brands):
            moved |= _move(rows, brand, KnownBy.PRODUCT)
        elif brand := brand_beginning(rows.campaign or "", brands):
            moved |= _move(rows, brand, KnownBy.CAMPAIGN)
        else:
            undecided.append(rows)
            continue
        sold_as[rows.product].add(brand)
    if not undecided:
        return moved
    for product, brand in _stated_brands({rows.product for rows in undecided}):
        sold_as[product].add(brand)
    for rows in undecided:
        elsewhere = sold_as[rows.product] if rows.product else set()
        if len(elsewhere) == 1:
            moved |= _move(rows, next(iter(elsewhere)), KnownBy.ELSEWHERE)
        else:
            moved |= _move(rows, UNBRANDED, KnownBy.UNKNOWN)
    return moved


def forget_unbranded() -> None:
    """Delete what "Unbranded" no longer stands for: which filters there are must not tell in what order files came."""
    of_a_paid_campaign = Q(name="", brand__campaigns__payouts__isnull=False)
    Product.objects.filter(brand__name=UNBRANDED, events=None, posts=None).exclude(of_a_paid_campaign).delete()
    Brand.objects.filter(name=UNBRANDED, products=None, campaigns=None, posts=None).delete()


def _rows_without_stated_brand() -> Iterator[Rows]:
    parts = ("product_id", "campaign_id", "product__name", "campaign__name", "product__brand__name")
    events = TrackingEvent.objects.exclude(brand_known_by=KnownBy.STATED).order_by()
    for product_id, campaign_id, *of, known_by in events.values_list(*parts, "brand_known_by").distinct():
        same: dict[str, Any] = {"product_id": product_id, "campaign_id": campaign_id, "brand_known_by": known_by}
        yield Rows(TrackingEvent.objects.filter(**same), *_names(of), known_by)
    posts = Post.objects.filter(product_known_by=Post.KnownBy.STATED, brand=None).order_by()
    for product_id, campaign_id, *of in posts.values_list(*parts).distinct():
        yield Rows(posts.filter(product_id=product_id, campaign_id=campaign_id), *_names(of), None)


def _names(of: Sequence[Any]) -> tuple[str, str | None, str]:
    product, campaign, brand = of
    return product, campaign, brand


def _stated_brands(products: set[str]) -> Iterator[tuple[str, str]]:
    """The brands that files or people give these products."""
    named = Product.objects.filter(name__in=products).exclude(brand__name=UNBRANDED)
    said_by: tuple[QuerySet[Any], ...] = (
        TrackingEvent.objects.filter(brand_known_by=KnownBy.STATED),
        Post.objects.filter(product_known_by=Post.KnownBy.STATED, brand__isnull=False),
        Post.objects.filter(product_known_by=Post.KnownBy.CONFIRMED),
    )
    for rows in said_by:
        yield from named.filter(pk__in=rows.values("product")).values_list("name", "brand__name")


def _move(rows: Rows, brand: str, known_by: int) -> set[int | None]:
    """Put rows under a brand; the influencers of those whose product thereby changes."""
    changes: dict[str, object] = {}
    moved: set[int | None] = set()
    if brand != rows.brand:
        moved = set(rows.queryset.order_by().values_list("influencer_id", flat=True).distinct())
        changes["product"] = product_named(brand, rows.product)
    if rows.known_by is not None and known_by != rows.known_by:
        changes["brand_known_by"] = known_by
    if changes:
        rows.queryset.update(**changes)
    return moved
