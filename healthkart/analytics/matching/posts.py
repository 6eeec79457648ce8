"""Products of posts from their captions, and their campaigns from brand and day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import combinations
from operator import or_

from django.db.models import Q, QuerySet

from campaigns.models import Campaign, Product, TrackingEvent
from healthkart.analytics.matching.brands import product_named
from healthkart.analytics.matching.campaigns import Span
from healthkart.analytics.matching.captions import Captions
from healthkart.analytics.stale import Stale
from healthkart.brands import UNBRANDED, brand_beginning
from influencers.models import Post

OPEN = ("", Post.KnownBy.MATCHED)
COLUMNS = (
    *("pk", "influencer_id", "date", "caption", "brand__name", "campaign__name"),
    *("product_id", "product_known_by", "campaign_id", "campaign_known_by"),
)
MANY = 5_000  # posts to a statement


@dataclass(slots=True)
class Open:
    """A post whose product or campaign is open: what is known of it, in the order of COLUMNS."""

    pk: int
    influencer: int
    date: date
    caption: str
    brand: str | None
    campaign_name: str | None
    product: int | None
    product_known_by: str
    campaign: int | None
    campaign_known_by: str


Match = tuple[int | None, str, int | None, str]


def known_products() -> frozenset[tuple[str, str]]:
    """The products, by brand and name, that a caption can name."""
    named = Product.objects.exclude(brand__name=UNBRANDED).exclude(name="").order_by()
    return frozenset(named.values_list("brand__name", "name"))


def match_posts(brands: Sequence[str], days: Iterable[Span] | None = None) -> Stale:
    """Match every post whose product or campaign no file states and no person has confirmed.

    With `days`, those alone that were posted then, and those that stand between several campaigns. Returns what is
    stale because posts came to another product or campaign.
    """
    campaigns = _campaigns()
    rows = Post.objects.filter(Q(product_known_by__in=OPEN) | Q(campaign_known_by__in=OPEN)).order_by()
    if days is not None:
        spans = [Q(date__range=span) for span in {*days, *_shared_days(campaigns)}]
        rows = rows.filter(reduce(or_, spans, Q(pk=None)))
    posts = [Open(*post) for post in rows.values_list(*COLUMNS).iterator(MANY)]
    before = [_match(post) for post in posts]
    _match_products([post for post in posts if post.product_known_by in OPEN], brands)
    _match_campaigns([post for post in posts if post.campaign_known_by in OPEN], campaigns)
    changed = [(post, was) for post, was in zip(posts, before, strict=True) if _match(post) != was]
    _write(post for post, _ in changed)
    moved = [post for post, was in changed if (post.product, post.campaign) != (was[0], was[2])]
    return Stale.of({post.influencer for post in moved}, {post.date for post in moved})


def _match(post: Open) -> Match:
    return post.product, post.product_known_by, post.campaign, post.campaign_known_by


def _write(posts: Iterable[Open]) -> None:
    """Write what was found, once for all posts that come to the same."""
    alike: dict[Match, list[int]] = defaultdict(list)
    for post in posts:
        alike[_match(post)].append(post.pk)
    for (product, product_known_by, campaign, campaign_known_by), keys in alike.items():
        for start in range(0, len(keys), MANY):
            rows: QuerySet[Post] = Post.objects.filter(pk__in=keys[start : start + MANY])
            rows.update(
                product_id=product,
                product_known_by=product_known_by,
                campaign_id=campaign,
                campaign_known_by=campaign_known_by,
            )


def _match_products(posts: list[Open], brands: Sequence[str]) -> None:
    products: dict[str, dict[str, int]] = defaultdict(dict)
    for number, owner, name in Product.objects.order_by().values_list("pk", "brand__name", "name"):
        if owner != UNBRANDED:
            products[owner][name] = number
    captions = Captions(products, brands)
    for post in posts:
        brand, product = captions.product(post.caption, post.brand)
        if brand is None and post.campaign_known_by not in OPEN and post.campaign_name:
            brand = brand_beginning(post.campaign_name, brands)
        if brand and product is None:
            product = products[brand].get("") or product_named(brand, "").pk
            products[brand][""] = product
        post.product = product
        post.product_known_by = Post.KnownBy.MATCHED.value if product else ""


Campaigns = dict[int, list[tuple[int, date, date]]]


def _campaigns() -> Campaigns:
    """The campaigns of each brand with their days."""
    campaigns: Campaigns = defaultdict(list)
    dated = Campaign.objects.filter(brand__isnull=False, first_day__isnull=False).order_by()
    for brand, number, first, last in dated.values_list("brand", "pk", "first_day", "last_day"):
        if brand and first and last:
            campaigns[brand].append((number, first, last))
    return campaigns


def _shared_days(campaigns: Campaigns) -> Iterator[Span]:
    """The days on which two campaigns of a brand run: which of them a post is of, its influencer's sales tell."""
    for of_brand in campaigns.values():
        for (_, first, last), (_, other_first, other_last) in combinations(of_brand, 2):
            if max(first, other_first) <= min(last, other_last):
                yield max(first, other_first), min(last, other_last)


def _match_campaigns(posts: list[Open], campaigns: Campaigns) -> None:
    """The campaign of the post's brand running on its day; of several, the one in which the influencer sold."""
    brand_of = dict(Product.objects.order_by().values_list("pk", "brand"))
    running = [
        {
            number
            for number, first, last in campaigns.get(brand_of[post.product] if post.product else 0, ())
            if first <= post.date <= last
        }
        for post in posts
    ]
    sold = _campaigns_sold_in(set().union(*(numbers for numbers in running if len(numbers) > 1)))
    for post, left in zip(posts, running, strict=True):
        if len(left) > 1:
            left = left & sold[post.influencer]
        post.campaign = left.pop() if len(left) == 1 else None
        post.campaign_known_by = Post.KnownBy.MATCHED.value if post.campaign else ""


def _campaigns_sold_in(campaigns: set[int]) -> dict[int, set[int]]:
    """In which of these campaigns each influencer has tracked rows."""
    sold: dict[int, set[int]] = defaultdict(set)
    if campaigns:
        rows = TrackingEvent.objects.filter(campaign__in=campaigns, influencer__isnull=False).order_by()
        for influencer, campaign in rows.values_list("influencer_id", "campaign_id").distinct():
            if influencer and campaign:
                sold[influencer].add(campaign)
    return sold
