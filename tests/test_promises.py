"""The promises of the design: what adds up, what agrees, what is refused."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db.models import Count, Sum
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from campaigns.models import TrackingEvent
from healthkart.analytics import proof, results, rollups
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import current_labels
from healthkart.analytics.performance import baseline, performance
from healthkart.analytics.scope import DIMENSION, DIMENSIONS, Scope
from healthkart.analytics.stale import Stale
from healthkart.dashboard.kept import kept_pages
from healthkart.names import name_of
from influencers.models import Influencer, Post
from payouts.models import Payout, PayoutLine
from tests.worlds import DAY, campaign, event, in_step, influencer, payout, post, product, small_world

QUERIES = [
    {},
    {"brand": "Gritzo"},
    {"brand": ["Gritzo", "MuscleBlaze"], "date_from": "2025-01-06", "date_to": "2025-02-03"},
    {"gender": "F", "platform": "Instagram"},
    {"campaign": "Gritzo_Campaign_Jan_2025"},
    {"category": "Beauty", "influencer_type": "Celebrity"},
    {"product": "Whey", "basis": "order"},
    {"influencer": "2"},
    {"influencer_type": "Macro"},
    {"campaign": "Unknown"},
    {"campaign": ["Unknown", "Gritzo_Campaign_Jan_2025"], "brand": ["Gritzo", "Unknown"]},
    {"brand": "MuscleBlaze", "product": "Unknown", "platform": "Unknown"},
    {"basis": "Unknown", "influencer_type": "Unknown"},
    {"category": "Unknown"},
]


def address(path: str, query: dict[str, Any]) -> str:
    return f"{path}?{urlencode(query, doseq=True)}"


# 1 and 3. Everything adds up, for every grouping and under every filter, in worlds nobody thought of.

names = st.sampled_from
worlds = st.fixed_dictionaries(
    {
        "people": st.lists(
            st.tuples(names(["Fitness", "Food", ""]), names(["Female", "Male", "Unknown"]),
                      st.none() | names([500, 20_000, 700_000]), names(["Instagram", "YouTube", ""])),
            min_size=1, max_size=3,
        ),
        "events": st.lists(
            st.tuples(st.none() | st.integers(0, 2), st.integers(0, 70), st.integers(0, 3), st.integers(0, 99_999),
                      names([None, "Gritzo_Jan_2025", "Spring"]), names([("Gritzo", "Oats"), ("Unbranded", "Box")]),
                      names(["Twitter", "website"])),
            max_size=8,
        ),
        "posts": st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, 70), names(["Gritzo Oats", "Gritzo", "hello"])), max_size=6
        ),
        "payouts": st.lists(
            st.tuples(st.integers(0, 2), names(["post", "order"]), st.integers(0, 99_999),
                      names([None, "Gritzo_Jan_2025", "Spring"]), st.none() | st.integers(0, 70)),
            max_size=4,
        ),
    }
)  # fmt: skip


def build(world: dict[str, Any]) -> None:
    people = [
        influencer(str(number), category=category, gender=gender, follower_count=followers, platform=platform)
        for number, (category, gender, followers, platform) in enumerate(world["people"])
    ]
    for who, day, orders, paise, in_campaign, of_product, source in world["events"]:
        by = None if who is None else people[who % len(people)]
        event(by, day, orders, Decimal(paise) / 100, source=source if by else "organic", product=product(*of_product),
              brand_known_by=0, campaign=campaign(in_campaign) if in_campaign else None)  # fmt: skip
    for who, day, caption in world["posts"]:
        post(people[who % len(people)], day, caption)
    for who, basis, paise, in_campaign, last in world["payouts"]:
        payout(people[who % len(people)], Decimal(paise) / 100, basis,
               campaign=campaign(in_campaign) if in_campaign else None,
               last_day=None if last is None else DAY + timedelta(days=last))  # fmt: skip
    in_step()


def raw_totals() -> Sums:
    """The truth: plain sums over the raw rows."""
    sold = TrackingEvent.objects.filter(influencer__isnull=False).aggregate(r=Sum("revenue"), o=Sum("orders"))
    seen = Post.objects.aggregate(n=Count("pk"), r=Sum("reach"), l=Sum("likes"), c=Sum("comments"))
    paid = Payout.objects.aggregate(total=Sum("total"))["total"]
    in_paise = [int((amount or 0) * 100) for amount in (sold["r"], paid)]
    return Sums(in_paise[0], sold["o"] or 0, in_paise[1], seen["n"], seen["r"] or 0, seen["l"] or 0, seen["c"] or 0)


class TestEverythingAddsUp(TestCase):
    @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(worlds, st.data())
    def test_parts_add_up_to_the_whole(self, world: dict[str, Any], data: st.DataObject) -> None:
        build(world)
        assert proof.differences() == []
        for one in Payout.objects.all():
            assert sum(line.amount for line in one.lines.all()) == one.total
        labels = current_labels()
        whole = results.read(Scope(), labels, "influencer").total
        assert whole == raw_totals()

        possible = [name for name, values in labels.choices.items() if values]
        asked = data.draw(st.lists(st.sampled_from(possible), max_size=4, unique=True), "asked")
        scope = Scope(**{name: (data.draw(st.sampled_from(labels.choices[name]), name),) for name in asked})
        within = results.read(scope, labels, "influencer").total
        for name in DIMENSION:
            parts = results.read(scope, labels, name).by(name)
            assert Sums.total(parts.values()) == within
            if DIMENSION[name] in DIMENSIONS and name not in asked:
                # What a row leads to is the row, that of Unknown too.
                narrowed = {key: results.read(scope.but(**{name: (name_of(*key),)}), labels).total for key in parts}
                assert narrowed == parts
            table = results.read(scope, labels, name, "campaign")
            rows = performance(table, baseline(scope, table), name)
            assert Sums.total(row.sums for row in rows) == within

        # What a filter leaves out for want of something to compare is what it says.
        dropped = results.read_with_the_rest(scope, labels, "influencer").dropped
        if len(asked) == 1 and dropped:
            (name,) = dropped
            rows_without = results.read(Scope(), labels, name).by(name)
            lacking = PayoutLine.objects.count() and rows_without.get((None,), Sums()).payout
            assert dropped[name] == lacking

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(worlds)
    def test_what_changes_a_little_equals_what_is_built_anew(self, world: dict[str, Any]) -> None:
        """Results of some influencers brought in step are those of everything rebuilt."""
        build(world)
        Payout.objects.filter(influencer__code="0").delete()
        rollups.update(Stale.of(Influencer.objects.filter(code="0").values_list("pk", flat=True)))
        assert proof.differences() == []


# 2. A page, the API and an export of the same query string show the same numbers.


@pytest.mark.django_db
@pytest.mark.parametrize("query", QUERIES)
def test_page_api_and_export_agree(viewer_client: Client, query: dict[str, Any]) -> None:
    small_world()
    page = viewer_client.get(address("/payouts/", query)).context["page"]
    api = viewer_client.get(address("/api/v1/performance/", query | {"group_by": "influencer"})).json()
    summary = viewer_client.get(address("/api/v1/summary/", query)).json()
    names = [column.name for column in page.influencers.columns[1:-2]]
    from_api, from_page = (
        _records(viewer_client, address(path, query | which))
        for path, which in (
            ("/api/v1/performance/", {"group_by": "influencer", "format": "csv"}),
            ("/payouts/", {"table": "influencers", "format": "csv"}),
        )
    )
    assert [{key: None if cell == "" else cell for key, cell in row.items()} for row in from_api] == [
        {key: value if value is None else str(value) for key, value in row.items()} for row in api["results"]
    ]
    *groups, together = from_page
    assert [[row["influencer"].rpartition("#")[2], *(row[name] for name in names)] for row in groups] == [
        [row["influencer"], *(row[name] for name in names)] for row in from_api
    ]
    assert [[_paise(cell) for cell in row[1:-2]] for row in page.influencers.rows] == [
        [_paise_of(row, name) for name in names] for row in api["results"]
    ]
    totals = {name: value for name, value in summary["totals"].items() if name != "influencers"}
    assert api["totals"] == totals
    assert [_paise(cell) for cell in page.influencers.totals[1:-2]] == [_paise_of(totals, name) for name in names]
    assert [together[name] for name in names] == [
        "" if totals.get(name) is None else str(totals[name]) for name in names
    ]


def _records(client: Client, at: str) -> list[dict[str, str]]:
    file = client.get(at)
    return list(csv.DictReader(b"".join(file.streaming_content).decode().splitlines()))  # type: ignore[attr-defined]


def _paise(cell: Any) -> Any:
    return cell.value


def _paise_of(row: dict[str, Any], name: str) -> Any:
    value = row.get(name)
    return int(Decimal(value) * 100) if name in ("revenue", "payout") else value


# 4 and 6. Filters reach everything, and what cannot be understood is refused by name.


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/campaigns/", "/influencers/", "/payouts/", "/insights/", "/api/v1/summary/", "/api/v1/performance/"]
)
@pytest.mark.parametrize(
    ("query", "named"),
    [({"brnad": "Gritzo"}, "brnad"), ({"brand": "Nobody"}, "brand"), ({"date_from": "01/02/2025"}, "date_from"),
     ({"date_from": "2025-02-30"}, "date_from"), ({"date_from": "2025-02-02", "date_to": "2025-02-01"}, "date_to"),
     ({"interval": "year"}, "interval"), ({"influencer": "99"}, "influencer"), ({"gender": "Robot"}, "gender"),
     ({"interval": ["day", "week"]}, "interval"), ({"platform": "Orkut"}, "platform")],
)  # fmt: skip
def test_refused_by_name(viewer_client: Client, path: str, query: dict[str, Any], named: str) -> None:
    small_world()
    group_by = {"group_by": "brand"} if "performance" in path else {}
    response = viewer_client.get(address(path, query | group_by))
    assert response.status_code == 400
    if path.startswith("/api/"):
        assert list(response.json()) == [named]
    else:
        assert list(response.context["complaints"]) == [named]
        assert f">{named}<" in response.content.decode()


@pytest.mark.django_db
def test_an_empty_value_counts_as_absent(viewer_client: Client) -> None:
    small_world()
    plain, empty = (
        viewer_client.get(f"/api/v1/summary/{query}").json() for query in ("", "?brand=&date_from=&interval=&gender=")
    )
    assert plain == empty


@pytest.mark.django_db
def test_a_filter_takes_either_spelling(viewer_client: Client) -> None:
    small_world()
    event(influencer("9", platform="Twitter"), source="Twitter")
    in_step()
    answers = [
        viewer_client.get(f"/api/v1/summary/?{query}").json()["totals"]
        for query in ("gender=F", "gender=female", "gender=Female", "platform=X", "platform=Twitter")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert answers[3] == answers[4]
    assert answers[3]["orders"] == 1


# The number of questions does not grow with the number of rows.


@pytest.mark.django_db
@pytest.mark.parametrize("campaigns", [1, 3])
@pytest.mark.parametrize(
    ("query", "queries"),
    # session, user, version; results by influencer and what else, and by time; of all campaigns where filters name some
    [("", 5), ("campaign=Gritzo_0_Jan_2025", 6)],
)
@pytest.mark.parametrize("path", ["/campaigns/", "/influencers/", "/payouts/"])
def test_pages_ask_the_same_number_of_questions(
    viewer_client: Client,
    django_assert_num_queries: Callable[[int], Any],
    path: str,
    query: str,
    campaigns: int,
    queries: int,
) -> None:
    for number in range(campaigns):
        someone = influencer(str(number))
        event(someone, campaign=campaign(f"Gritzo_{number}_Jan_2025"))
        post(someone, 3)
        payout(someone, 100)
    in_step()
    address = f"{path}?{query}"
    viewer_client.get(address)  # the names behind the ids are read once for each version of the data
    with django_assert_num_queries(3):  # session, user, version: the page is kept
        viewer_client.get(address)
    kept_pages().clear()
    with django_assert_num_queries(5 if path == "/influencers/" else queries):  # which shows no incremental ROAS
        response = viewer_client.get(address)
    assert response.status_code == 200


def test_figures_are_plain_data(viewer_client: Client) -> None:
    """What is drawn is JSON already: no number that JSON does not know."""
    small_world()
    for path, charts in (
        ("/campaigns/", ("trend", "roas_by_category", "revenue_by_brand", "gender_distribution")),
        ("/influencers/", ("top", "orders_by_gender_and_category", "roas_by_gender_and_category",
                           "followers_and_revenue", "by_platform", "by_type", "engagement")),
        ("/payouts/", ("incremental_roas", "roi_by_category", "roas_against_payout", "by_basis_and_status")),
    ):  # fmt: skip
        page = viewer_client.get(path).context["page"]
        for chart in charts:
            json.dumps(getattr(page, chart).figure, allow_nan=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["date_to=9999-12-31&interval=week", "date_from=0001-01-01&date_to=9999-12-31&interval=day", "interval=day",
     "date_from=2090-01-01"],
)  # fmt: skip
def test_days_far_beyond_the_data_are_days_without_rows(viewer_client: Client, query: str) -> None:
    small_world()
    event(influencer("old"), 0, date=date(2001, 1, 1)) if query == "interval=day" else None
    in_step()
    for path in ("/campaigns/", "/influencers/", "/payouts/", "/insights/"):
        response = viewer_client.get(f"{path}?{query}")
        assert response.status_code == 200
        assert len(response.content) < 1_500_000


@pytest.mark.django_db
def test_every_filter_by_itself_answers(viewer_client: Client) -> None:
    small_world()
    for name, values in current_labels().choices.items():
        for value in values:
            for path in ("/campaigns/", "/influencers/", "/payouts/", "/insights/"):
                assert viewer_client.get(address(path, {name: value})).status_code == 200


@pytest.mark.django_db
def test_other_peoples_text_is_text(viewer_client: Client) -> None:
    """In HTML, and in figures, where Plotly would take some tags for markup."""
    event(influencer("<i>1</i>", name='<a href="https://evil.example">x</a></script>', category="<b>bold</b>"))
    in_step()
    for path in ("/campaigns/", "/influencers/", "/payouts/"):
        page = viewer_client.get(path).content.decode()
        assert '<a href="https://evil' not in page
        for figure in re.findall(r'<script id="figure-[^>]*>(.*?)</script>', page):
            assert "<b>" not in json.dumps({**json.loads(figure), "narrows": None})
        assert "<b>bold" not in page
        assert "bold" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("/campaigns/", "Campaigns"),
        ("/influencers/", "Influencers"),
        ("/payouts/", "ROI and payouts"),
        ("/insights/", "Insights"),
    ],
)
def test_a_page_marks_its_own_tab(viewer_client: Client, path: str, tab: str) -> None:
    page = viewer_client.get(path).content.decode()
    assert re.findall(r'aria-current="page">([^<]+)<', page) == [tab]
