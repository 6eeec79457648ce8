"""Dates by name and comparison, on pages and in the API: the same numbers, said in words where there are none."""

import csv
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from healthkart.analytics import results
from healthkart.analytics.compared import sums_before, with_sums_before
from healthkart.analytics.comparison import comparison
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import current_labels
from healthkart.analytics.performance import baseline, performance
from healthkart.analytics.scope import DIMENSION, Scope
from healthkart.dashboard.kept import kept_pages
from healthkart.dashboard.pages import DataTable
from healthkart.dashboard.reading import Reading
from influencers.models import Influencer
from tests.dashboard.test_files import book_of
from tests.worlds import campaign, event, in_step, influencer, payout, product, shared, small_world

pytestmark = pytest.mark.django_db

PATHS = ("/campaigns/", "/influencers/", "/payouts/")
# Asha sold 600 and Bala 900 in these days; 400 and 500 in those before, which begin on the same weekday.
PERIOD = "date_from=2025-01-12&date_to=2025-01-20"
BEFORE = "date_from=2024-12-29&date_to=2025-01-06"
BEFORE_IN_WORDS = "29 Dec 2024 – 6 Jan 2025"


def since_december() -> None:
    """The small world, and a sale on 3 December with which the data begin."""
    small_world()
    event(influencer("8"), date=date(2024, 12, 3), revenue=10)
    in_step()


world = shared(since_december)


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
    assert set(compared) == {*now, *before}
    nothing = {"revenue": 0, "payout": 0, "roas": None}
    for row, name in zip(shown.rows, compared, strict=True):
        for kpi in ("revenue", "payout", "roas"):
            change = row[names.index(f"{kpi}_change")].value
            value, base = now.get(name, nothing)[kpi], float(before.get(name, nothing)[kpi] or 0)
            known = value is not None and base > 0
            assert change == (pytest.approx(float(value) / base - 1) if known else None)
            assert compared[name][f"{kpi}_change"] == change
            assert in_file[name or ""][f"{kpi}_change"] == ("" if change is None else str(change))
    assert shown.totals[names.index("revenue_change")].value == pytest.approx(1500 / 900 - 1)


@pytest.mark.parametrize(("compare", "revenue"), [("previous", 10_00), ("year", 70_00)])
@pytest.mark.parametrize("interval", ["day", "week", "month"])
def test_the_compared_line_adds_up_to_the_compared_total(compare: Any, revenue: int, interval: Any) -> None:
    event(influencer("7"), date=date(2024, 1, 6), revenue=70)
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
    assert (before["name"], before["line"]["dash"]) == ("Revenue then", "dash")
    assert before["text"][-2:] == ["₹400 (5 Jan 2025)", "₹500 (6 Jan 2025)"]
    assert before["line"]["color"] == revenue["line"]["color"]
    assert before["y"] == [0, 0, 0, 0, 0, 0, 0, 400.0, 500.0]
    assert revenue["y"] == [600.0, 0, 0, 0, 0, 0, 0, 0, 900.0]
    assert (orders_before["y"][-2:], orders["y"][-1]) == ([2, 5], 2)
    assert trend.figure["layout"]["annotations"][0]["text"] == f"Revenue (dashed: {BEFORE_IN_WORDS})"
    assert [column.label for column in trend.table.columns] == [
        "Day", "Revenue", f"Revenue, {BEFORE_IN_WORDS}", "Orders", f"Orders, {BEFORE_IN_WORDS}"
    ]  # fmt: skip
    assert [each.value for each in trend.table.rows[-1]] == [date(2025, 1, 20), 900_00, 500_00, 2, 5]


@pytest.mark.parametrize("path", [*PATHS, "/insights/"])
def test_days_of_which_the_data_hold_a_part_are_not_compared_with(viewer_client: Client, path: str) -> None:
    response = viewer_client.get(f"{path}?date_from=2024-12-19&date_to=2025-01-08&compare=previous")
    page = response.context["page"]
    assert [card.change for card in page.cards] == [None] * 4
    (notice,) = page.notices
    assert notice.text.startswith("Not compared with 28 Nov – 18 Dec 2024: the data begin on 3 Dec 2024")


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
        "2025-01-12": None, "2025-01-19": -1, "2025-01-20": pytest.approx(0.8)
    }  # fmt: skip


# What had something before alone, and what a whole table adds up to.


def values(table: DataTable, *columns: str) -> dict[Any, list[Any]]:
    """What a table holds in its first column, and in these."""
    places = [[column.name for column in table.columns].index(name) for name in columns]
    return {row[0].value: [row[place].value for place in places] for row in (table.totals, *table.rows)}


def test_why_there_is_no_percentage_is_said_with_what_it_is_compared_with(viewer_client: Client) -> None:
    page = viewer_client.get(f"/brands/MuscleBlaze/?{PERIOD}&compare=previous").content.decode()
    said = f"against {BEFORE_IN_WORDS}; no percentage: ₹0 then</span>"
    assert said in " ".join(page.split())


def test_a_group_that_sold_before_alone_has_a_row_of_zeros(viewer_client: Client) -> None:
    page = viewer_client.get(f"/campaigns/?{PERIOD}&compare=previous").context["page"]
    of_brands = values(page.revenue_by_brand.table, "revenue", "revenue_change", "payout_change", "roas", "roas_change")
    assert of_brands == {
        "All": [1500_00, pytest.approx(1500 / 900 - 1), pytest.approx(100 / 150 - 1), 15, pytest.approx(1.5)],
        "MuscleBlaze": [1500_00, None, None, 15, None],
        "Gritzo": [0, -1, -1, None, None],
    }
    assert page.revenue_by_brand.figure["data"][0]["text"] == ["₹1,500"]
    assert page.revenue_by_brand.figure["narrows"]["keys"] == [[["MuscleBlaze"]]]
    assert page.revenue_by_brand.summary == "Highest: MuscleBlaze, ₹1,500."
    row = groups(viewer_client, f"{PERIOD}&compare=previous", "brand")["Gritzo"]
    assert (row["revenue"], row["orders"], row["roas"], row["engagement_rate"]) == ("0.00", 0, None, None)
    assert (row["revenue_change"], row["payout_change"], row["roas_change"]) == (-1, -1, None)
    campaigns = values(page.campaigns, "revenue", "revenue_change", "incremental_roas", "influencers")
    assert campaigns["Gritzo_Campaign_Jan_2025"] == [0, -1, None, 0]


@pytest.mark.parametrize("compare", ["previous", "year"])
@pytest.mark.parametrize("dimension", [*DIMENSION])
def test_the_compared_parts_add_up_to_the_compared_whole(dimension: str, compare: Any) -> None:
    event(influencer("7", category="Food"), date=date(2024, 1, 5), revenue=70, campaign=None, product=product("A", "B"))
    in_step()
    labels = current_labels()
    scope = Scope(date_from=date(2025, 1, 5), date_to=date(2025, 2, 4), compare=compare)
    against = comparison(scope, labels.first_day, labels.last_day)
    table, before = results.read(scope, labels, dimension, "campaign"), sums_before(against, labels, dimension)
    rows = with_sums_before(performance(table, baseline(scope, table), dimension), before)
    assert against is not None
    assert against.base is not None
    assert Sums.total(row.before or Sums() for row in rows) == results.read(against.base, labels).total != Sums()
    assert Sums.total(row.sums for row in rows) == table.total


def someone_gone() -> None:
    """An influencer with the most followers and a platform of its own, who sold in the days before alone."""
    event(
        influencer("9", follower_count=9_000_000, platform="Twitter", gender="Other"), 4, revenue=5000, source="Twitter"
    )
    in_step()


def test_who_is_gone_is_in_tables_and_in_no_ranking(viewer_client: Client) -> None:
    someone_gone()
    query = f"{PERIOD}&compare=previous"
    page = viewer_client.get(f"/influencers/?{query}&top_by=followers").context["page"]
    alone = viewer_client.get(f"/influencers/?{PERIOD}&top_by=followers").context["page"]
    assert [row[0].value for row in page.top.table.rows] == ["Asha Rao #1", "Bala Iyer #2"]
    for name in ("top", "followers_and_revenue", "by_platform", "by_type", "orders_by_gender_and_category"):
        now, before = getattr(page, name), getattr(alone, name)
        assert (now.summary, now.subtitle, now.figure) == (before.summary, before.subtitle, before.figure)
    assert values(page.by_platform.table, "influencers", "revenue_change")["Twitter"] == [0, -1]
    assert [card.influencers for card in page.cards] == [card.influencers for card in alone.cards] == [2] * 4
    overview = viewer_client.get(f"/campaigns/?{query}").context["page"].gender_distribution
    assert overview.summary == viewer_client.get(f"/campaigns/?{PERIOD}").context["page"].gender_distribution.summary
    assert values(overview.table, "influencers", "revenue_change")["Other"] == [0, -1]
    return_on_payout = viewer_client.get(f"/payouts/?{query}").context["page"]
    scores = values(return_on_payout.influencers, "performance_score")
    shown = viewer_client.get(f"/payouts/?{PERIOD}").context["page"]
    assert scores == values(shown.influencers, "performance_score") | {"Person 9 #9": [None]}
    assert [row[0].value for row in return_on_payout.poor.table.rows] == [row[0].value for row in shown.poor.table.rows]
    assert (return_on_payout.sorting.rows, return_on_payout.sorting.gone) == (2, 1)


def test_a_score_is_compared_with_that_among_the_same_peers_before(viewer_client: Client) -> None:
    """Three of one type and basis, whose order by ROAS is turned around; a fourth sold before alone."""
    for code, before, revenue in (("11", 300, 100), ("12", 200, 200), ("13", 100, 900), ("14", 500, 0)):
        someone = influencer(code, follower_count=300)
        event(someone, 4, revenue=before)
        if revenue:
            event(someone, 15, revenue=revenue)
        payout(someone, 60, "order")
    in_step()
    peers = "influencer_type=Nano&basis=order"
    page = viewer_client.get(f"/influencers/11/?{PERIOD}&compare=previous").context["page"]
    now, before = (groups(viewer_client, f"{days}&{peers}", "influencer")["11"] for days in (PERIOD, BEFORE))
    score = page.cards[5]
    assert (score.value, score.change.base) == (now["performance_score"], before["performance_score"])
    assert score.change.against == BEFORE_IN_WORDS
    assert {each.kpi.name: each.words for each in page.peers.standings}["roas"] == "4th of 4"
    assert page.peers.standings[0].link == f"/payouts/?{peers}&{PERIOD}&compare=previous&sort=-roas"
    html = viewer_client.get(f"/influencers/11/?{BEFORE}&compare=previous&category=Fitness").content.decode()
    assert "not known then: nothing to rank it by or among" in html


def test_an_incremental_roas_is_compared_with_that_against_the_campaigns_before(viewer_client: Client) -> None:
    someone = Influencer.objects.get(code="1")
    for name, before, revenue in (("A", 300, 100), ("B", 200, 600)):
        event(someone, 4, revenue=before, campaign=campaign(name))
        event(someone, 15, revenue=revenue, campaign=campaign(name))
    payout(someone, 200, "order")
    in_step()
    card = viewer_client.get(f"/campaigns/A/?{PERIOD}&compare=previous").context["page"].cards[5]
    now, before = (groups(viewer_client, days, "campaign")["A"]["incremental_roas"] for days in (PERIOD, BEFORE))
    assert (card.value, card.change.base) == (now, pytest.approx(before))
    assert card.change.verdict == "worse"
    gone = viewer_client.get(f"/campaigns/Gritzo_Campaign_Jan_2025/?{BEFORE}&compare=previous").context["page"].cards[5]
    assert gone.change.why_unknown == "not known then: nothing to divide by"


def test_payouts_by_basis_are_compared_on_the_page_in_the_api_and_in_the_file(viewer_client: Client) -> None:
    page = viewer_client.get(f"/payouts/?{PERIOD}&compare=previous").context["page"].by_basis_and_status
    now, before = (
        {
            row["basis"]: float(row["payout"])
            for row in viewer_client.get(f"/api/v1/payouts-by-basis/?{days}").json()["results"]
        }
        for days in (PERIOD, BEFORE)
    )
    assert (now, before) == ({"order": 100}, {"post": 100, "order": 50})
    assert values(page.table, "paid", "due", "payout", "payout_change") == {
        "All": [0, 100_00, 100_00, pytest.approx(100 / 150 - 1)],
        "Per post": [0, 0, 0, -1],
        "Per order": [0, 100_00, 100_00, 1],
    }
    assert [trace["y"] for trace in page.figure["data"]] == [["Per order"]] * 2
    assert page.subtitle.endswith("A status is that of today, so the whole payout alone is compared.")
    api = viewer_client.get(f"/api/v1/payouts-by-basis/?{PERIOD}&compare=previous").json()["results"]
    assert [(row["basis"], row["payout"], row["payout_change"]) for row in api] == [
        ("post", "0.00", -1), ("order", "100.00", 1)
    ]  # fmt: skip
    file = viewer_client.get(f"/payouts/?{PERIOD}&compare=previous&table={page.name}&format=csv")
    lines = b"".join(file.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert [row["payout_change"] for row in csv.DictReader(lines)] == ["-1.0", "1.0", str((100 - 150) / 150)]
    nothing_before = viewer_client.get("/api/v1/payouts-by-basis/?compare=previous").json()["results"]
    assert {row["payout_change"] for row in nothing_before} == {None}
    uncompared = viewer_client.get("/payouts/?compare=previous").context["page"].by_basis_and_status
    assert [column.name for column in uncompared.table.columns] == ["basis", "paid", "due", "payout"]
    assert uncompared.subtitle == "What was paid and what is still owed."


def test_every_table_of_groups_has_changes(viewer_client: Client) -> None:
    someone_gone()
    for code in ("21", "22", "23"):  # a persona of three
        someone = influencer(code, category="Food")
        for day, revenue in ((4, 100), (15, 300)):
            event(someone, day, revenue=revenue)
        payout(someone, 60, "order")
    in_step()
    query = f"{PERIOD}&compare=previous"
    best = viewer_client.get(f"/payouts/?{query}").context["page"].best_personas
    assert [[cell.value for cell in row[1:]] for row in best.rows] == [
        [10, pytest.approx(2), 9, 900_00, 2, 90_00, 0, 3]
    ]  # fmt: skip
    drawn = viewer_client.get(f"/influencers/?{query}").context["page"].followers_and_revenue.table
    assert values(drawn, "revenue_change")["Person 21 #21"] == [2]
    assert values(drawn, "revenue_change")["All"] == [pytest.approx(2400 / 1200 - 1)]
    brand = viewer_client.get(f"/brands/Gritzo/?{query}").context["page"].people
    assert [column.name for column in brand.columns][2:] == [
        "revenue", "revenue_change", "orders", "payout", "payout_change", "roas", "roas_change", "posts",
        "engagement_rate",
    ]  # fmt: skip
    assert {row[0].value: row[3].value for row in brand.rows} == {f"Person {code} #{code}": 2 for code in (21, 22, 23)}


def test_the_table_says_how_many_are_gone(viewer_client: Client) -> None:
    someone_gone()
    html = viewer_client.get(f"/payouts/?{PERIOD}&compare=previous").content.decode()
    assert "2 influencers, 1 more in the compared period alone" in html
    assert "compared period alone" not in viewer_client.get(f"/payouts/?{PERIOD}").content.decode()


def test_groups_of_enough_influencers_leave_out_who_is_gone(viewer_client: Client) -> None:
    someone_gone()
    query = f"{PERIOD}&compare=previous&min_influencers=1"
    assert groups(viewer_client, query, "platform").keys() == {"Instagram", "YouTube"}


def test_insights_are_of_what_is_there(viewer_client: Client) -> None:
    someone_gone()
    compared, alone = (
        viewer_client.get(f"/insights/?{query}").context["page"] for query in (f"{PERIOD}&compare=previous", PERIOD)
    )
    said = [[each.sentence for part in page.sections for each in part.insights] for page in (compared, alone)]
    assert said[0] == said[1] != []


def test_all_together_count_each_influencer_once(viewer_client: Client) -> None:
    """Asha and Bala sold in both campaigns, Chitra was paid in one, another sold in the other."""
    event(Influencer.objects.get(code="1"), 15, source="YouTube")
    in_step()
    platforms = viewer_client.get(f"/influencers/?{PERIOD}").context["page"].by_platform.table
    assert values(platforms, "influencers") == {"All": [2], "Instagram": [1], "YouTube": [2]}
    campaigns = viewer_client.get("/payouts/?campaign=Gritzo_Campaign_Jan_2025&campaign=MuscleBlaze_Campaign_Jan_2025")
    by_campaign = values(campaigns.context["page"].incremental_roas.table, "influencers")
    assert by_campaign == {"All": [4], "Gritzo_Campaign_Jan_2025": [3], "MuscleBlaze_Campaign_Jan_2025": [3]}
    whole = viewer_client.get("/payouts/").context["page"].incremental_roas.table
    assert values(whole, "influencers")["All"] == [5]
    totals = viewer_client.get("/api/v1/summary/").json()["totals"]
    # With what is of no campaign.
    assert values(whole, "payout", "roas")["All"] == [100 * float(totals["payout"]), pytest.approx(totals["roas"])]
    brand = viewer_client.get("/brands/MuscleBlaze/").context["page"].breakdowns[1].table
    assert values(brand, "influencers") == {"All": [3], "Whey": [2], None: [1]}


@pytest.mark.parametrize("path", ["/campaigns/", "/influencers/", "/payouts/"])
def test_comparing_asks_once_more_for_the_groups_and_once_more_over_time(
    viewer_client: Client, django_assert_num_queries: Callable[[int], Any], path: str
) -> None:
    viewer_client.get(path)  # the names behind the ids are read once for each version of the data
    with django_assert_num_queries(7):
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
    payout, *ratios = viewer_client.get(f"/payouts/?{PERIOD}").context["page"].cards
    assert payout.sparkline == "M0 26L15 26L30 26L45 26L60 26L75 26L90 26L105 26L120 2"
    assert [card.sparkline for card in ratios[:2]] == ["", ""]


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
    last = "The last week is incomplete: it holds the days to 4 Feb 2025."
    first = "The first week is incomplete: it holds the days from 1 Jan 2025."  # a Wednesday
    assert page.trend.subtitle == f"By week, from Monday. {first} {last}"
    revenue, ring = page.trend.figure["data"][:2]
    assert [revenue["text"][place] for place in (0, 1, -1)] == ["₹400, incomplete", "₹1,100", "₹0, incomplete"]
    assert (ring["x"], ring["y"]) == (["2024-12-30", "2025-02-03"], [400.0, 0])
    assert page.trend.figure["narrows"]["keys"][1] == [["2025-01-01", "2025-01-05"], ["2025-02-03", "2025-02-09"]]
    whole = viewer_client.get("/campaigns/?date_from=2025-01-06&date_to=2025-02-02&interval=week").context["page"]
    assert (whole.notices, whole.trend.subtitle, len(whole.trend.figure["data"])) == ((), "By week, from Monday.", 2)


@pytest.mark.parametrize(("query", "said"), [
    ("date_to=2024-12-15", " The first week is incomplete: it holds the days from 3 Dec 2024."),  # where the data begin
    ("date_from=2025-01-07&date_to=2025-01-09", " The week is incomplete: of its days it holds 7–9 Jan 2025."),
    ("date_from=2025-01-06&date_to=2025-01-12", ""),
])  # fmt: skip
def test_weeks_that_are_not_whole_are_said_at_either_end(viewer_client: Client, query: str, said: str) -> None:
    trend = viewer_client.get(f"/campaigns/?interval=week&{query}").context["page"].trend
    assert trend.subtitle == f"By week, from Monday.{said}"
    assert sum("incomplete" in text for text in trend.figure["data"][0]["text"]) == bool(said)


def test_presets_keep_the_other_filters_and_mark_what_is_shown(viewer_client: Client) -> None:
    response = viewer_client.get("/campaigns/?brand=Gritzo&period=last_month&compare=year")
    dates = response.context["dates"]
    assert dates.name == "Last month"
    assert {
        link.preset.label: link.query for link in dates.presets if link.preset.label in ("Last 7 days", "All days")
    } == {
        "Last 7 days": "brand=Gritzo&period=last_7_days&compare=year",
        "All days": "brand=Gritzo&compare=year",
    }
    assert re.findall(r'data-preset="(\w*)"\s+aria-current="true"', response.content.decode()) == ["last_month"]


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
    assert name("date_from=2025-01-29&date_to=2025-02-04") == "29 Jan – 4 Feb 2025"
    assert name("period=last_7_days") == "Last 7 days"


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


@pytest.mark.parametrize(
    "path", ["/campaigns/", "/influencers/", "/payouts/", "/campaigns/A/", "/brands/A/", "/influencers/9/"]
)
def test_a_fall_to_nothing_is_shown(viewer_client: Client, path: str) -> None:
    event(influencer("9"), 4, revenue=5000, campaign=campaign("A"), product=product("A", "B"))
    in_step()
    query = f"{PERIOD}&compare=previous&{'' if path.count('/') > 2 else 'campaign=A'}".rstrip("&")
    page = viewer_client.get(f"{path}?{query}").context["page"]
    assert not page.is_empty
    changes = {card.kpi.name: card.change for card in page.cards if card.change}
    assert {name: (change.value, change.base) for name, change in changes.items() if name == "revenue"} == (
        {} if path in ("/influencers/", "/payouts/") else {"revenue": (0, 5000_00)}
    )
    alone = viewer_client.get(f"{path}?{query.replace('&compare=previous', '')}").context["page"]
    assert alone.is_empty


@pytest.mark.parametrize("query", [PERIOD, "date_from=2025-01-07&date_to=2025-01-10"])  # the latter without anything
@pytest.mark.parametrize("path", [*PATHS, "/campaigns/Gritzo_Campaign_Jan_2025/", "/brands/Gritzo/", "/influencers/1/"])
def test_no_row_leads_to_rows_that_are_not_there(viewer_client: Client, path: str, query: str) -> None:
    someone_gone()
    html = viewer_client.get(f"{path}?{query}&compare=previous").content.decode()
    assert 'Rows<span class="unseen"> behind Person 9' not in html
    for link in set(re.findall(r'<td class="to-rows"><a href="([^"]*)"', html)):
        address = link.replace("&amp;", "&")
        assert viewer_client.get(address).context["page"].table.rows, address


@pytest.mark.parametrize("path", ["/campaigns/Gritzo_Campaign_Jan_2025/", "/brands/Gritzo/", "/influencers/1/"])
def test_a_file_of_nothing_has_its_heading(viewer_client: Client, path: str) -> None:
    tables = viewer_client.get(f"{path}?date_from=2030-01-01").context["page"].tables
    assert {"revenue-trend", "posts", "lines", "peers"} <= tables.keys()
    for name in tables:
        file = viewer_client.get(f"{path}?date_from=2030-01-01&table={name}&format=csv")
        assert file.status_code == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (f"{PERIOD}&compare=previous", BEFORE_IN_WORDS),
        ("compare=year", "Nothing comes before all days: choose dates to compare them."),
    ],
)
def test_a_workbook_says_what_it_is_compared_with(viewer_client: Client, query: str, said: str) -> None:
    about = dict(book_of(viewer_client, "/campaigns/", query, "campaigns")["About"].iter_rows(values_only=True))
    assert about["compared with"] == said
