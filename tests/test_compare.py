"""Dates by name and comparison, on pages and in the API: the same numbers, said in words where there are none."""

import csv
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from healthkart.analytics.kept import kept_pages
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import current_labels
from healthkart.analytics.reading import Reading
from healthkart.analytics.scope import Scope
from tests.worlds import event, in_step, influencer, small_world

pytestmark = pytest.mark.django_db

PATHS = ("/campaigns/", "/influencers/", "/payouts/")
# Asha sold 600 and Bala 900 in these days; 400 and 500 in those before, which begin on the same weekday.
PERIOD = "date_from=2025-01-12&date_to=2025-01-20"
BEFORE = "date_from=2024-12-29&date_to=2025-01-06"
BEFORE_IN_WORDS = "29 Dec 2024 – 6 Jan 2025"


@pytest.fixture(autouse=True)
def world(db: None) -> None:
    """The small world, and a sale on 3 December with which the data begin."""
    small_world()
    event(influencer("8"), date=date(2024, 12, 3), revenue=10)
    in_step()


def groups(client: Client, query: str, group_by: str) -> dict[str | None, dict[str, Any]]:
    rows = client.get(f"/api/v1/performance/?group_by={group_by}&{query}").json()["results"]
    return {row[group_by]: row for row in rows}


@pytest.mark.parametrize("filters", ["", "&category=Fitness", "&campaign=Gritzo_Campaign_Jan_2025", "&gender=F"])
@pytest.mark.parametrize("path", PATHS)
def test_a_change_on_a_page_is_the_difference_of_two_answers_of_the_api(
    viewer_client: Client, path: str, filters: str
) -> None:
    cards = viewer_client.get(f"{path}?{PERIOD}&compare=previous{filters}").context["page"].cards
    now, before = (viewer_client.get(f"/api/v1/summary/?{days}{filters}").json()["totals"] for days in (PERIOD, BEFORE))
    assert len(cards) == 4
    for card in cards:
        value, base = (paise(card.kpi, totals[card.kpi.name]) for totals in (now, before))
        assert card.change.against == BEFORE_IN_WORDS
        if value is None or base is None:
            assert card.change.difference is None
        else:
            assert card.change.difference == pytest.approx(value - base, abs=0.011)


def paise(kpi: Any, value: Any) -> float | None:
    return None if value is None else float(value) * (100 if kpi.unit == "rupees" else 1)


def test_what_the_revenue_card_says(viewer_client: Client) -> None:
    page = " ".join(viewer_client.get(f"/campaigns/?{PERIOD}&compare=previous").content.decode().split())
    assert f'66.7 % (+₹600)</span>, better <span class="change-base" title="₹900 in {BEFORE_IN_WORDS}">' in page
    assert f"against {BEFORE_IN_WORDS}</span>" in page


@pytest.mark.parametrize(
    ("path", "table", "key"), [("/campaigns/", "campaigns", "campaign"), ("/payouts/", "influencers", "influencer")]
)
def test_the_changes_of_a_table_are_those_of_the_api_and_of_the_file(
    viewer_client: Client, path: str, table: str, key: str
) -> None:
    page = viewer_client.get(f"{path}?{PERIOD}&compare=previous").context["page"]
    shown = getattr(page, table)
    names = [column.name for column in shown.columns]
    assert {"revenue_change", "payout_change", "roas_change"} < set(names)
    now, before = (groups(viewer_client, days, key) for days in (PERIOD, BEFORE))
    compared = groups(viewer_client, f"{PERIOD}&compare=previous", key)
    file = viewer_client.get(f"{path}?{PERIOD}&compare=previous&table={table}&format=csv")
    lines = b"".join(file.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    in_file = {row[key].rpartition("#")[2]: row for row in csv.DictReader(lines)}
    assert list(compared) == list(now)
    for row, name in zip(shown.rows, compared, strict=True):
        for kpi in ("revenue", "payout", "roas"):
            change = row[names.index(f"{kpi}_change")].value
            base = float(before[name][kpi] or 0) if name in before else 0
            known = now[name][kpi] is not None and base > 0
            assert change == (pytest.approx(float(now[name][kpi]) / base - 1) if known else None)
            assert compared[name][f"{kpi}_change"] == change
            assert in_file[name or ""][f"{kpi}_change"] == ("" if change is None else str(change))
    assert shown.totals[names.index("revenue_change")].value == pytest.approx(1500 / 900 - 1)


@pytest.mark.parametrize(("compare", "revenue"), [("previous", 10_00), ("year", 70_00)])
@pytest.mark.parametrize("interval", ["day", "week", "month"])
def test_the_compared_line_adds_up_to_the_compared_total(compare: Any, revenue: int, interval: Any) -> None:
    event(influencer("7"), date=date(2024, 1, 30), revenue=70)
    in_step()
    days = {"date_from": date(2025, 1, 6), "date_to": date(2025, 2, 4)}
    reading = Reading.of(Scope(**days, compare=compare, interval=interval), current_labels())  # type: ignore[arg-type]
    assert reading.base is not None
    assert reading.compared is not None
    assert reading.base.total.revenue == revenue
    assert Sums.total(reading.compared.sums.values()) == reading.base.total
    assert {day for (day,) in reading.compared.sums} <= set(reading.days)


def test_the_compared_line_and_its_column_are_named(viewer_client: Client) -> None:
    trend = viewer_client.get(f"/campaigns/?{PERIOD}&compare=previous").context["page"].trend
    before, revenue, orders_before, orders = trend.figure["data"]
    assert (before["name"], before["line"]["dash"]) == (BEFORE_IN_WORDS, "dash")
    assert before["line"]["color"] == revenue["line"]["color"]
    assert before["y"] == [0, 0, 0, 0, 0, 0, 0, 400.0, 500.0]
    assert revenue["y"] == [600.0, 0, 0, 0, 0, 0, 0, 0, 900.0]
    assert (orders_before["y"][-2:], orders["y"][-1]) == ([2, 5], 2)
    assert trend.figure["layout"]["annotations"][0]["text"] == f"Revenue (dashed: {BEFORE_IN_WORDS})"
    assert [column.label for column in trend.table.columns] == [
        "Day", "Revenue", f"Revenue, {BEFORE_IN_WORDS}", "Orders", f"Orders, {BEFORE_IN_WORDS}"
    ]  # fmt: skip
    assert [each.value for each in trend.table.rows[-1]] == [date(2025, 1, 20), 900_00, 500_00, 2, 5]


def test_days_before_the_data_are_not_known(viewer_client: Client) -> None:
    page = viewer_client.get("/campaigns/?date_from=2024-12-19&date_to=2025-01-08&compare=previous").context["page"]
    assert page.trend.figure["data"][0]["y"][:7] == [None, None, None, None, None, 10.0, 0]
    assert [notice.text for notice in page.notices] == [
        "Compared with 28 Nov – 18 Dec 2024, of which the data hold only the days from 3 Dec 2024."
    ]


@pytest.mark.parametrize("path", PATHS)
def test_all_days_have_nothing_to_be_compared_with_and_the_page_says_so(viewer_client: Client, path: str) -> None:
    response = viewer_client.get(f"{path}?compare=previous")
    plain = viewer_client.get(path).context["page"].cards
    assert "Nothing comes before all days: choose dates to compare them." in response.content.decode()
    assert response.context["page"].cards == plain
    assert [card.change for card in plain] == [None] * 4
    assert [(chip.value, chip.without) for chip in response.context["chips"]] == [("previous period", "")]


def test_the_comparison_is_a_chip_that_can_be_removed(viewer_client: Client) -> None:
    chips = viewer_client.get(f"/campaigns/?{PERIOD}&compare=previous").context["chips"]
    assert [(chip.label, chip.value, chip.without) for chip in chips][-1] == ("Compare with", BEFORE_IN_WORDS, PERIOD)
    assert len(chips) == 3


@pytest.mark.parametrize("path", [*PATHS, "/api/v1/summary/?", "/api/v1/performance/?group_by=brand"])
@pytest.mark.parametrize("query", ["compare=yesterday", "compare=year&compare=previous", "comparison=year"])
def test_a_misspelt_comparison_is_refused_by_name(viewer_client: Client, path: str, query: str) -> None:
    response = viewer_client.get(f"{path}{'&' if '?' in path else '?'}{query}")
    assert response.status_code == 400
    named = list(response.json()) if path.startswith("/api/") else list(response.context["complaints"])
    assert named == [query.partition("=")[0]]


def test_the_api_says_what_it_compares_with(viewer_client: Client) -> None:
    summary = viewer_client.get(f"/api/v1/summary/?{PERIOD}&compare=previous").json()
    before = viewer_client.get(f"/api/v1/summary/?{BEFORE}").json()
    assert summary["scope"]["compare"] == "previous"
    assert summary["compared_with"] == {
        "date_from": "2024-12-29", "date_to": "2025-01-06", "totals": before["totals"]
    }  # fmt: skip
    assert before["compared_with"] is None
    assert viewer_client.get("/api/v1/summary/?compare=year").json()["compared_with"] is None
    assert [key for row in groups(viewer_client, PERIOD, "campaign").values() for key in row if "change" in key] == []


def test_the_api_orders_by_change_and_matches_days(viewer_client: Client) -> None:
    rows = groups(viewer_client, f"{PERIOD}&compare=previous&ordering=-revenue_change", "influencer")
    assert [(name, row["revenue_change"]) for name, row in rows.items()] == [
        ("2", pytest.approx(0.8)), ("1", pytest.approx(0.5))
    ]  # fmt: skip
    by_day = groups(viewer_client, f"{PERIOD}&compare=previous", "day")
    assert {day: row["revenue_change"] for day, row in by_day.items()} == {
        "2025-01-12": None, "2025-01-20": pytest.approx(0.8)
    }  # fmt: skip


@pytest.mark.parametrize(("path", "queries"), [("/campaigns/", 7), ("/influencers/", 7), ("/payouts/", 6)])
def test_comparing_asks_once_more_for_the_groups_and_once_more_over_time(
    viewer_client: Client, django_assert_num_queries: Callable[[int], Any], path: str, queries: int
) -> None:
    viewer_client.get(path)  # the names behind the ids are read once for each version of the data
    with django_assert_num_queries(queries):
        viewer_client.get(f"{path}?{PERIOD}&compare=previous")
    kept_pages().clear()
    for uncompared in (PERIOD, "compare=year"):
        with django_assert_num_queries(5):
            viewer_client.get(f"{path}?{uncompared}")


def test_a_sparkline_is_the_course_of_its_card(viewer_client: Client) -> None:
    response = viewer_client.get(f"/campaigns/?{PERIOD}")
    revenue = response.context["page"].cards[0]
    assert revenue.sparkline == "M0 10L15 26L30 26L45 26L60 26L75 26L90 26L105 26L120 2"
    assert response.content.decode().count('<svg class="sparkline"') == 3  # payout on one day: ROAS has no course


def test_a_sparkline_leaves_out_weeks_that_are_not_whole(viewer_client: Client) -> None:
    """From Saturday 4 January to Tuesday 4 February there are four whole weeks."""
    page = viewer_client.get("/campaigns/?date_from=2025-01-04&date_to=2025-02-04&interval=week").context["page"]
    assert len(page.trend.table.rows) == 6
    assert page.cards[1].sparkline == "M0 2L40 26L80 18L120 22"  # 6, 0, 2 and 1 orders


def test_what_is_not_over_is_marked(viewer_client: Client) -> None:
    page = viewer_client.get("/campaigns/?date_from=2025-01-01&date_to=2025-02-28&interval=week").context["page"]
    assert [notice.text for notice in page.notices] == [
        "This period is incomplete: it ends on 28 Feb 2025, the data on 4 Feb 2025."
    ]
    assert page.trend.subtitle == "By week, from Monday. The last week is incomplete: it holds the days to 4 Feb 2025."
    revenue, ring = page.trend.figure["data"][:2]
    assert revenue["text"][-1] == "₹0, incomplete"
    assert (ring["x"], ring["y"]) == (["2025-02-03"], [0])
    whole = viewer_client.get("/campaigns/?date_from=2025-01-06&date_to=2025-02-02&interval=week").context["page"]
    assert (whole.notices, whole.trend.subtitle, len(whole.trend.figure["data"])) == ((), "By week, from Monday.", 2)


def test_presets_keep_the_other_filters_and_mark_what_is_shown(viewer_client: Client) -> None:
    response = viewer_client.get("/campaigns/?brand=Gritzo&date_from=2025-01-01&date_to=2025-01-31&compare=year")
    dates = response.context["dates"]
    assert dates.name == "Last month"
    assert {
        link.preset.label: link.query for link in dates.presets if link.preset.label in ("Last 7 days", "All days")
    } == {
        "Last 7 days": "brand=Gritzo&date_from=2025-01-29&date_to=2025-02-04&compare=year",
        "All days": "brand=Gritzo&compare=year",
    }
    marked = re.findall(r'data-from="(.*?)" data-to="(.*?)"\s+aria-current="true"', response.content.decode())
    assert marked == [("2025-01-01", "2025-01-31")]


def test_the_dates_have_a_name(viewer_client: Client) -> None:
    def name(query: str) -> str:
        response = viewer_client.get(f"/campaigns/?{query}")
        found: str = response.context["dates"].name
        assert f"<span data-dates>{found}</span>" in response.content.decode()
        return found

    assert name("") == "All days"
    assert name("date_from=2025-01-02") == "From 2 Jan 2025"
    assert name("date_to=2025-01-31") == "To 31 Jan 2025"
    assert name("date_from=2025-01-02&date_to=2025-01-31") == "2–31 Jan 2025"
    assert name("date_from=2025-01-29&date_to=2025-02-04") == "Last 7 days"


def test_influencers_sort_by_change(viewer_client: Client) -> None:
    page = viewer_client.get(f"/payouts/?{PERIOD}&compare=previous&sort=revenue_change").context["page"]
    assert [row[0].value for row in page.influencers.rows] == ["Asha Rao #1", "Bala Iyer #2"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "query", ["date_from=0001-01-01&date_to=9999-12-31", "date_from=2090-01-01", "date_to=0001-01-02"]
)
@pytest.mark.parametrize("compare", ["previous", "year"])
def test_no_days_are_too_far_to_compare(viewer_client: Client, path: str, query: str, compare: str) -> None:
    assert viewer_client.get(f"{path}?{query}&compare={compare}").status_code == 200
