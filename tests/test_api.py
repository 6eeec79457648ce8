"""The API beside summary and performance: who may, lists, payouts written, the schema."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from rest_framework.authtoken.models import Token

from healthkart.analytics import proof
from payouts.models import Payout
from tests.worlds import event, in_step, influencer, post, shared, small_world

pytestmark = pytest.mark.django_db
LISTS = ("influencers", "posts", "tracking-events", "payouts", "payout-lines", "campaigns", "brands", "products")
PAYOUT = {"influencer": "4", "basis": "post", "rate": "10.50", "units": 2, "total": "21.00"}


world = shared(small_world)


@pytest.mark.parametrize("path", [*(f"{name}/" for name in LISTS), "summary/", "performance/", "schema/", "docs/"])
def test_nobody_reads_without_logging_in(client: Client, path: str) -> None:
    for headers in ({}, {"authorization": "Token nonsense"}):
        answer = client.get(f"/api/v1/{path}", headers=headers)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Token")


def test_a_token_is_as_good_as_a_session(client: Client, viewer: User) -> None:
    headers = {"authorization": f"Token {Token.objects.create(user=viewer).key}"}
    assert client.get("/api/v1/summary/", headers=headers).json()["totals"]["revenue"] == "2600.00"


def test_one_row_of_each_list(viewer_client: Client) -> None:
    def last(name: str) -> dict[str, Any]:
        row = viewer_client.get(f"/api/v1/{name}/").json()["results"][-1]
        return {key: value for key, value in row.items() if key != "id"}

    assert {name: last(name) for name in LISTS} == {
        "influencers": {
            "code": "1", "name": "Asha Rao", "category": "Fitness", "gender": "Female", "follower_count": 20000,
            "platform": "Instagram", "influencer_type": "Micro", "basis": "post",
        },
        "posts": {
            "post_id": "P1", "influencer": "1", "platform": "Instagram", "date": "2025-01-05",
            "url": "https://instagram.com/p/1", "caption": "Mornings with Gritzo Oats #ad", "reach": 1000,
            "likes": 50, "comments": 10, "brand": "Gritzo", "product": "Oats", "product_known_by": "matched",
            "campaign": "Gritzo_Campaign_Jan_2025", "campaign_known_by": "matched",
        },
        "tracking-events": {
            "tracking_id": "", "source": "Instagram", "platform": "Instagram",
            "campaign": "Gritzo_Campaign_Jan_2025", "influencer": "1", "user_id": "u1", "brand": "Gritzo",
            "product": "Oats", "date": "2025-01-05", "orders": 2, "revenue": "400.00",
        },
        "payouts": {
            "reference": "", "influencer": "1", "basis": "post", "rate": "100.00", "units": 4, "total": "400.00",
            "campaign": None, "first_day": None, "last_day": None, "status": "paid", "paid_on": "2025-02-10",
        },
        "payout-lines": {
            "payout": 1, "reference": "", "influencer": "1", "basis": "post", "status": "paid", "date": "2025-01-05",
            "campaign": "Gritzo_Campaign_Jan_2025", "brand": "Gritzo", "product": "Oats", "platform": "Instagram",
            "units": 1, "amount": "100.00",
        },
        "campaigns": {
            "name": "Gritzo_Campaign_Jan_2025", "brand": "Gritzo", "first_day": "2025-01-01",
            "last_day": "2025-01-31",
        },
        "brands": {"name": "Gritzo"},
        "products": {"brand": "Gritzo", "name": "Oats"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tracking-events/?brand=Gritzo", 2),
        ("tracking-events/?platform=YouTube", 3),
        ("tracking-events/?platform=Instagram&date_from=2025-01-06", 1),
        ("tracking-events/?date_from=2025-01-06&date_to=2025-01-20", 4),
        ("tracking-events/?category=Fitness&category=Beauty", 5),
        ("posts/?campaign=Gritzo_Campaign_Jan_2025", 1),
        ("posts/?product=Oats&product=Whey&gender=F", 3),
        ("payouts/?basis=post", 2),
        ("payout-lines/?brand=MuscleBlaze", 3),
        ("payout-lines/?basis=order&date_from=2025-01-07", 1),
        ("tracking-events/?attributed=true", 5),
        ("tracking-events/?attributed=false", 1),
        ("payouts/?date_from=2025-02-01", 3),
        ("payouts/?page_size=", 4),
        ("payouts/?status=due&influencer=2", 1),
        ("influencers/?influencer_type=Micro&influencer_type=Nano", 2),
        ("campaigns/?date_from=2025-02-01", 1),
        ("brands/?brand=", 3),
        ("products/?brand=MuscleBlaze", 2),
    ],
)
def test_lists_are_filtered_by_name(viewer_client: Client, query: str, found: int) -> None:
    assert len(viewer_client.get(f"/api/v1/{query}").json()["results"]) == found


@pytest.mark.parametrize(
    ("query", "named"),
    [("posts/?brand=Nobody", "brand"), ("posts/?zz=1", "zz"), ("posts/?date_from=soon", "date_from"),
     ("tracking-events/?date_from=2025-02-02&date_to=2025-02-01", "date_to"), ("payouts/?status=lost", "status"),
     ("campaigns/?category=Fitness", "category"), ("performance/?group_by=brand,brand", "group_by"),
     ("performance/?group_by=shoe", "group_by"), ("performance/", "group_by"),
     ("performance/?group_by=brand&ordering=shoe", "ordering"), ("performance/?group_by=brand&limit=0", "limit"),
     ("performance/?group_by=brand&limit=10001", "limit"), ("performance/?group_by=brand&format=xml", "format"),
     ("performance/?group_by=brand,product,campaign,platform,gender", "group_by"),
     ("summary/?group_by=brand", "group_by"), ("posts/?cursor=zz", "cursor"), ("posts/?cursor=cD1hYmM=", "cursor"),
     ("posts/?cursor=%00", "cursor"),
     ("posts/?page_size=" + "9" * 5000, "page_size"), ("posts/?date_from=01/02/2025", "date_from"),
     ("posts/?date_from=2025-01-01&date_from=2025-01-02", "date_from"), ("posts/1/?zz=1", "zz"),
     ("posts/?page_size=x", "page_size"), ("tracking-events/?attributed=maybe", "attributed"),
     ("performance/?group_by=brand&min_influencers=0", "min_influencers"),
     ("payouts-by-basis/?format=xml", "format"), ("payouts-by-basis/?zz=1", "zz")],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_name(viewer_client: Client, query: str, named: str) -> None:
    response = viewer_client.get(f"/api/v1/{query}")
    assert response.status_code == 400
    assert list(response.json()) == [named]


def test_pages_of_a_list_hold_every_row_once(viewer_client: Client) -> None:
    address, seen = "/api/v1/posts/?page_size=3", []
    while address:
        page = viewer_client.get(address).json()
        seen += [row["post_id"] for row in page["results"]]
        address = page["next"]
    assert seen == ["P4", "P3", "P2", "P1"]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", ["posts", "tracking-events", "payouts"])
def test_lists_ask_the_same_number_of_questions(
    viewer_client: Client, django_assert_num_queries: Callable[[int], Any], name: str, rows: int
) -> None:
    for number in range(rows):
        someone = influencer(f"x{number}")
        post(someone)
        event(someone)
    in_step()
    with django_assert_num_queries(4):  # session, user, keys, rows
        viewer_client.get(f"/api/v1/{name}/")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_viewers_write_nothing(viewer_client: Client, method: str) -> None:
    path = "/api/v1/payouts/" + ("" if method == "post" else "1/")
    assert getattr(viewer_client, method)(path, PAYOUT, content_type="application/json").status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["summary", "performance", "payouts-by-basis", "brands", "tracking-events"])
def test_what_nobody_can_write_is_no_method(viewer_client: Client, path: str, method: str) -> None:
    answer = getattr(viewer_client, method)(f"/api/v1/{path}/", {}, content_type="application/json")
    assert answer.status_code == 405


@pytest.mark.parametrize("unknown", ["campain", "total_payout", "first_date"])
def test_a_field_that_there_is_not_is_refused_by_name(payout_admin_client: Client, unknown: str) -> None:
    before = Payout.objects.count()
    sent = PAYOUT | {unknown: "1"}
    answer = payout_admin_client.post("/api/v1/payouts/", sent, content_type="application/json")
    assert (answer.status_code, answer.json()) == (400, {unknown: ["There is no such field."]})
    assert Payout.objects.count() == before


@pytest.mark.parametrize("sent", ["5", '"text"', "[1, 2]", "[{}]"])
def test_what_is_no_object_is_refused(payout_admin_client: Client, sent: str) -> None:
    answer = payout_admin_client.post("/api/v1/payouts/", sent, content_type="application/json")
    assert (answer.status_code, list(answer.json())) == (400, ["non_field_errors"])


def test_payout_admins_write_payouts_and_results_follow(payout_admin_client: Client) -> None:
    client = payout_admin_client

    def owed() -> str:
        return client.get("/api/v1/summary/?influencer=4").json()["totals"]["payout"]

    made = client.post("/api/v1/payouts/", PAYOUT, content_type="application/json")
    assert (made.status_code, owed()) == (201, "21.00")
    address = f"/api/v1/payouts/{made.json()['id']}/"
    assert client.patch(address, {"total": "42.00"}, content_type="application/json").status_code == 200
    assert owed() == "42.00"
    assert Payout.objects.get(pk=made.json()["id"]).history.first().history_user.username == "payout_admin"
    assert client.delete(address).status_code == 204
    assert owed() == "0.00"
    assert proof.differences() == []


@pytest.mark.parametrize(
    ("wrong", "named"),
    [({"influencer": "99"}, "influencer"), ({"basis": "click"}, "basis"), ({"total": "-1"}, "total"),
     ({"total": "1.005"}, "total"), ({"units": -1}, "units"), ({"campaign": "Nothing"}, "campaign"),
     ({"first_day": "2025-02-02", "last_day": "2025-02-01"}, "non_field_errors"),
     ({"paid_on": "2025-02-01"}, "non_field_errors"), ({"status": "paid", "paid_on": "2100-01-01"}, "paid_on"),
     ({"influencer": "1", "total": "1"}, "non_field_errors")],
)  # fmt: skip
def test_a_wrong_payout_is_refused_by_name(payout_admin_client: Client, wrong: dict[str, Any], named: str) -> None:
    response = payout_admin_client.post("/api/v1/payouts/", PAYOUT | wrong, content_type="application/json")
    assert (response.status_code, list(response.json())) == (400, [named])
    assert Payout.objects.count() == 4


def test_the_schema_validates_without_a_warning(tmp_path: Any) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml"))


def test_text_that_a_spreadsheet_would_run_is_harmless(viewer_client: Client) -> None:
    event(influencer("=cmd()", category="+1+1"))
    in_step()
    answer = viewer_client.get("/api/v1/performance/?group_by=influencer,category&format=csv&category=%2B1%2B1")
    line = b"".join(answer.streaming_content).decode().splitlines()[1]  # type: ignore[attr-defined]
    assert line.startswith("'=cmd(),'+1+1,")


@pytest.mark.parametrize("ordering", ["influencer", "-influencer"])
def test_codes_are_ordered_as_text_whatever_they_look_like(viewer_client: Client, ordering: str) -> None:
    for code in ("INF_001", "nan", "10"):
        event(influencer(code))
    in_step()
    rows = viewer_client.get(f"/api/v1/performance/?group_by=influencer&ordering={ordering}").json()["results"]
    ordered = ["1", "2", "3", "4", "10", "nan", "INF_001"]
    assert [row["influencer"] for row in rows] == (ordered if ordering == "influencer" else ordered[::-1])


def test_a_name_that_no_database_can_hold_is_refused(payout_admin_client: Client) -> None:
    answer = payout_admin_client.post(
        "/api/v1/payouts/", PAYOUT | {"influencer": "4\0"}, content_type="application/json"
    )
    assert (answer.status_code, list(answer.json())) == (400, ["influencer"])
