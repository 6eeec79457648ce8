"""Whoever edits raw rows in the admin leaves results that follow from them, and a history of payouts."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics import proof, results
from healthkart.analytics.labels import current_labels
from healthkart.analytics.models import DataVersion
from healthkart.analytics.scope import Scope
from influencers.models import Influencer, Post
from payouts.models import Payout
from tests.conftest import logged_in
from tests.worlds import campaign, event, in_step, influencer, product, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db: None) -> Client:
    small_world()
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def submit(client: Client, address: str, **changes: Any) -> None:
    """Fill in an admin form as it stands, with some changes, and expect it to be taken."""
    form = client.get(address).context["adminform"].form
    data = {name: form[name].value() for name in form.fields} | changes
    sent = {name: value for name, value in data.items() if value is not None}
    response = client.post(address, sent)
    assert response.status_code == 302, response.context["errors"]
    assert proof.differences() == []


def organic_revenue() -> int:
    organic = results.read_with_the_rest(Scope(), current_labels(), "influencer").organic
    assert organic is not None
    return organic.revenue


def payout_by(dimension: str) -> dict[Any, float]:
    table = results.read(Scope(), current_labels(), dimension)
    return {key: sums.payout / 100 for (key,), sums in table.by(dimension).items() if sums.payout}


def test_a_payout_moves_its_cost(admin: Client) -> None:
    before = DataVersion.current().number
    submit(admin, "/admin/payouts/payout/1/change/", total="800", status="due", paid_on="")
    assert payout_by("influencer") == {"1": 800, "2": 150, "3": 1000}
    submit(admin, "/admin/payouts/payout/1/change/", influencer=2, basis="order", reference="R1")
    assert payout_by("influencer") == {"2": 950, "3": 1000}
    assert DataVersion.current().number == before + 2
    assert Influencer.objects.get(code="1").basis == ""
    admin.post("/admin/payouts/payout/1/delete/", {"post": "yes"})
    assert payout_by("influencer") == {"2": 150, "3": 1000}
    assert proof.differences() == []


def test_every_change_of_a_payout_is_kept_with_who_and_when(admin: Client) -> None:
    submit(admin, "/admin/payouts/payout/1/change/", total="800")
    (change, *_) = Payout.objects.get(pk=1).history.all()
    assert (change.total, change.history_user.username, change.history_type) == (Decimal(800), "root", "~")
    assert change.history_date is not None
    assert "800" in admin.get("/admin/payouts/payout/1/history/").content.decode()


def test_only_who_may_change_payouts_brings_back_a_version_of_one(admin: Client, viewer: User) -> None:
    submit(admin, "/admin/payouts/payout/1/change/", total="800")
    first = Payout.objects.get(pk=1).history.earliest("history_date")
    address = f"/admin/payouts/payout/1/history/{first.history_id}/"
    seen = admin.get(address).context["adminform"].form["seen"].value()
    version = {"influencer": 1, "basis": "post", "rate": "1", "units": 1, "total": "5", "status": "due", "seen": seen}
    viewer.is_staff = True
    viewer.save()
    looking = logged_in(viewer)
    assert looking.get(address).status_code == 200
    assert looking.post(address, version).status_code == 403
    assert Payout.objects.get(pk=1).total == 800
    assert admin.post(address, version).status_code == 302
    assert Payout.objects.get(pk=1).total == 5
    admin.post("/admin/payouts/payout/1/delete/", {"post": "yes"})
    assert looking.post(address, version).status_code == 403
    assert not Payout.objects.filter(pk=1).exists()
    assert proof.differences() == []


def test_a_payouts_lines_are_a_page_of_their_own(admin: Client) -> None:
    form = admin.get("/admin/payouts/payout/1/change/").content.decode()
    address = "/admin/payouts/payoutline/?payout__id__exact=1"
    assert f'<a href="{address}">' in form
    lines = admin.get(address).context["cl"].result_list
    assert sum(line.amount for line in lines) == Payout.objects.get(pk=1).total
    assert not admin.get("/admin/payouts/payoutline/").context["cl"].result_list
    for other in ("add/", f"{lines[0].pk}/delete/"):
        assert admin.get(f"/admin/payouts/payoutline/{other}").status_code == 403


def test_the_form_of_a_payout_asks_and_draws_little(
    admin: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for number in range(300):
        event(influencer(f"x{number}"))
    with django_assert_max_num_queries(6):  # session, user, the payout, as stored, whom it pays, how many lines
        page = admin.get("/admin/payouts/payout/1/change/")
    assert len(page.content) < 50_000


def test_what_a_payouts_deletion_takes_along_is_not_listed(admin: Client) -> None:
    page = admin.get("/admin/payouts/payout/1/delete/").content.decode()
    assert "₹400.00" in page
    assert " on 2025-" not in page


@pytest.mark.parametrize(("term", "found"), [("1", 2), ("Gritzo_Campaign_Jan_2025", 2), ("nobody", 0), ("", 6)])
def test_tracked_rows_are_found_by_whole_names(admin: Client, term: str, found: int) -> None:
    assert len(admin.get("/admin/campaigns/trackingevent/", {"q": term}).context["cl"].result_list) == found


def test_deleting_chosen_payouts(admin: Client) -> None:
    admin.post("/admin/payouts/payout/", {"action": "delete_selected", "_selected_action": [1, 4], "post": "yes"})
    assert payout_by("influencer") == {"2": 150}
    assert proof.differences() == []


def test_marking_as_paid(admin: Client) -> None:
    admin.post("/admin/payouts/payout/", {"action": "mark_paid_today", "_selected_action": [1, 3]})
    assert list(Payout.objects.order_by("pk").values_list("status", flat=True)) == ["paid", "paid", "paid", "due"]
    assert Payout.objects.get(pk=1).paid_on == date(2025, 2, 10)
    assert Payout.objects.get(pk=3).history.first().history_user.username == "root"


def test_the_list_shows_what_was_counted(admin: Client) -> None:
    page = admin.get("/admin/payouts/payout/?o=1")
    counted = {payout.pk: payout.counted for payout in page.context["cl"].result_list}
    assert counted == {1: 4, 2: 5, 3: 2, 4: 0}
    assert page.context["totals"] == {"paid": "₹450.00", "due": "₹1,100.00"}
    difference = page.context["cl"].model_admin.difference
    assert {row.pk: difference(row) for row in page.context["cl"].result_list} == {
        1: "", 2: "", 3: "₹60.00", 4: "₹1,000.00"
    }  # fmt: skip


def test_a_wrong_payout_is_explained(admin: Client) -> None:
    form = {"influencer": 1, "basis": "post", "rate": "100", "units": 1, "total": "100", "status": "due"}
    for wrong, why in (
        ({}, "give one of them a reference"),
        ({"first_day": "2025-02-02", "last_day": "2025-02-01"}, "The first day must not be after the last day."),
        ({"paid_on": "2025-02-02"}, "A payout that is due has no day it was paid."),
        ({"total": "-1"}, "greater than or equal to 0"),
        ({"status": "paid", "paid_on": "1999-12-31"}, "greater than or equal to 2000-01-01"),
        ({"status": "paid", "paid_on": "2100-01-01"}, "less than or equal to 2099-12-31"),
    ):
        sent = form | wrong
        response = admin.post("/admin/payouts/payout/add/", sent)
        assert (response.status_code, Payout.objects.count()) == (200, 4)
        assert why in response.content.decode()


def test_a_post_that_a_person_places_stays_there(admin: Client) -> None:
    open_posts = admin.get("/admin/influencers/post/?to_confirm=yes").context["cl"].result_list
    assert {post.post_id for post in open_posts} == {"P3", "P4"}
    submit(admin, "/admin/influencers/post/4/change/", product=product("MuscleBlaze", "Whey").pk, campaign=2)
    placed = Post.objects.get(pk=4)
    assert (placed.product_known_by, placed.campaign_known_by) == ("confirmed", "confirmed")
    assert payout_by("campaign") == {
        "Gritzo_Campaign_Jan_2025": 150, "MuscleBlaze_Campaign_Jan_2025": 1300, None: 100
    }  # fmt: skip
    admin.post("/admin/influencers/post/", {"action": "confirm", "_selected_action": [3]})
    assert not Post.objects.to_confirm().exists()


def test_a_campaigns_days_decide_which_posts_are_its_own(admin: Client) -> None:
    submit(admin, "/admin/campaigns/campaign/1/change/", last_day="2025-02-28")
    assert Campaign.objects.get(pk=1).confirmed
    assert Post.objects.get(pk=3).campaign_id == 1
    assert payout_by("campaign")["Gritzo_Campaign_Jan_2025"] == 250
    admin.post("/admin/campaigns/campaign/", {"action": "work_out_anew", "_selected_action": [1]})
    assert Campaign.objects.get(pk=1).last_day == date(2025, 1, 31)
    assert payout_by("campaign")["Gritzo_Campaign_Jan_2025"] == 150
    assert proof.differences() == []


def test_a_campaigns_brand_goes_with_the_payouts_that_name_it(admin: Client) -> None:
    submit(admin, "/admin/campaigns/campaign/2/change/", brand=1)
    assert payout_by("brand") == {"Gritzo": 1250, "MuscleBlaze": 200, None: 100}


def test_an_influencers_home_platform_is_that_of_its_other_sales(admin: Client) -> None:
    submit(admin, "/admin/influencers/influencer/4/change/", platform="x", gender="f")
    table = results.read(Scope(platform=("Twitter",), gender=("Female",)), current_labels(), "influencer")
    assert table.total.revenue == 200_00


def test_a_tracked_row_that_is_deleted_is_gone_from_the_results(admin: Client) -> None:
    admin.post("/admin/campaigns/trackingevent/6/delete/", {"post": "yes"})
    assert (TrackingEvent.objects.count(), organic_revenue()) == (5, 0)
    assert proof.differences() == []


def test_a_new_brand_extends_the_catalogue(admin: Client) -> None:
    admin.post("/admin/campaigns/brand/add/", {"name": "Mystery"})
    event = TrackingEvent.objects.select_related("product__brand").get(pk=5)
    assert event.product.brand.name == "Mystery"
    assert proof.differences() == []


def test_what_has_rows_cannot_be_deleted(admin: Client) -> None:
    page = admin.post("/admin/influencers/influencer/1/delete/", {"post": "yes"})
    assert (page.status_code, Influencer.objects.count()) == (200, 4)


def test_who_may_do_what(viewer_client: Client, payout_admin_client: Client) -> None:
    small_world()
    assert viewer_client.get("/admin/").status_code == 302
    assert payout_admin_client.get("/admin/payouts/payout/1/change/").status_code == 200
    submit(payout_admin_client, "/admin/payouts/payout/1/change/", total="500")
    assert payout_admin_client.get("/admin/campaigns/campaign/").status_code == 200
    submit(payout_admin_client, "/admin/influencers/post/4/change/", campaign=2)
    assert payout_admin_client.post("/admin/campaigns/brand/add/", {"name": "x"}).status_code == 403
    assert payout_admin_client.post("/admin/influencers/influencer/1/delete/", {"post": "yes"}).status_code == 403


def test_a_payout_without_units_keeps_the_brand_of_its_campaign(admin: Client) -> None:
    """Whatever happens to the brand's unspecified product, on which its cost stands."""
    unspecified = Product.objects.get(brand__name="MuscleBlaze", name="")
    before = payout_by("brand")
    admin.post(f"/admin/campaigns/product/{unspecified.pk}/delete/", {"post": "yes"})
    assert payout_by("brand") == before
    assert proof.differences() == []


def test_a_payout_of_nothing_keeps_the_brand_of_its_campaign_too(admin: Client) -> None:
    Payout.objects.filter(pk=4).update(campaign=campaign("Gritzo_Push"), last_day=None, total=0, rate=0)
    in_step()
    unspecified = Product.objects.get(brand__name="Gritzo", name="")
    submit(admin, f"/admin/campaigns/product/{unspecified.pk}/change/", brand=Brand.objects.create(name="Zed").pk)


def test_a_brand_that_a_campaign_begins_with_takes_its_payouts_along(admin: Client) -> None:
    Payout.objects.filter(pk=4).update(campaign=Campaign.objects.create(name="Zed Push"), last_day=None)
    in_step()
    assert payout_by("brand")[None] == 1100
    admin.post("/admin/campaigns/brand/add/", {"name": "Zed"})
    assert payout_by("brand")["Zed"] == 1000
    assert proof.differences() == []


@pytest.mark.parametrize("address", ["campaign/1", "product/1", "brand/1"])
def test_a_name_that_changes_leaves_what_a_rebuild_would(admin: Client, address: str) -> None:
    """Remainders of a payout go by the order of names."""
    Payout.objects.filter(pk=1).update(total=Decimal("400.02"))
    in_step()
    submit(admin, f"/admin/campaigns/{address}/change/", name="zzz")


def test_the_product_that_a_person_gives_a_tracked_row_stays(admin: Client) -> None:
    submit(admin, "/admin/campaigns/trackingevent/5/change/", product=product("MuscleBlaze", "Mystery Box").pk)
    assert TrackingEvent.objects.get(pk=5).product.brand.name == "MuscleBlaze"


@pytest.mark.parametrize(
    ("address", "wrong", "why"),
    [
        ("campaigns/campaign/1", {"name": "n/a"}, "stands for none"),
        ("campaigns/brand/1", {"name": "None"}, "stands for none"),
        ("campaigns/product/1", {"name": "-"}, "stands for none"),
        ("campaigns/campaign/1", {"name": "Unknown"}, "stands for none"),
        ("campaigns/brand/1", {"name": "unknown"}, "stands for none"),
        ("campaigns/product/1", {"name": "UNKNOWN"}, "stands for none"),
        ("influencers/influencer/1", {"code": "NA"}, "stands for none"),
        ("influencers/influencer/1", {"code": "2.0"}, "already exists"),
        ("campaigns/trackingevent/6", {"source": "x"}, "Only organic rows go without an influencer."),
        ("campaigns/trackingevent/1", {"source": "Organic"}, "An organic row has no influencer"),
        ("campaigns/trackingevent/1", {"date": "9999-12-31"}, "less than or equal to 2099-12-31"),
    ],
)
def test_what_no_file_could_carry_is_refused(admin: Client, address: str, wrong: dict[str, Any], why: str) -> None:
    path = f"/admin/{address}/change/"
    form = admin.get(path).context["adminform"].form
    data = {name: form[name].value() for name in form.fields} | wrong
    response = admin.post(path, {name: value for name, value in data.items() if value is not None})
    assert response.status_code == 200
    assert why in response.content.decode()


def test_ids_are_kept_as_an_import_keeps_them(admin: Client) -> None:
    submit(admin, "/admin/payouts/payout/1/change/", reference="7.0")
    submit(admin, "/admin/influencers/post/1/change/", post_id="n/a", platform="N/A")
    kept = Post.objects.get(pk=1)
    assert (Payout.objects.get(pk=1).reference, kept.post_id, kept.platform) == ("7", "", "")
