"""Back asks the server for the earlier view; what it answers is what stands under the address."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.worlds import small_world


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def hold(route: Route) -> None:
    """Let it wait, as for a server that is slow."""


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
    page.get_by_role("link", name="load the page anew").click()
    expect(page.locator(".chip")).to_have_count(0)
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


def test_back_twice_waits_for_the_second_view_alone(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    page.get_by_label("Compare with").select_option("year")
    expect(page).to_have_url(f"{base_url}/campaigns/?compare=year")
    page.get_by_label("Compare with").select_option("previous")
    expect(page).to_have_url(f"{base_url}/campaigns/?compare=previous")
    page.route("**/campaigns/?compare=year", hold)
    with page.expect_request("**/campaigns/?compare=year"):
        page.go_back()
    with page.expect_event("requestfailed", lambda request: request.url.endswith("?compare=year")):
        page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page).to_have_url(f"{base_url}/campaigns/")


def test_back_gives_up_a_filter_and_a_filter_gives_up_back(page: Page, problems: list[str], base_url: str) -> None:
    page.goto("/campaigns/")
    compare = page.get_by_label("Compare with")
    compare.select_option("year")
    expect(page).to_have_url(f"{base_url}/campaigns/?compare=year")
    page.route("**/campaigns/?compare=previous", hold)
    with page.expect_request("**/campaigns/?compare=previous"):
        compare.select_option("previous")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("?compare=previous")):
        page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    expect(compare).to_have_value("")
    page.route("**/campaigns/?compare=year", hold)
    with page.expect_request("**/campaigns/?compare=year"):
        page.go_forward()
    page.unroute("**/campaigns/?compare=previous")
    with page.expect_event("requestfailed", lambda request: request.url.endswith("?compare=year")):
        compare.select_option("previous")
    expect(page).to_have_url(f"{base_url}/campaigns/?compare=previous")
    expect(compare).to_have_value("previous")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    problems.clear()  # htmx says in the console what it gave up
