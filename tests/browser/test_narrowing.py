"""A click on a mark of a chart narrows the page to what it stands for."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_pages import CHARTS, drawn
from tests.worlds import event, in_step, influencer, small_world


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def click(page: Page, mark: Locator) -> None:
    """Click a mark: Plotly takes clicks through a sheet above all marks."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    expect(page.locator(".hoverlayer > *")).not_to_have_count(0)
    page.mouse.click(x, y)


def test_a_bar_narrows_the_page_and_back_undoes_it(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    drawn(page, CHARTS["/campaigns/"])
    chart = page.locator("section", has=page.locator("#plot-roas-by-category"))
    first = (chart.locator("tbody tr:not(.totals) th").first.text_content() or "").strip()
    click(page, chart.locator(".point path").first)
    expect(page).to_have_url(f"{base_url}/campaigns/?category={first}")
    expect(page.locator(".chips")).to_contain_text(first)
    page.go_back()
    expect(page).to_have_url(f"{base_url}/campaigns/")
    expect(page.locator("#results .cards")).to_contain_text("₹2,600")


def test_the_bar_of_what_is_not_known_narrows_the_page_to_it(page: Page, base_url: str) -> None:
    page.goto("/influencers/")
    drawn(page, CHARTS["/influencers/"])
    chart = page.locator("section", has=page.locator("#plot-influencers-by-influencer_type"))
    place = [text.strip() for text in chart.locator("tbody tr:not(.totals) th").all_text_contents()].index("Unknown")
    click(page, chart.locator(".point path").nth(place))
    expect(page).to_have_url(f"{base_url}/influencers/?influencer_type=Unknown")
    expect(page.locator(".chips")).to_contain_text("Unknown")
    expect(chart.locator("tbody th")).to_have_text(["Unknown"])


def test_the_row_of_what_is_not_known_narrows_the_page_and_leads_to_the_rows_behind_it(
    page: Page, base_url: str
) -> None:
    page.goto("/campaigns/")
    page.locator("section", has=page.locator("#campaigns")).get_by_role("link", name="Unknown", exact=True).click()
    expect(page).to_have_url(f"{base_url}/campaigns/?campaign=Unknown")
    cards = page.locator("#results .cards")
    expect(cards).to_contain_text("₹200")
    expect(page.locator("[data-filter=campaign] input[value=Unknown]")).to_be_checked()
    expect(page.locator(".chip-page")).to_have_count(0)
    page.locator("#results a[href^='/rows/payout/']").first.click()
    expect(page).to_have_url(f"{base_url}/rows/payout/?campaign=Unknown")
    expect(page.locator(".rows-list tbody tr")).to_have_count(2)


def test_what_the_page_was_asked_beside_the_filters_stays(page: Page) -> None:
    page.goto("/influencers/?top_by=followers")
    drawn(page, CHARTS["/influencers/"])
    click(page, page.locator("#plot-top-influencers .point path").first)
    page.wait_for_url("**/influencers/?influencer=*&top_by=followers")


def test_a_point_in_time_narrows_the_page_to_its_days(page: Page) -> None:
    page.goto("/campaigns/?interval=month&period=financial_year_to_date")
    drawn(page, CHARTS["/campaigns/"])
    click(page, page.locator("#plot-revenue-trend .points path").first)
    page.wait_for_url("**/campaigns/?date_from=2025-01-01&date_to=2025-01-31")


def test_a_bubble_pointed_at_says_who_it_is_and_its_numbers(page: Page) -> None:
    event(influencer("9", name="<i>Ela</i>", follower_count=1_234_567), 1, 1_23_456, 98_76_543.6)
    in_step()
    page.goto("/influencers/?influencer=9")
    drawn(page, CHARTS["/influencers/"])
    bubble = page.locator("#plot-followers-and-revenue .point").first
    bubble.scroll_into_view_if_needed()
    bubble.hover(force=True)
    said = page.locator(".hoverlayer tspan")
    expect(said).to_have_text(["<i>Ela</i> #9", "12,34,567 followers", "₹98,76,544 revenue", "1,23,456 orders"])


def test_links_lead_where_they_say_where_htmx_did_not_come(page: Page) -> None:
    page.route("**/htmx-2*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/campaigns/?gender=Female")
    page.get_by_role("link", name="Clear all", exact=True).click()
    page.wait_for_url("**/campaigns/")


def test_clicks_that_overtake_each_other_come_to_the_last(page: Page, problems: list[str]) -> None:
    page.goto("/payouts/")
    page.route(re.compile("sort=-(orders|posts)"), lambda route: None)  # which take too long
    for name in ("orders", "posts", "roas"):
        with page.expect_request(f"**sort=-{name}*"):
            page.evaluate(f"document.getElementById('sort-influencers-{name}').click()")
    page.wait_for_url("**sort=-roas*")
    expect(page.locator("th[aria-sort=descending]:has(#sort-influencers-roas)")).to_be_visible()
    assert [problem for problem in problems if not problem.startswith("console: htmx:")] == []
    problems.clear()  # htmx says on the console which requests were overtaken
