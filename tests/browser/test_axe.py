"""Axe on what the tests of the pages themselves do not show it: other states, what opens, and what goes wrong."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from influencers.models import Influencer
from tests.browser.accessibility import nothing_is_found
from tests.browser.test_pages import CHARTS, drawn
from tests.browser.test_profiles import CHARTS as PROFILES
from tests.worlds import in_step, post, small_world

COMPARED = "?date_from=2025-01-22&compare=previous"
STATES = [
    "/glossary/",
    "/search/?q=muscle",
    "/search/?q=nobody",
    f"/insights/{COMPARED}",
    *(path + COMPARED for path in PROFILES),
]
OPEN = "details.menu[open]"
WRONG = ["/nothing/", "/influencers/none/", "/campaigns/?brand=Nobody", f"/search/?q={'x' * 300}"]


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()
    for each in Influencer.objects.all():
        post(each, 20, caption="Gritzo Oats, every morning, with milk and a banana, before the run")
    in_step()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_other_states(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    for address in STATES:
        page.goto(address)
        drawn(page, PROFILES.get(address.partition("?")[0], 0))
        nothing_is_found(page, address)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_of_what_opens(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/payouts/{COMPARED}")
    drawn(page, CHARTS["/payouts/"])
    for table in page.locator("details.behind").all():
        table.evaluate("each => { each.open = true }")
    nothing_is_found(page, "tables")
    menus = page.locator("details.menu:has(> summary:visible)")
    assert menus.count() > 10
    for menu in menus.all():
        menu.locator("> summary").click()
        nothing_is_found(page, menu.inner_text(), within=OPEN)
        page.keyboard.press("Escape")
    page.locator(".cards .define").first.click()
    nothing_is_found(page, "definition")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_of_the_sheet_on_a_phone(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/insights/?brand=Gritzo")
    page.locator(".open-sheet").click()
    nothing_is_found(page, "sheet")
    for filter in page.locator("#filters details.menu").all():
        filter.locator("> summary").click()
        nothing_is_found(page, filter.inner_text(), within=OPEN)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_something_is_wrong(
    page: Page, admin_page: Page, anonymous_page: Page, problems: list[str], scheme: Any
) -> None:
    for tab in (page, admin_page, anonymous_page):
        tab.emulate_media(color_scheme=scheme)
    for address in WRONG:
        page.goto(address)
        nothing_is_found(page, address)
    admin_page.goto("/admin/auth/user/")
    expect(admin_page.get_by_role("heading", level=1)).to_have_text("You may not see this")
    nothing_is_found(admin_page, "403")
    anonymous_page.goto("/accounts/login/")
    send = anonymous_page.get_by_role("button", name="Log in")
    anonymous_page.get_by_label("Username").fill("nobody")
    anonymous_page.get_by_label("Password").fill("nothing")
    send.click()
    expect(anonymous_page.get_by_role("alert")).to_be_visible()
    nothing_is_found(anonymous_page, "login refused")
    anonymous_page.context.clear_cookies()
    anonymous_page.get_by_label("Password").fill("nothing")
    send.click()
    expect(anonymous_page.get_by_role("heading", level=1)).to_have_text("This form has expired")
    nothing_is_found(anonymous_page, "form expired")
    problems.clear()  # the statuses are in the console
