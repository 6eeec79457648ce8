"""What the raw rows do not say but let us know, in whatever order they came."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics.matching import rematch
from healthkart.analytics.matching.campaigns import month_named
from healthkart.analytics.matching.captions import Captions
from healthkart.brands import brand_beginning, brands_mentioned
from influencers.models import Post
from tests.worlds import campaign, event, influencer, post, product

KnownBy = TrackingEvent.BrandKnownBy


@pytest.mark.parametrize(
    ("name", "brand"),
    [("Gritzo_Campaign_Jan_2025", "Gritzo"), ("gritzo oats", "Gritzo"), ("HK Vitals Omega", "HKVitals"),
     ("HK-Vitals", "HKVitals"), ("Gritzoid", None), ("The Gritzo", None), ("", None), ("HK", None),
     ("Gritzo Junior Oats", "Gritzo Junior")],
)  # fmt: skip
def test_a_name_begins_with_a_brand_in_whole_words_the_longest(name: str, brand: str | None) -> None:
    assert brand_beginning(name, ["Gritzo", "Gritzo Junior", "HKVitals"]) == brand


def test_brands_mentioned_anywhere() -> None:
    assert brands_mentioned("Love #Gritzo & HK Vitals!", ["Gritzo", "HKVitals", "MuscleBlaze"]) == {
        "Gritzo",
        "HKVitals",
    }


@pytest.mark.parametrize(
    ("name", "days"),
    [("Gritzo_Campaign_Jan_2025", (date(2025, 1, 1), date(2025, 1, 31))),
     ("MuscleBlaze Sale February 2024", (date(2024, 2, 1), date(2024, 2, 29))),
     ("X_Sept2025", (date(2025, 9, 1), date(2025, 9, 30))),
     ("Summer Push", None), ("Marathon 2025", None), ("May flowers", None), ("Jan_20251", None)],
)  # fmt: skip
def test_the_month_in_a_campaigns_name(name: str, days: Any) -> None:
    assert month_named(name) == days


PRODUCTS = {"Gritzo": {"": 1, "Oats": 2, "Oats Crunch": 3}, "MuscleBlaze": {"Whey": 4, "Bar": 5}, "Other": {"Bar": 6}}


@pytest.mark.parametrize(
    ("caption", "stated", "found"),
    [("Check out Gritzo Oats! #ad", None, ("Gritzo", 2)),
     ("gritzo OATS crunch", None, ("Gritzo", 3)),
     ("Only Oats here", None, ("Gritzo", 2)),
     ("Gritzo is great", None, ("Gritzo", None)),
     ("Gritzo Oats and Oats Crunch", None, ("Gritzo", None)),
     ("Gritzo Oats with MuscleBlaze Whey", None, (None, None)),
     ("A Bar a day", None, (None, None)),
     ("A Bar a day", "Other", ("Other", 6)),
     ("Nothing named", "Other", ("Other", None)),
     ("Goats and wheys", None, (None, None)),
     ("Gritzo, but Whey", None, ("Gritzo", None))],
)  # fmt: skip
def test_products_in_captions(caption: str, stated: str | None, found: Any) -> None:
    assert Captions(PRODUCTS, ["Gritzo", "MuscleBlaze", "Other"]).product(caption, stated) == found


def state() -> dict[str, Any]:
    """Everything that matching decides, by the words of the raw rows."""
    events = TrackingEvent.objects.order_by("user_id")
    posts = Post.objects.order_by("url")
    return {
        "events": list(events.values_list("user_id", "product__brand__name", "product__name", "brand_known_by")),
        "posts": list(posts.values_list("url", "product__brand__name", "product__name", "campaign__name")),
        "campaigns": list(Campaign.objects.values_list("name", "brand__name", "first_day", "last_day")),
        "brands": list(Brand.objects.values_list("name", flat=True)),
    }


def open_event(user: str, of: str, in_campaign: str | None, brand: str = "Unbranded", **known: Any) -> None:
    known_by = KnownBy.UNKNOWN if brand == "Unbranded" else KnownBy.STATED
    event(influencer(f"i{user}"), user_id=user, product=product(brand, of), brand_known_by=known_by,
          campaign=campaign(in_campaign) if in_campaign else None, **known)  # fmt: skip


ARRIVALS = [
    lambda: open_event("a", "Shaker", None),
    lambda: open_event("b", "Shaker", "HKVitals Week"),
    lambda: open_event("c", "Tumbler", None, brand="Acme"),
    lambda: open_event("d", "Acme Bottle", None),
    lambda: post(influencer("p"), 3, "HKVitals Shaker in the gym", url="p1"),
    lambda: open_event("e", "Tumbler", None),
]


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(permutations(range(6)))[::97])
def test_the_order_of_arrival_does_not_matter(order: tuple[int, ...]) -> None:
    for arrival in order:
        ARRIVALS[arrival]()
        rematch()
    assert state() == {
        "events": [
            ("a", "HKVitals", "Shaker", KnownBy.ELSEWHERE),
            ("b", "HKVitals", "Shaker", KnownBy.CAMPAIGN),
            ("c", "Acme", "Tumbler", KnownBy.STATED),
            ("d", "Acme", "Acme Bottle", KnownBy.PRODUCT),
            ("e", "Acme", "Tumbler", KnownBy.ELSEWHERE),
        ],
        "posts": [("p1", "HKVitals", "Shaker", None)],
        "campaigns": [("HKVitals Week", "HKVitals", date(2025, 1, 1), date(2025, 1, 1))],
        "brands": ["Acme", "HKVitals"],
    }


@pytest.mark.django_db
def test_a_second_brand_elsewhere_makes_it_unknown_again() -> None:
    open_event("a", "Bar", None)
    open_event("b", "Bar", None, brand="Acme")
    rematch()
    assert TrackingEvent.objects.get(user_id="a").product == product("Acme", "Bar")
    open_event("c", "Bar", None, brand="Zenith")
    rematch()
    assert TrackingEvent.objects.get(user_id="a").product == product("Unbranded", "Bar")


@pytest.mark.django_db
def test_of_several_campaigns_the_one_in_which_the_influencer_sold() -> None:
    sold, other = influencer("1"), influencer("2")
    event(sold, campaign=campaign("Gritzo_A_Jan_2025"))
    event(other, campaign=campaign("Gritzo_B_Jan_2025"))
    post(sold, 5, url="sold")
    post(influencer("3"), 5, url="neither")
    rematch()
    assert {row.url: row.campaign and row.campaign.name for row in Post.objects.all()} == {
        "sold": "Gritzo_A_Jan_2025", "neither": None
    }  # fmt: skip
    event(sold, campaign=campaign("Gritzo_B_Jan_2025"))
    rematch()
    assert Post.objects.get(url="sold").campaign is None


@pytest.mark.django_db
def test_what_a_person_confirmed_stays() -> None:
    someone = influencer()
    event(someone)
    confirmed = post(
        someone, 3, "Gritzo Oats", product=None, product_known_by="confirmed", campaign_known_by="confirmed"
    )
    summer = Campaign.objects.create(
        name="Gritzo_Feb_2025", first_day=date(2025, 1, 1), last_day=date(2025, 1, 9), confirmed=True
    )
    rematch()
    confirmed.refresh_from_db()
    summer.refresh_from_db()
    assert (confirmed.product, confirmed.campaign, summer.brand, summer.last_day) == (
        None,
        None,
        None,
        date(2025, 1, 9),
    )


@pytest.mark.django_db
def test_rematching_twice_changes_nothing() -> None:
    someone = influencer()
    event(someone, product=product("Unbranded", "Shaker"), brand_known_by=KnownBy.UNKNOWN)
    post(someone, 3)
    assert rematch().influencers == {someone.pk}
    before = state()
    assert not rematch()
    assert state() == before
    assert not Product.objects.filter(brand__name="Unbranded").exists()
