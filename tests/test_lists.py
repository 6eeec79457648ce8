"""Lists of the API: every row once on the way there and back, and the same rows as a file."""

import csv
import re
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.models import TrackingEvent
from campaigns.querysets import PLATFORM
from healthkart.downloads import strands
from influencers.models import Influencer
from tests.worlds import campaign, event, in_step, influencer, payout, post, product, small_world

LISTS = ("influencers", "posts", "tracking-events", "payouts", "payout-lines", "campaigns", "brands", "products")
FILTERS = [
    "", "product=Oats", "brand=Gritzo", "brand=Gritzo&brand=MuscleBlaze", "category=Food", "influencer=b",
    "influencer=a&influencer=b", "campaign=Spring&category=Fitness",
    "campaign=Spring&campaign=Gritzo_Campaign_Jan_2025", "date_from=2025-01-02&date_to=2025-01-03",
    "brand=Gritzo&category=Fitness&date_to=2025-01-03", "platform=YouTube",
]  # fmt: skip


@pytest.fixture
def crowded_days(db: None) -> None:
    """Forty rows on four days, in no order."""
    people = [influencer("a"), influencer("b", category="Food", platform="YouTube"), None]
    things = [product(), product("Gritzo", "Bar"), product("MuscleBlaze", "Whey")]
    for number in range(40):
        event(
            people[number % 5 % 3], number * 7 % 4, number, product=things[number % 7 % 3],
            campaign=campaign("Spring") if number % 3 else campaign(),
            source="website" if number % 5 % 3 < 2 else "organic",
        )  # fmt: skip
    in_step()


def pages(client: Client, address: str, way: str = "next") -> list[dict[str, Any]]:
    """The pages from this one on."""
    found = []
    while address:
        found.append(client.get(address).json())
        address = found[-1][way]
    return found


@pytest.mark.parametrize("most", [0, 25])
@pytest.mark.parametrize("query", FILTERS)
def test_pages_hold_every_row_once_newest_day_first(
    viewer_client: Client, crowded_days: None, monkeypatch: pytest.MonkeyPatch, query: str, most: int
) -> None:
    monkeypatch.setattr(strands, "MOST", most)
    (whole,) = pages(viewer_client, f"/api/v1/tracking-events/?{query}")
    rows = whole["results"]
    assert rows == sorted(rows, key=lambda row: (row["date"], row["id"]), reverse=True)
    assert len({row["id"] for row in rows}) == len(rows) > 3
    asked = [pair.split("=") for pair in query.split("&") if pair and not pair.startswith(("date", "category"))]
    for name in {name for name, _ in asked}:
        assert {row[name] for row in rows} <= {value for other, value in asked if other == name}
    there = pages(viewer_client, f"/api/v1/tracking-events/?{query}&page_size=3")
    assert [row for page in there for row in page["results"]] == rows
    back = pages(viewer_client, there[-1]["previous"], "previous")
    assert [page["results"] for page in back] == [page["results"] for page in there[-2::-1]]


def test_filters_that_share_nothing_leave_nothing(viewer_client: Client, crowded_days: None) -> None:
    answer = viewer_client.get("/api/v1/tracking-events/?influencer=a&category=Food").json()
    assert answer == {"next": None, "previous": None, "results": []}


@pytest.mark.parametrize(
    "position",
    ["2025-01-01", "1", "2025-01-01 x", "soon 1", "2025-01-01 1 1", "2025-01-01 " + "9" * 19, "2025-02-30 1"],
)
def test_a_made_up_cursor_is_refused(viewer_client: Client, crowded_days: None, position: str) -> None:
    cursor = quote(b64encode(urlencode({"p": position}).encode()).decode())
    answer = viewer_client.get(f"/api/v1/tracking-events/?cursor={cursor}")
    assert (answer.status_code, list(answer.json())) == (400, ["cursor"])


def as_file(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(b"".join(answer.streaming_content).decode().splitlines()))  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", LISTS)
def test_a_file_has_the_rows_and_the_numbers_of_the_pages(viewer_client: Client, name: str) -> None:
    small_world()
    event(influencer("9", category=""), revenue=1234.5, campaign=None)
    event(None, 3, source="organic")
    in_step()
    rows = viewer_client.get(f"/api/v1/{name}/").json()["results"]
    assert as_file(viewer_client, f"/api/v1/{name}/?format=csv") == [
        {key: "" if value is None else str(value) for key, value in row.items()} for row in rows
    ]


@pytest.mark.parametrize("query", FILTERS)
def test_a_file_is_filtered_and_in_order(viewer_client: Client, crowded_days: None, query: str) -> None:
    rows = viewer_client.get(f"/api/v1/tracking-events/?{query}").json()["results"]
    written = as_file(viewer_client, f"/api/v1/tracking-events/?format=csv&{query}")
    assert [row["id"] for row in written] == [str(row["id"]) for row in rows]


@pytest.mark.parametrize("name", LISTS)
def test_a_row_of_a_list_is_the_row_by_itself(viewer_client: Client, name: str) -> None:
    """The one is written from columns, the other from an object."""
    small_world()
    for row in viewer_client.get(f"/api/v1/{name}/").json()["results"]:
        assert viewer_client.get(f"/api/v1/{name}/{row['id']}/").json() == row


def test_the_database_works_out_the_platform_as_a_row_does(db: None) -> None:
    small_world()
    event(influencer("8", platform="YouTube"), source="website")
    event(influencer("9", platform=""), source="Twitter")
    for row in TrackingEvent.objects.annotate(worked_out=PLATFORM).select_related("influencer"):
        assert row.worked_out == row.platform  # type: ignore[attr-defined]


def test_text_in_a_file_is_harmless_in_a_spreadsheet(viewer_client: Client) -> None:
    event(influencer("=cmd()"), user_id="+1+1", source="@website", revenue=5)
    in_step()
    (row,) = as_file(viewer_client, "/api/v1/tracking-events/?format=csv")
    assert (row["influencer"], row["user_id"], row["source"], row["revenue"]) == (
        "'=cmd()",
        "'+1+1",
        "'@website",
        "5.00",
    )


@pytest.mark.parametrize(
    ("query", "named"),
    [("format=xml", "format"), ("format=csv&format=csv", "format"), ("format=csv&page_size=10", "page_size"),
     ("format=csv&cursor=zz", "cursor"), ("format=csv&brand=Nobody", "brand"), ("format=csv&zz=1", "zz")],
)  # fmt: skip
def test_a_file_that_cannot_be_is_refused_by_name(viewer_client: Client, query: str, named: str) -> None:
    small_world()
    answer = viewer_client.get(f"/api/v1/tracking-events/?{query}")
    assert (answer.status_code, list(answer.json())) == (400, [named])


@pytest.mark.django_db(transaction=True)
def test_a_download_that_is_broken_off_leaves_nothing_open(viewer_client: Client) -> None:
    someone = influencer()
    for number in range(3):
        post(someone, number)
    payout(someone, 10)
    in_step()
    answer = viewer_client.get("/api/v1/posts/?format=csv")
    lines = iter(answer.streaming_content)  # type: ignore[attr-defined]
    next(lines), next(lines)
    answer.close()
    post(someone, 9)
    assert len(viewer_client.get("/api/v1/posts/").json()["results"]) == 4


def test_a_file_takes_a_few_questions(
    viewer_client: Client, crowded_days: None, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(7):  # session, user, names of campaigns, influencers, brands and products, rows
        as_file(viewer_client, "/api/v1/tracking-events/?format=csv")


def plan(client: Client, address: str) -> str:
    """What SQLite says of how it finds the keys of a page."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    (keys,) = (query["sql"] for query in asked.captured_queries if query["sql"].endswith("LIMIT 101"))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {keys}")
        return "\n".join(row[3] for row in cursor.fetchall())


on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="of SQLite's planner")


@on_sqlite
@pytest.mark.parametrize("query", ["", "&category=Fitness", "&influencer=a", "&platform=YouTube", "&basis=post"])
@pytest.mark.parametrize(
    ("filter", "index"), [("campaign=Rare", "payout_line_by_campaign"), ("product=Bar", "payout_line_by_product")]
)
def test_lines_of_a_rare_campaign_or_product_are_found_without_reading_all_days(
    viewer_client: Client, crowded_days: None, filter: str, index: str, query: str
) -> None:
    payout(Influencer.objects.get(code="a"), 100, campaign=campaign("Rare"))
    payout(Influencer.objects.get(code="b"), 100, "order")
    in_step()
    for address in (f"/api/v1/payout-lines/?{filter}{query}", f"/rows/payout/?{filter}{query}"):
        found = plan(viewer_client, address)
        read = {index} if "influencer" not in query else {index, "payouts_payoutline_payout_id"}
        assert {name for name in read if name in found}
        assert "SCAN payouts_payoutline" not in found
        assert "payout_line_by_day" not in found


@on_sqlite
@pytest.mark.parametrize("query", ["brand=Gritzo", "category=Food", "category=Food&brand=Gritzo", "campaign=Spring"])
def test_rows_of_many_ids_are_read_between_their_first_and_last_day(
    viewer_client: Client, crowded_days: None, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(strands, "MOST", 0)
    for day in (-400, 400):
        event(influencer(f"other {day}", category="Beauty"), day, product=product("Unbranded", "Box"), campaign=None)
    in_step()
    (page,) = pages(viewer_client, f"/api/v1/tracking-events/?{query}")
    monkeypatch.undo()
    assert page == pages(viewer_client, f"/api/v1/tracking-events/?{query}")[0]
    monkeypatch.setattr(strands, "MOST", 0)
    found = plan(viewer_client, f"/api/v1/tracking-events/?{query}")
    assert found.startswith("SEARCH campaigns_trackingevent USING INDEX event_by_day (date>? AND date<?)")
    assert "B-TREE" not in found


OF_ONE = [
    ("tracking-events/?campaign=Spring", "event_by_campaign"),
    ("tracking-events/?product=Oats", "event_by_product"),
    ("posts/?campaign=Spring", "post_by_campaign"),
    ("posts/?product=Oats", "post_by_product"),
]


@on_sqlite
@pytest.mark.parametrize(("address", "index"), OF_ONE)
def test_rows_of_one_campaign_or_product_are_read_along_its_index(
    viewer_client: Client, crowded_days: None, address: str, index: str
) -> None:
    found = plan(viewer_client, f"/api/v1/{address}")
    assert index in found
    assert "B-TREE" not in found


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of Postgres's indexes: those of SQLite end with the id")
@pytest.mark.parametrize("index", [index for _, index in OF_ONE])
def test_the_index_of_a_campaign_or_product_holds_the_order_of_its_list(db: None, index: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [index])
        (definition,) = cursor.fetchone()
    assert definition.endswith(f"({index.split('_')[-1]}_id, date, id)")


# Unknown is what has none.

OF_PEOPLE = ("influencer_type", "category", "gender", "basis")
UNKNOWN_IN = {
    "tracking-events": ("product", "campaign", "platform", *OF_PEOPLE),
    "posts": ("brand", "product", "campaign", "platform", *OF_PEOPLE),
    "payout-lines": ("brand", "product", "campaign", "platform", "influencer_type", "category", "gender"),
    "payouts": ("campaign", "influencer_type", "category", "gender"),
    "influencers": ("platform", *OF_PEOPLE),
    "campaigns": ("brand",),
    "products": ("product",),
}
NAMED = {"brand": "Gritzo", "product": "Oats", "campaign": "Spring", "platform": "YouTube", "category": "Fitness",
         "influencer_type": "Micro", "gender": "Female", "basis": "post"}  # fmt: skip


@pytest.fixture
def little_known(db: None) -> None:
    """Rows that lack what they may."""
    nobody_knows = {"category": "", "platform": "", "follower_count": None, "gender": "Unknown"}
    people = [influencer("a"), influencer("b", **nobody_knows), influencer("d"), None]
    things = [product(), product("Gritzo", ""), product("MuscleBlaze", "Whey")]
    for number in range(24):
        by = people[number % 4]
        event(
            by, number * 7 % 5, number, product=things[number % 7 % 3],
            campaign=[campaign("Spring"), campaign(), None][number % 5 % 3],
            source=["YouTube", "website"][number % 3 % 2] if by else "organic",
        )  # fmt: skip
        if by:
            post(by, number % 5, ["Gritzo Oats", "Gritzo", "hello"][number % 3], campaign=None)
    payout(people[0], 100), payout(people[1], 50, "order"), payout(influencer("c", category=""), 20)
    payout(people[0], 100, campaign=campaign("Spring"))
    in_step()


@pytest.mark.parametrize("most", [0, 25])
@pytest.mark.parametrize("name", UNKNOWN_IN)
def test_unknown_is_a_filter_like_any_other(
    viewer_client: Client, little_known: None, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    """By itself, and beside a name: what passes is what the rows say."""
    monkeypatch.setattr(strands, "MOST", most)
    (whole,) = pages(viewer_client, f"/api/v1/{name}/")
    people = {row["code"]: row for row in viewer_client.get("/api/v1/influencers/").json()["results"]}

    def value(row: dict[str, Any], dimension: str) -> Any:
        if name != "influencers" and dimension in OF_PEOPLE:
            return people[row["influencer"]][dimension] if row["influencer"] else "nobody's"
        return row["name" if name == "products" else dimension]

    for dimension in UNKNOWN_IN[name]:
        for asked in (["Unknown"], ["Unknown", NAMED[dimension]]):
            query = urlencode({dimension: asked}, doseq=True)
            expected = [row for row in whole["results"] if (value(row, dimension) or "Unknown") in asked]
            there = pages(viewer_client, f"/api/v1/{name}/?{query}&page_size=5")
            assert [row for page in there for row in page["results"]] == expected, query
            written = as_file(viewer_client, f"/api/v1/{name}/?format=csv&{query}")
            assert [row["id"] for row in written] == [str(row["id"]) for row in expected]
            assert 0 < len(expected) < len(whole["results"]) or len(asked) == 2, query


@on_sqlite
@pytest.mark.parametrize(
    ("address", "index"),
    [("/api/v1/tracking-events/?campaign=Unknown", "event_by_campaign"),
     ("/api/v1/tracking-events/?campaign=Unknown&category=Fitness", "event_by_campaign"),
     ("/api/v1/tracking-events/?product=Unknown", "event_by_product"),
     ("/api/v1/tracking-events/?platform=Unknown", "event_by_day"),
     ("/rows/orders/?platform=Unknown", "event_by_influencer"),
     ("/api/v1/posts/?campaign=Unknown", "post_by_campaign"),
     ("/api/v1/payout-lines/?product=Unknown", "payout_line_by_product")],
)  # fmt: skip
def test_rows_of_what_is_not_known_are_read_along_an_index(
    viewer_client: Client, little_known: None, address: str, index: str
) -> None:
    """And along no other: of a part that every row has none is looked for."""
    found = plan(viewer_client, address)
    assert set(re.findall(r"INDEX (\w+_by_\w+)", found)) == {index}
