"""Periods by name in a browser: they stay what they are until somebody writes other days, with script and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_compare import asked
from tests.browser.test_pages import CHARTS, drawn
from tests.worlds import event, in_step, influencer, small_world


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    """The small world, whose data end on 4 February 2025."""
    small_world()


@pytest.fixture
def plain(page: Page) -> Iterator[Page]:
    """A tab without script in which the same viewer is logged in."""
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def pick(page: Page, name: str) -> None:
    page.locator(".dates > summary").click()
    page.get_by_role("link", name=name).click()


def test_a_period_stays_one_until_a_day_is_edited_and_back_brings_it_again(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    drawn(page, CHARTS["/campaigns/"])
    dates, chips, first, last = (
        page.locator(place) for place in (".dates > summary", ".chips", "#date_from", "#date_to")
    )
    pick(page, "Last month")
    expect(chips).to_contain_text("Period Last month · 1–31 Jan 2025")
    expect(page).to_have_url(f"{base_url}/campaigns/?period=last_month")
    expect(first).to_have_value("2025-01-01")
    expect(last).to_have_value("2025-01-31")

    page.get_by_label("Compare with").select_option("year")
    page.wait_for_url("**/campaigns/*compare=year*")
    assert asked(page.url) == {"period=last_month", "compare=year"}
    expect(chips).to_contain_text("Compare with")

    dates.click()
    expect(page.locator("[data-preset][aria-current]")).to_contain_text("Last month")
    first.fill("2025-01-10")
    expect(dates).to_have_text("10–31 Jan 2025")
    assert asked(page.url) == {"date_from=2025-01-10", "date_to=2025-01-31", "compare=year"}
    expect(page.locator("[data-preset][aria-current]")).to_have_count(0)
    expect(chips).not_to_contain_text("Period")

    page.go_back()
    expect(dates).to_have_text("Last month")
    expect(first).to_have_value("2025-01-01")
    page.get_by_label("Compare with").select_option("")
    page.wait_for_url("**/campaigns/?period=last_month")
    expect(chips).not_to_contain_text("Compare with")


def test_the_days_of_a_period_are_fixed_and_the_period_is_taken_away(page: Page, base_url: str) -> None:
    page.goto("/campaigns/?period=last_month&brand=Gritzo")
    drawn(page, CHARTS["/campaigns/"])
    page.get_by_role("link", name="Fix these days").click()
    expect(page).to_have_url(f"{base_url}/campaigns/?brand=Gritzo&date_from=2025-01-01&date_to=2025-01-31")
    expect(page.locator(".dates > summary")).to_have_text("1–31 Jan 2025")
    page.go_back()
    page.get_by_role("link", name="Period Last month · 1–31 Jan 2025").click()
    expect(page).to_have_url(f"{base_url}/campaigns/?brand=Gritzo")
    expect(page.locator("#date_from")).to_have_value("")


def test_what_was_ticked_before_the_results_have_it_is_kept(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    drawn(page, CHARTS["/campaigns/"])
    page.evaluate(
        """() => {
            document.querySelector("input[name=brand][value=Gritzo]").click();
            document.querySelector("[data-preset=last_month]").click();
        }"""
    )
    expect(page).to_have_url(f"{base_url}/campaigns/?brand=Gritzo&period=last_month")
    expect(page.locator(".chips")).to_contain_text("Brand Gritzo")


def test_a_saved_view_of_a_period_shows_newer_data(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    drawn(page, CHARTS["/campaigns/"])
    pick(page, "This month")
    expect(page.locator("#results .cards")).to_contain_text("₹200")
    menu = page.locator("[data-views]")
    menu.get_by_text("Views", exact=True).click()
    menu.get_by_label("Save this view as").fill("This month")
    menu.get_by_role("button", name="Save view").click()
    expect(menu.get_by_role("status")).to_have_text("Saved as “This month”.")
    event(influencer("9"), day=63, revenue=7_000)
    in_step()
    page.goto("/payouts/")
    menu.get_by_text("Views", exact=True).click()
    menu.get_by_role("link", name="This month").click()
    expect(page).to_have_url(f"{base_url}/campaigns/?period=this_month")
    expect(page.locator("#results .cards")).to_contain_text("₹7,000")
    expect(page.locator(".chips")).to_contain_text("Period This month · 1–5 Mar 2025")


def test_in_the_sheet_of_a_phone_all_is_cleared(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/campaigns/?period=last_month&gender=Male")
    page.get_by_role("button", name="Filters 2").click()
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(f"{base_url}/campaigns/")
    pick(page, "Last 7 days")
    expect(page).to_have_url(f"{base_url}/campaigns/?period=last_7_days")
    expect(page.get_by_role("button", name="Show results")).to_be_visible()
    page.get_by_role("button", name="Show results").click()
    expect(page.locator(".chips")).to_contain_text("Period Last 7 days")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_script_the_form_keeps_the_period_or_takes_other_days(plain: Page, base_url: str) -> None:
    plain.goto(f"{base_url}/campaigns/?gender=Male")
    pick(plain, "Last month")
    plain.get_by_label("Compare with").select_option("year")
    plain.get_by_role("button", name="Apply").first.click()
    assert asked(plain.url) == {"period=last_month", "compare=year", "gender=Male"}
    expect(plain.locator(".chips")).to_contain_text("Period Last month")

    plain.locator(".dates > summary").click()
    plain.get_by_label("Last day").fill("2025-01-20")
    plain.keyboard.press("Enter")
    plain.wait_for_url("**date_to=2025-01-20*")
    assert asked(plain.url) == {"date_from=2025-01-01", "date_to=2025-01-20", "compare=year", "gender=Male"}
    expect(plain.locator(".dates > summary")).to_have_text("1–20 Jan 2025")
    plain.go_back()
    expect(plain.locator(".dates > summary")).to_have_text("Last month")
    expect(plain.locator("#date_to")).to_have_value("2025-01-31")
