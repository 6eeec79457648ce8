"""Dates by name and comparison in a browser: picked, left, undone, without script, and on a phone."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from influencers.models import Influencer
from tests.browser.accessibility import nothing_is_found
from tests.browser.test_pages import CHARTS, PATHS, drawn
from tests.worlds import event, in_step, influencer, payout, post, small_world

# The data end on 4 February 2025: Dev's 200 were sold in that month, Bala's 900 in the two weeks before.
PERIOD = "date_from=2025-01-12&date_to=2025-01-20"


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    """The small world, and a sale before it with which the data begin: days that they lack are not compared with."""
    small_world()
    event(influencer("8"), date=date(2024, 12, 3), revenue=10)
    in_step()


def asked(address: str) -> set[str]:
    """The parameters of an address."""
    return set(address.partition("?")[2].split("&"))


def test_a_period_and_a_comparison_are_picked_and_back_undoes_them(page: Page) -> None:
    page.goto("/campaigns/?gender=Male&interval=day")
    drawn(page, CHARTS["/campaigns/"])
    cards, dates = page.locator("#results .cards"), page.locator(".dates > summary")
    expect(dates).to_have_text("All days")
    expect(cards).to_contain_text("₹1,400")

    dates.click()
    page.get_by_role("link", name="Last month").click()
    expect(dates).to_have_text("Last month")
    expect(dates).to_be_focused()
    assert asked(page.url) == {"gender=Male", "period=last_month", "interval=day"}
    dates.click()
    current = page.locator("[data-preset][aria-current]")
    expect(current).to_contain_text("Last month")
    assert "gender=Male" in (page.get_by_role("link", name="Last 7 days").get_attribute("href") or "")
    page.keyboard.press("Escape")

    page.get_by_label("Compare with").select_option("previous")
    expect(page.get_by_text("Not compared with 27 Nov – 27 Dec 2024: the data begin on 3 Dec 2024")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Not compared with")).to_have_count(0)
    expect(page.get_by_label("Compare with")).to_have_value("")
    page.go_back()
    expect(dates).to_have_text("All days")
    expect(page.locator("#results .cards")).to_contain_text("₹1,400")


def test_a_period_begins_its_list_at_the_beginning_and_keeps_the_rest(page: Page) -> None:
    someone = Influencer.objects.get(code="1")
    for day in range(101):
        post(someone, day % 28)
    in_step()
    page.goto("/rows/posts/?gender=Female&interval=week")
    page.get_by_role("link", name="Older").click()
    expect(page.locator("tbody tr")).to_have_count(5)
    assert "cursor=" in page.url
    page.locator(".dates > summary").click()
    period = page.get_by_role("link", name="Last month")
    of_last_month = {"gender=Female", "interval=week", "period=last_month"}
    assert asked(period.evaluate("link => link.href")) == of_last_month
    period.click()
    expect(page.locator("tbody tr")).to_have_count(100)
    assert asked(page.url) == of_last_month


def test_what_is_compared_can_be_left_again(page: Page, base_url: str) -> None:
    page.goto(f"/campaigns/?{PERIOD}&compare=previous")
    drawn(page, CHARTS["/campaigns/"])
    card = page.locator(".card", has_text="Revenue").first
    expect(card).to_contain_text("66.7 % (+₹600)")
    expect(card).to_contain_text("against 29 Dec 2024 – 6 Jan 2025")
    assert page.locator("#plot-revenue-trend .scatterlayer .js-line").count() == 4
    page.get_by_role("link", name="Compare with 29 Dec 2024 – 6 Jan 2025").click()
    expect(page.get_by_label("Compare with")).to_have_value("")
    expect(card).not_to_contain_text("against")
    expect(page).to_have_url(f"{base_url}/campaigns/?{PERIOD}")
    tab = page.get_by_role("navigation", name="Pages").get_by_role("link", name="ROI and payouts")
    expect(tab).to_have_attribute("href", f"{base_url}/payouts/?{PERIOD}")


def test_a_click_on_the_last_point_narrows_to_its_days(page: Page) -> None:
    """The hollow marks of the first and last week, which are incomplete, lie over the line."""
    page.goto("/campaigns/?interval=week")
    drawn(page, CHARTS["/campaigns/"])
    page.locator("#plot-revenue-trend").evaluate(
        "plot => plot.emit('plotly_click', { points: [{ curveNumber: 1, pointNumber: 1 }] })"
    )
    expect(page.locator(".dates > summary")).to_have_text("3–9 Feb 2025")


def test_periods_are_links_without_script(page: Page, base_url: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    try:
        context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        plain = context.new_page()
        plain.goto(f"{base_url}/campaigns/?gender=Male")
        plain.locator(".dates > summary").click()
        plain.get_by_role("link", name="Last month").click()
        expect(plain.locator(".dates > summary")).to_have_text("Last month")
        assert "gender=Male" in plain.url
        plain.get_by_label("Compare with").select_option("year")
        plain.get_by_role("button", name="Apply").first.click()
        expect(plain.get_by_text("There is nothing to compare with")).to_be_visible()
    finally:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_while_comparing(page: Page, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{path}?{PERIOD}&compare=previous")
    expect(page.locator(".change").first).to_be_visible()
    page.locator(".dates > summary").click()
    nothing_is_found(page)


@pytest.mark.parametrize("width", [390, 1280, 1440])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_while_comparing(page: Page, path: str, width: int) -> None:
    for code in ("11", "12", "13"):  # of one persona, whose names and numbers are long
        someone = influencer(code, category="Parenting", gender="Non-binary", platform="Instagram")
        for day in (4, 15):
            event(someone, day, revenue=1_234_567 * day)
        payout(someone, 123_456, "order")
    in_step()
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{path}?{PERIOD}&compare=previous")
    expect(page.locator(".change").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def wide_world() -> None:
    """As many influencers as make a tall table, of numbers that make it wider than its part."""
    for code in range(101, 121):
        someone = influencer(str(code), name="Venkatanarasimharajuvaripeta Ramachandran", category="Parenting")
        for day in (4, 15):
            event(someone, day, revenue=12_345_678 * day)
        payout(someone, 1_234_567, "order")
    in_step()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_table_that_goes_on_to_the_right_shows_it_until_its_end(page: Page, scheme: str) -> None:
    wide_world()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"/payouts/?{PERIOD}&compare=previous")
    table = page.get_by_role("region", name="Influencers, table")
    shown = "each => Number(getComputedStyle(each, '::after').opacity)"
    assert table.evaluate("each => each.scrollWidth > each.clientWidth")
    assert table.evaluate(shown) == 1
    table.evaluate("each => each.scrollBy(9999, 0)")
    page.wait_for_function(f"each => ({shown})(each) === 0", arg=table.element_handle())
    page.goto("/payouts/")
    narrow = page.get_by_role("region", name="Best personas, table")
    assert narrow.evaluate("each => each.scrollWidth === each.clientWidth")
    assert narrow.evaluate(shown) == 0


def test_a_wide_table_is_as_tall_as_it_is_and_its_headings_stay(page: Page) -> None:
    wide_world()
    page.set_viewport_size({"width": 1440, "height": 600})
    page.goto(f"/payouts/?{PERIOD}&compare=previous")
    table = page.get_by_role("region", name="Influencers, table")
    assert table.evaluate("each => each.scrollHeight === each.clientHeight && each.clientHeight > 800")
    table.evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY + 200)")
    for heading in (table.locator("thead th").first, table.locator("thead th").nth(3)):
        assert heading.evaluate("each => each.getBoundingClientRect().top") == 49
