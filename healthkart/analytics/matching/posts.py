"""Products of posts from their captions, and their campaigns from brand and day."""

from collections import defaultdict
from datetime import date

from django.db.models import Q

from campaigns.models import Campaign, Product, TrackingEvent
from healthkart.analytics.matching.brands import product_named
from healthkart.analytics.matching.captions import Captions
from healthkart.brands import UNBRANDED, brand_beginning
from influencers.models import Post

OPEN = ("", Post.KnownBy.MATCHED)


def match_posts(brands: list[str]) -> set[int | None]:
    """Match every post whose product or campaign no file states and no person has confirmed.

    Returns the influencers (ids) whose posts came to another product or campaign.
    """
    posts = list(
        Post.objects.filter(Q(product_known_by__in=OPEN) | Q(campaign_known_by__in=OPEN))
        .select_related("brand", "campaign")
        .defer("url", "platform", "reach", "likes", "comments")
    )
    before = [(post.product_id, post.campaign_id) for post in posts]
    _match_products([post for post in posts if post.product_known_by in OPEN], brands)
    _match_campaigns([post for post in posts if post.campaign_known_by in OPEN])
    changed = [post for post, was in zip(posts, before, strict=True) if (post.product_id, post.campaign_id) != was]
    Post.objects.bulk_update(changed, ["product", "product_known_by", "campaign", "campaign_known_by"], batch_size=500)
    return {post.influencer_id for post in changed}


def _match_products(posts: list[Post], brands: list[str]) -> None:
    products: dict[str, dict[str, int]] = defaultdict(dict)
    for number, owner, name in Product.objects.values_list("pk", "brand__name", "name"):
        if owner != UNBRANDED:
            products[owner][name] = number
    captions = Captions(products, brands)
    for post in posts:
        brand, product = captions.product(post.caption, post.brand.name if post.brand else None)
        if brand is None and post.campaign_known_by not in OPEN and post.campaign:
            brand = brand_beginning(post.campaign.name, brands)
        if brand and product is None:
            product = products[brand].get("") or product_named(brand, "").pk
            products[brand][""] = product
        post.product_id = product
        post.product_known_by = Post.KnownBy.MATCHED if product else ""


def _match_campaigns(posts: list[Post]) -> None:
    """The campaign of the post's brand running on its day; of several, the one in which the influencer sold."""
    brand_of = dict(Product.objects.values_list("pk", "brand"))
    campaigns: dict[int | None, list[tuple[int, date, date]]] = defaultdict(list)
    dated = Campaign.objects.filter(brand__isnull=False, first_day__isnull=False)
    for brand, number, first, last in dated.values_list("brand", "pk", "first_day", "last_day"):
        if first and last:
            campaigns[brand].append((number, first, last))
    running = {
        post.pk: {
            number
            for number, first, last in campaigns[brand_of[post.product_id] if post.product_id else None]
            if first <= post.date <= last
        }
        for post in posts
    }
    sold = _campaigns_sold_in(set().union(*(numbers for numbers in running.values() if len(numbers) > 1)))
    for post in posts:
        left = running[post.pk]
        if len(left) > 1:
            left = left & sold[post.influencer_id]
        post.campaign_id = left.pop() if len(left) == 1 else None
        post.campaign_known_by = Post.KnownBy.MATCHED if post.campaign_id else ""


def _campaigns_sold_in(campaigns: set[int]) -> dict[int, set[int]]:
    """In which of these campaigns each influencer has tracked rows."""
    rows = TrackingEvent.objects.filter(campaign__in=campaigns, influencer__isnull=False).order_by()
    sold: dict[int, set[int]] = defaultdict(set)
    for influencer, campaign in rows.values_list("influencer_id", "campaign_id").distinct():
        sold[influencer].add(campaign)
    return sold
