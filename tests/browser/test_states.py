"""A chart that fails stands alone in it: it says so, shows its table, and the others are drawn."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessibility import nothing_is_found
from tests.browser.test_pages import CHARTS
from tests.worlds import small_world


@pytest.fixture
def world(transactional_db: None) -> None:
    small_world()


BROKEN = {
    "no JSON at all": "{",
    "JSON that is no figure": '{"data": 5, "layout": {"height": 90}}',
    "no layout": "{}",
}


@pytest.mark.parametrize("figure", BROKEN.values(), ids=BROKEN.keys())
@pytest.mark.usefixtures("world")
def test_a_chart_that_fails_shows_its_table(page: Page, figure: str) -> None:
    def break_one(route: Route) -> None:
        html = route.fetch().text()
        whole = re.compile(r'(<script id="figure-roas-by-category"[^>]*>).*?(</script>)', re.DOTALL)
        assert whole.search(html)
        route.fulfill(body=whole.sub(lambda tag: tag[1] + figure + tag[2], html), content_type="text/html")

    page.route("**/campaigns/", break_one)
    page.goto("/campaigns/")
    expect(page.locator(".plot .main-svg:first-child")).to_have_count(CHARTS["/campaigns/"] - 1, timeout=20_000)
    failed = page.locator(".chart", has=page.get_by_role("heading", name="ROAS by category"))
    expect(failed.get_by_text("This chart could not be drawn.")).to_be_visible()
    expect(failed.get_by_role("row", name="Fitness")).to_be_visible()
    expect(failed.get_by_role("button", name="PNG")).to_have_count(0)
    expect(page.get_by_text("This chart could not be drawn.").locator("visible=true")).to_have_count(1)


@pytest.mark.usefixtures("world")
def test_without_its_library_every_chart_is_a_table(page: Page, problems: list[str]) -> None:
    page.route("**/plotly.min.js", lambda route: route.abort())
    page.goto("/campaigns/")
    expect(page.get_by_text("This chart could not be drawn.").locator("visible=true")).to_have_count(
        CHARTS["/campaigns/"]
    )
    expect(page.locator(".behind .table").locator("visible=true")).to_have_count(CHARTS["/campaigns/"])
    problems.clear()  # that the library did not come is in the console


@pytest.mark.parametrize("path", ["/campaigns/", "/insights/"])
@pytest.mark.usefixtures("transactional_db")
def test_axe_finds_nothing_where_nothing_is(page: Page, path: str) -> None:
    page.goto(path)
    nothing_is_found(page)


@pytest.mark.parametrize("query", ["?category=Beauty&gender=Male", "?brand=Nobody"])
@pytest.mark.usefixtures("world")
def test_axe_finds_nothing_where_nothing_is_left(page: Page, problems: list[str], query: str) -> None:
    page.goto(f"/insights/{query}")
    nothing_is_found(page)
    problems.clear()  # the status 400 is in the console


@pytest.mark.usefixtures("world")
def test_filters_are_taken_away_one_by_one(page: Page, base_url: str) -> None:
    page.goto("/insights/?category=Beauty&gender=Male")
    page.get_by_role("link", name="Without “Gender Male”").click()
    expect(page).to_have_url(f"{base_url}/insights/?category=Beauty")
    expect(page.locator("#results .cards")).to_contain_text("₹200")
