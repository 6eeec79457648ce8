"""What every table of the pages has: totals from sums, the share of the whole, and a way to the rows behind."""

import re
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.test import Client

from healthkart.analytics.kpis import Sums
from healthkart.analytics.performance import Row
from healthkart.dashboard.kept import kept_pages
from healthkart.dashboard.tables import added_up
from tests.worlds import in_step, influencer, payout, shared, small_world

pytestmark = pytest.mark.django_db


world = shared(small_world)


def texts(html: str, pattern: str) -> list[str]:
    return [" ".join(re.sub(r"<[^>]+>", " ", found).split()) for found in re.findall(pattern, html, re.DOTALL)]


def drawn(client: Client, address: str) -> Any:
    """The page at this address, drawn anew: a kept one has no context."""
    kept_pages().clear()
    return client.get(address).context["page"]


def test_totals_are_made_of_sums_and_count_influencers_where_they_are_apart() -> None:
    rows = [
        Row(("a",), Sums(100, 1, 50, 1, 10, 1, 0), influencers=2),
        Row(("b",), Sums(300, 2, 350, 2, 20, 2, 1), influencers=1),
    ]
    total = added_up(rows, ("category",))
    assert total == Row((), Sums(400, 3, 400, 3, 30, 3, 1), influencers=3)
    assert total.value("roas") == 1.0
    assert added_up(rows, ("platform",)) == Row((), Sums(400, 3, 400, 3, 30, 3, 1))
    assert added_up(rows, ("platform",), influencers=2) == Row((), Sums(400, 3, 400, 3, 30, 3, 1), influencers=2)
    assert added_up(rows[:1], ("category",)) is None


def test_totals_change_as_their_sums_do() -> None:
    rows = [
        Row(("a",), Sums(revenue=100, payout=50), before=Sums(revenue=50, payout=50)),
        Row(("b",), Sums(), before=Sums(revenue=150, payout=50)),
    ]
    total = added_up(rows, ("category",))
    assert total == Row((), Sums(revenue=100, payout=50), before=Sums(revenue=200, payout=100))
    assert [total.value(f"{name}_change") for name in ("revenue", "payout", "roas")] == [-0.5, -0.5, 0]
    assert added_up([rows[0], Row(("c",), Sums())], ("category",)) == Row((), Sums(revenue=100, payout=50))


def test_a_chart_has_its_totals_on_top(viewer_client: Client) -> None:
    page = viewer_client.get("/campaigns/").context["page"]
    table = page.roas_by_category.table
    assert [column.name for column in table.columns] == [
        "category", "roas", "revenue", "payout", "incremental_roas", "influencers"
    ]  # fmt: skip
    assert [cell.value for cell in table.totals] == ["All", 2600 / 1550, 260_000, 155_000, None, 4]
    trend = viewer_client.get("/campaigns/?interval=month").context["page"].trend.table
    assert [cell.value for cell in trend.totals] == ["All", 260_000, 11, ""]
    compared = viewer_client.get("/campaigns/?interval=month&date_from=2025-02-01&date_to=2025-02-28&compare=previous")
    assert compared.context["page"].trend.table.totals == ()  # of a single month
    people = viewer_client.get("/influencers/").context["page"].top.table
    assert [cell.value for cell in people.totals] == [
        "All of these", "", "", 260_000, 11, 155_000, 2600 / 1550, 4, 0.05
    ]  # fmt: skip


def test_a_sum_shows_its_share_of_the_whole_and_a_ratio_does_not(viewer_client: Client) -> None:
    html = viewer_client.get("/campaigns/").content.decode()
    assert texts(html, r'<span class="of-whole"> <span.*?of all</span></span>') == [
        ", 57.7 % of all", ", 34.6 % of all", ", 7.7 % of all", ", 0.0 % of all"
    ]  # fmt: skip
    by_roas = viewer_client.get("/payouts/?sort=-roas").content.decode()
    assert "of-whole" not in by_roas


@pytest.mark.parametrize(
    ("path", "lists"),
    [("/campaigns/", {"orders", "payout"}), ("/influencers/", {"orders", "payout", "posts"}),
     ("/payouts/?sort=-payout", {"orders", "payout"})],  # what has none of the list has others
)  # fmt: skip
def test_each_row_leads_to_the_rows_behind_it_which_are_there(
    viewer_client: Client, path: str, lists: set[str]
) -> None:
    html = viewer_client.get(path).content.decode()
    links = re.findall(r'<td class="to-rows"><a href="(/rows/(\w+)/[^"]*)">', html)
    assert {name for _, name in links} == lists
    for address in {address.replace("&amp;", "&") for address, _ in links}:
        page = viewer_client.get(address).context["page"]
        assert page.table.rows, unquote_plus(address)


PAGES_OF_UNKNOWN = [
    *((path, query) for path in ("/campaigns/", "/influencers/", "/payouts/")
      for query in ("", "campaign=Unknown", "platform=Unknown&platform=Instagram&compare=previous")),
    ("/brands/MuscleBlaze/", ""),
]  # fmt: skip


@pytest.mark.parametrize(("path", "query"), PAGES_OF_UNKNOWN)
def test_each_row_leads_to_the_page_of_its_numbers(viewer_client: Client, path: str, query: str) -> None:
    """That of what has no name too."""
    page, own = drawn(viewer_client, f"{path}?{query}"), "&brand=MuscleBlaze" if "brands" in path else ""
    seen = set()
    for table in page.tables.values():
        for name, *_ in table.rows:
            if name.link and name.sums:
                answer = viewer_client.get(f"/api/v1/summary/{name.link}{own}").json()["totals"]
                found = (answer["revenue"], answer["orders"], answer["payout"], answer["posts"])
                sums = name.sums
                assert found == (
                    f"{sums.revenue / 100:.2f}", sums.orders, f"{sums.payout / 100:.2f}", sums.posts
                ), name  # fmt: skip
                seen.add(name.value)
            elif table is not page.tables.get("payouts-by-basis-and-status"):
                assert name.link or own, name
    assert None in seen or (path, query) == ("/influencers/", "campaign=Unknown")  # where all who posted are known


@pytest.mark.parametrize("path", ["/campaigns/", "/influencers/", "/payouts/"])
def test_each_mark_narrows_the_page_to_something(viewer_client: Client, path: str) -> None:
    influencer("9", category="", platform="")
    payout(influencer("10", category=""), 10)
    in_step()
    page, unknown = drawn(viewer_client, path), 0
    figures = [getattr(page, name) for name in page.__slots__ if hasattr(getattr(page, name), "figure")]
    for narrows in (chart.figure["narrows"] for chart in figures if "narrows" in chart.figure):
        for key in {tuple(key) for trace in narrows["keys"] for key in trace}:
            answer = viewer_client.get(path, dict(zip(narrows["dimensions"], key, strict=True)))
            assert answer.status_code == 200
            unknown += "Unknown" in key
    assert unknown


def test_a_list_leads_on_from_what_is_not_known(viewer_client: Client) -> None:
    """From a dash to the rows that have none either."""
    html = viewer_client.get("/rows/posts/?gender=Female").content.decode()
    links = set(re.findall(r'<a href="([^"]*)"><span class="unknown"', html))
    assert links == {f"?gender=Female&amp;{name}=Unknown" for name in ("brand", "campaign", "product")}
    for link in links:
        table = drawn(viewer_client, f"/rows/posts/{link.replace('&amp;', '&')}").table
        place = [column.name for column in table.columns].index(re.split("[;=]", link)[2])
        assert {row[place].value for row in table.rows} == {None}


def test_every_table_can_be_had_both_ways(viewer_client: Client) -> None:
    for path, tables in (("/campaigns/", 5), ("/influencers/", 7), ("/payouts/", 7)):
        html = viewer_client.get(f"{path}?gender=Female&date_to=2025-02-28").content.decode()
        links = re.findall(r'<a href="([^"]*)" download', html)
        assert len(links) == 2 * tables
        for address in {link.replace("&amp;", "&") for link in links}:
            assert "gender=Female&date_to=2025-02-28" in address
            assert viewer_client.get(path + address).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/influencers/1/", "/campaigns/Gritzo_Campaign_Jan_2025/", "/brands/MuscleBlaze/?gender=Female", "/insights/"],
)
def test_pages_of_one_thing_lead_to_its_rows_alone(viewer_client: Client, path: str) -> None:
    response = viewer_client.get(path)
    page, html = response.context["page"], response.content.decode()
    cards = {card.kpi.name: card.value for card in page.cards}
    for kpi, source in (("revenue", "orders"), ("payout", "payout")):
        link = re.findall(rf'<a href="(/rows/{source}/[^"]*)"', html)[0].replace("&amp;", "&")
        behind = drawn(viewer_client, link)
        assert {card.kpi.name: card.value for card in behind.cards}[kpi] == cards[kpi]
    rows = {link.replace("&amp;", "&") for link in re.findall(r'<td class="to-rows"><a href="([^"]*)"', html)}
    within = {drawn(viewer_client, link).cards[0].value for link in rows if "/orders/" in link}
    assert all(value <= cards["revenue"] for value in within)


def test_a_page_of_the_influencers_says_which_rows_it_shows(viewer_client: Client) -> None:
    for code in range(101, 161):
        payout(influencer(str(code)), 10)
    in_step()
    html = viewer_client.get("/payouts/?page=2").content.decode()
    assert "Page 2 of 2, rows 51–64 of 64<" in html
