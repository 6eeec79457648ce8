"""check_data proves that all adds up, or shows where not; rebuild_results mends what it shows."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics.grains import MEASURES
from healthkart.analytics.models import DailyResult, DataVersion
from influencers.models import Influencer, Post
from payouts.models import Payout, PayoutLine
from tests.worlds import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> None:
    """Two tracked rows (one organic), a post and a payout, nothing worked out yet."""
    product = Product.objects.create(brand=Brand.objects.create(name="Gritzo"), name="SuperMilk")
    campaign = Campaign.objects.create(name="Gritzo_Campaign_Jan_2025", brand=product.brand)
    influencer = Influencer.objects.create(code="1", name="Asha", platform="Instagram")
    sold = {"campaign": campaign, "product": product, "date": date(2025, 1, 5), "orders": 2, "revenue": Decimal("1500")}
    TrackingEvent.objects.create(influencer=influencer, source="Instagram", **sold)
    TrackingEvent.objects.create(source="Organic", **sold)
    Post.objects.create(influencer=influencer, date=date(2025, 1, 4), reach=1000, likes=40, comments=10)
    Payout.objects.create(influencer=influencer, basis="order", rate=Decimal("50"), units=2, total=Decimal("100"))


def checked(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("check_data")
    return capsys.readouterr().out


def test_what_was_rebuilt_adds_up(world: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild_results")
    assert capsys.readouterr().out.startswith("Rebuilt 1 payout lines and 3 results in ")
    assert checked(capsys) == "All adds up: 1 payouts in 1 lines, 2 tracked rows and 1 posts in 3 results.\n"


def test_an_empty_database_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys) == "All adds up: 0 payouts in 0 lines, 0 tracked rows and 0 posts in 0 results.\n"


def test_a_line_that_is_off_by_a_paisa_is_a_difference(world: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rebuild_results")
    PayoutLine.objects.update(amount=Decimal("99.99"))
    capsys.readouterr()

    with pytest.raises(CommandError, match="^3 differences among 1 payouts") as failed:
        checked(capsys)

    assert failed.value.returncode == 1
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 3
    assert shown[0].endswith("its total is 10000 paise, its lines add up to 9999")

    call_command("rebuild_results")
    capsys.readouterr()
    assert checked(capsys).startswith("All adds up: ")


def test_the_first_fifty_differences_are_shown_and_all_are_counted(
    world: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("rebuild_results")
    sums = dict.fromkeys(MEASURES, 0)
    DailyResult.objects.bulk_create(
        DailyResult(**sums, date=DAY, influencer_id=0, campaign_id=0, product_id=0, platform=str(number))
        for number in range(60)
    )
    capsys.readouterr()

    with pytest.raises(CommandError, match=r"^\d+ differences") as failed:
        checked(capsys)

    shown = capsys.readouterr().out.splitlines()
    assert len(shown) == 51
    assert shown[-1] == f"… and {int(str(failed.value).split()[0]) - 50} more"


def test_a_rebuild_moves_the_data_version(world: None) -> None:
    before = DataVersion.current().number
    call_command("rebuild_results")
    assert DataVersion.current().number > before
