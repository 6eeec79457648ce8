"""Search and the keys, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.accessibility import nothing_is_found
from tests.browser.test_pages import CHARTS, drawn
from tests.worlds import campaign, event, in_step, influencer, small_world

NAME = """<script>alert(1)</script> 50% "off" / 'now'"""


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()
    event(influencer("a/b%", name=NAME), campaign=campaign(NAME))
    in_step()


def test_search_leads_to_a_page(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    drawn(page, CHARTS["/campaigns/"])
    field, found = page.get_by_role("combobox", name="Search"), page.get_by_role("listbox")
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("a")
    expect(found.get_by_role("option")).not_to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("sha")
    expect(found.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "found-1-1")
    expect(found.get_by_role("option", selected=True)).to_contain_text("Asha Rao")
    drawn(page, CHARTS["/campaigns/"])  # the charts are still there
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base_url}/influencers/1/")


def test_search_leads_on_with_the_filters_as_they_are_now(page: Page, base_url: str) -> None:
    page.goto("/campaigns/?date_from=2025-01-01")
    page.get_by_text("Gender", exact=True).first.click()
    page.get_by_label("Female", exact=True).check()
    expect(page).to_have_url(f"{base_url}/campaigns/?date_from=2025-01-01&gender=Female")
    field = page.get_by_role("combobox", name="Search")
    field.fill("gritzo camp")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(f"{base_url}/campaigns/Gritzo_Campaign_Jan_2025/?gender=Female&date_from=2025-01-01")
    page.go_back()
    expect(page).to_have_url(f"{base_url}/campaigns/?date_from=2025-01-01&gender=Female")
    page.go_back()
    expect(page.get_by_label("Female", exact=True)).not_to_be_checked()
    expect(page).to_have_url(f"{base_url}/campaigns/?date_from=2025-01-01")
    field.fill("asha")
    field.press("Enter")
    expect(page).to_have_url(f"{base_url}/search/?q=asha&date_from=2025-01-01")


def test_back_leaves_what_is_being_written(page: Page, base_url: str) -> None:
    """The earlier view is asked for again; who writes meanwhile loses neither text nor keys."""
    page.goto("/campaigns/")
    page.get_by_text("Platform", exact=True).first.click()
    instagram = page.get_by_label("Instagram", exact=True)
    instagram.check()
    expect(page).to_have_url(f"{base_url}/campaigns/?platform=Instagram")
    field, options = page.get_by_role("combobox", name="Search"), page.get_by_role("listbox").get_by_role("option")
    held: list[Route] = []
    page.route(f"{base_url}/campaigns/", lambda route: held.append(route))
    page.go_back()
    field.press_sequentially("a")
    expect(options.first).to_have_attribute("href", re.compile("platform=Instagram"))
    assert len(held) == 1
    held[0].continue_()
    expect(instagram).not_to_be_checked()
    expect(field).to_be_focused()
    expect(field).to_have_value("a")
    expect(options.first).not_to_have_attribute("href", re.compile("platform=Instagram"))  # found again
    field.press_sequentially("sha")
    expect(options).to_have_count(1)
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "found-1-1")
    page.get_by_role("heading", level=1).click()
    expect(field).to_have_attribute("aria-expanded", "false")


def test_odd_names_are_found_and_opened(page: Page, base_url: str) -> None:
    page.goto("/payouts/")
    page.keyboard.press("/")
    page.keyboard.type("<script>")
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(2)
    expect(options.first).to_contain_text(NAME)
    page.keyboard.press("ArrowUp")  # round to the last: the campaign
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    assert page.url.startswith(f"{base_url}/campaigns/")
    page.keyboard.press("/")
    page.keyboard.type("a/b%")
    expect(options).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base_url}/influencers/a%252Fb%2525/")


def test_escape_closes_and_enter_alone_opens_the_page_of_results(page: Page, base_url: str) -> None:
    page.goto("/campaigns/?gender=Female")
    page.keyboard.press("/")
    page.keyboard.type("gritzo")
    found = page.locator("#found")
    expect(found).to_be_visible()
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(page.locator("#search")).to_have_value("gritzo")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base_url}/search/?q=gritzo&gender=Female")
    expect(page.get_by_role("link", name="Gritzo", exact=True)).to_be_visible()


def test_keys(page: Page, base_url: str) -> None:
    page.goto("/campaigns/?brand=Gritzo")
    page.keyboard.press("d")
    expect(page.locator("#filters .dates")).to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.closest('.dates') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#filters .dates summary")).to_be_focused()
    page.keyboard.press("x")
    expect(page).to_have_url(f"{base_url}/campaigns/")
    expect(page.locator("#results .cards")).to_contain_text("₹2,700")
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help_).to_be_visible()
    page.keyboard.press("d")
    expect(page.locator("#filters .dates")).not_to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()


def test_keys_are_silent_while_somebody_writes(page: Page) -> None:
    page.goto("/campaigns/?brand=Gritzo")
    page.keyboard.press("/")
    page.keyboard.type("d/x?")
    expect(page.locator("#search")).to_have_value("d/x?")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#results .chip")).to_have_count(1)


def test_keys_can_be_switched_off(page: Page) -> None:
    page.goto("/campaigns/")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Use these keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("#search")).not_to_be_focused()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Use these keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()


def test_on_a_phone_the_dates_open_in_their_sheet(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/campaigns/")
    page.keyboard.press("d")
    expect(page.get_by_label("First day")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/search/?q=a")
    page.keyboard.press("/")
    page.keyboard.type("a")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    nothing_is_found(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    nothing_is_found(page)


def test_search_works_without_script(page: Page, base_url: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(f"{base_url}/campaigns/")
    plain.get_by_role("searchbox", name="Search").fill("chitra")
    plain.keyboard.press("Enter")
    plain.get_by_role("link", name="Chitra Sen").click()
    assert plain.url == f"{base_url}/influencers/3/"
    expect(plain.get_by_role("heading", level=1)).to_have_text("Chitra Sen")
    expect(plain.get_by_role("button", name="Keyboard shortcuts")).to_be_hidden()
    context.close()
