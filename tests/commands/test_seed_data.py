"""seed_data fills an empty database, refuses to touch a full one, and with --flush makes all of it new or nothing."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db.models import Max, Min

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics import proof
from healthkart.analytics.models import DailyResult, DataVersion
from healthkart.management.commands import seed_data
from influencers.models import Influencer, Post
from payouts.models import Payout

pytestmark = pytest.mark.django_db

SMALL = ("--influencers=20", "--events=300", "--posts=60", "--months=2")


def raw_rows() -> dict[str, list[Any]]:
    """What a reader could tell two worlds apart by."""
    return {
        "influencers": list(Influencer.objects.order_by("code").values_list("code", "name", "follower_count")),
        "events": list(
            TrackingEvent.objects.order_by("date", "revenue", "user_id").values_list("date", "revenue", "orders")
        ),
        "payouts": list(Payout.objects.order_by("influencer__code", "basis", "total").values_list("basis", "total")),
    }


def test_an_empty_database_is_filled_and_adds_up() -> None:
    call_command("seed_data", *SMALL, "--end=2026-03-31")
    assert Influencer.objects.count() == 20
    assert TrackingEvent.objects.count() == 300
    assert Post.objects.count() == 60
    assert Payout.objects.exists()
    assert TrackingEvent.objects.aggregate(Min("date"))["date__min"] >= date(2026, 2, 1)
    assert TrackingEvent.objects.aggregate(Max("date"))["date__max"] <= date(2026, 3, 31)
    assert DailyResult.objects.exists()
    assert proof.differences() == []


def test_a_database_that_holds_rows_is_left_alone() -> None:
    Brand.objects.create(name="Gritzo")
    Campaign.objects.create(name="Gritzo_Campaign_Jan_2025")
    with pytest.raises(CommandError, match="holds 1 campaigns, 1 brands. Give --flush"):
        call_command("seed_data", *SMALL)
    assert not Influencer.objects.exists()


def test_flush_makes_the_same_world_of_the_same_seed_and_keeps_the_logins(viewer: User) -> None:
    call_command("seed_data", *SMALL)
    first, version = raw_rows(), DataVersion.current().number

    call_command("seed_data", *SMALL, "--seed=7", "--flush")
    assert raw_rows() != first
    assert Influencer.objects.count() == 20
    assert DataVersion.current().number > version
    assert proof.differences() == []

    call_command("seed_data", *SMALL, "--flush")
    assert raw_rows() == first
    assert Payout.history.count() == Payout.history.filter(history_type="+").count()
    assert User.objects.get() == viewer


def test_a_flush_whose_import_fails_deletes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    Brand.objects.create(name="Gritzo")

    def fail(*args: Any, **options: Any) -> None:
        assert not Brand.objects.exists()
        raise CommandError("posts.csv:2: likes: wrong")

    monkeypatch.setattr(seed_data, "call_command", fail)
    with pytest.raises(CommandError, match=r"posts\.csv:2"):
        call_command("seed_data", *SMALL, "--flush")
    assert Brand.objects.get().name == "Gritzo"


@pytest.mark.parametrize("nothing", ["--posts=0", "--events=0"])
def test_a_world_may_lack_posts_or_sales(nothing: str) -> None:
    call_command("seed_data", *SMALL, nothing)
    assert Influencer.objects.count() == 20
    assert proof.differences() == []


def test_what_is_sold_can_be_counted() -> None:
    call_command("seed_data", *SMALL, "--brands=2", "--products=4", "--campaigns=3")
    assert Brand.objects.count() == 2
    assert Product.objects.exclude(name="").count() == 4
    assert Campaign.objects.count() == 3


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ("--influencers=-1", "argument --influencers: '-1' is not a whole number of 0 or more"),
        ("--influencers=0", "influencers must be at least 1, not 0"),
        ("--events=many", "argument --events: 'many' is not a whole number of 0 or more"),
        ("--posts=1.5", "argument --posts: '1.5' is not a whole number of 0 or more"),
        ("--months=0", "months must be 1 to 600, not 0"),
        ("--months=601", "months must be 1 to 600, not 601"),
        ("--products=3", "4 brands have 4 to 48 products, not 3"),
        ("--seed=-42", "argument --seed: '-42' is not a whole number of 0 or more"),
        ("--end=31/12/2026", "argument --end: '31/12/2026' is not a day: write it as 2026-10-31"),
        ("--end=2026-02-30", "argument --end: '2026-02-30' is not a day: write it as 2026-10-31"),
        ("--end=0001-01-31", "6 months before 0001-01-31 is before the calendar begins"),
    ],
)
def test_bad_arguments_are_named(argument: str, reason: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("seed_data", argument)
    assert str(refused.value).removeprefix("Error: ") == reason
