"""Back asks the server for the earlier view; what it answers is what stands under the address."""

import pytest
from playwright.sync_api import Page, expect

from tests.worlds import small_world


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def test_a_refusal_is_a_refusal_again(page: Page, problems: list[str], base_url: str) -> None:
    page.goto("/campaigns/")
    page.evaluate("address => htmx.ajax('GET', address, {source: '#results', target: '#results'})", "?brand=Nobody")
    expect(page.get_by_text("No brand is called 'Nobody'.")).to_be_visible()
    page.get_by_label("Compare with").select_option("year")
    expect(page).to_have_url(f"{base_url}/campaigns/?compare=year")
    page.go_back()
    expect(page.get_by_text("No brand is called 'Nobody'.")).to_be_visible()
    expect(page).to_have_url(f"{base_url}/campaigns/?brand=Nobody")
    problems.clear()  # the status 400 is in the console, and what htmx says of it


def test_without_an_answer_it_says_so(page: Page, problems: list[str]) -> None:
    page.goto("/campaigns/")
    page.get_by_label("Compare with").select_option("year")
    expect(page.locator(".chip")).to_have_count(1)
    page.route("**/campaigns/", lambda route: route.abort())
    page.go_back()
    expect(page.get_by_text("The results could not be loaded")).to_be_visible()
    page.unroute("**/campaigns/")
    page.get_by_label("Compare with").select_option("previous")
    expect(page.get_by_text("The results could not be loaded")).to_be_hidden()
    problems.clear()  # that nothing came is in the console


def test_who_was_logged_out_meanwhile_logs_in_and_sees_what_was_asked(page: Page, base_url: str) -> None:
    page.goto("/campaigns/?gender=Female")
    page.get_by_label("Compare with").select_option("year")
    expect(page.locator(".chip")).to_have_count(2)
    page.context.clear_cookies()
    page.go_back()
    page.wait_for_url(f"{base_url}/accounts/login/?next=/campaigns/%3Fgender%3DFemale")
    expect(page.get_by_label("Username")).to_be_visible()
    expect(page.locator("#results")).to_have_count(0)
