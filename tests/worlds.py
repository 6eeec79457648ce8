"""Small worlds to test in: rows in, results brought in step."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics import rollups
from healthkart.analytics.matching import rematch
from influencers.models import Influencer, Post
from payouts.models import Payout

FIXTURES = Path(__file__).parent.parent / "fixtures"
SEED = Path(__file__).parents[2] / "shared" / "data" / "seed"
DAY = date(2025, 1, 1)

needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the four real files are not beside this checkout")
_number = count(1)


def in_step() -> None:
    """Bring matching, ledger and results in step with the raw rows."""
    rematch()
    rollups.update()


def small_world() -> None:
    """fixtures/small.json: four influencers, three campaigns; every figure is worked out in test_small_world."""
    call_command("loaddata", FIXTURES / "small.json", verbosity=0)
    in_step()


def shared(build: Callable[[], object]) -> object:
    """A fixture for a module whose tests all begin in one world, which is built once: what a test writes is taken back.

    Not for tests with transaction=True, after which the database is empty.
    """

    @pytest.fixture(scope="module", autouse=True)
    def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
        with django_db_blocker.unblock():
            build()
        yield
        with django_db_blocker.unblock():
            call_command("flush", interactive=False, verbosity=0)

    return world


def influencer(code: str = "1", **known: Any) -> Influencer:
    facts = {"name": f"Person {code}", "category": "Fitness", "gender": "Female", "follower_count": 20_000}
    return Influencer.objects.create(**{"code": code, "platform": "Instagram", **facts, **known})


def campaign(name: str = "Gritzo_Campaign_Jan_2025") -> Campaign:
    return Campaign.objects.get_or_create(name=name)[0]


def product(brand: str = "Gritzo", name: str = "Oats") -> Product:
    return Product.objects.get_or_create(brand=Brand.objects.get_or_create(name=brand)[0], name=name)[0]


def event(by: Influencer | None, day: int = 0, orders: int = 1, revenue: float = 100, **known: Any) -> TrackingEvent:
    """Orders and revenue (rupees) on a day counted from 1 January 2025."""
    facts: dict[str, Any] = {"source": "Instagram" if by else "organic", "date": DAY + timedelta(days=day)} | known
    if "campaign" not in facts:
        facts["campaign"] = campaign()
    if "product" not in facts:
        facts["product"] = product()
    return TrackingEvent.objects.create(influencer=by, orders=orders, revenue=Decimal(str(revenue)), **facts)


def post(by: Influencer, day: int = 0, caption: str = "Gritzo Oats", **known: Any) -> Post:
    """A post on a day counted from 1 January 2025, reach 1000, 50 likes, no comment."""
    facts = {"url": f"https://example.com/{next(_number)}", "reach": 1000, "likes": 50, "comments": 0} | known
    return Post.objects.create(
        influencer=by, platform=by.platform, date=DAY + timedelta(days=day), caption=caption, **facts
    )


def payout(to: Influencer, total: float, basis: str = "post", **known: Any) -> Payout:
    """A payout of so many rupees."""
    facts = {"rate": Decimal(1), "units": 1, "reference": f"R{next(_number)}"} | known
    return Payout.objects.create(influencer=to, basis=basis, total=Decimal(str(total)), **facts)
