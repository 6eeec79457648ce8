"""Saved views in a browser: saved from the menu, opened, and with the keyboard alone; definitions and the glossary."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from healthkart.saved_views.models import SavedView
from tests.browser.accessibility import nothing_is_found
from tests.browser.test_pages import CHARTS, drawn
from tests.worlds import small_world


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def add_views(viewer: User) -> None:
    """Own and shared views, one of which has lost its campaign."""
    asha = User.objects.create_user("asha")
    for owner, name, query, known in (
        (viewer, "Gritzo", "brand=Gritzo", {"shared": True}),
        (viewer, "Gone", "campaign=Gone", {}),
        (asha, "Women", "gender=Female&date_from=2025-01-01", {"shared": True}),
    ):
        SavedView.objects.create(owner=owner, name=name, page="campaigns:overview", query=query, **known)
    SavedView.objects.get(name="Gritzo").start_for(viewer)


def test_a_view_is_saved_as_it_is_on_the_screen_and_opened(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    page.get_by_text("Brand", exact=True).first.click()
    page.get_by_label("Gritzo", exact=True).check()
    expect(page.locator("#results .cards")).to_contain_text("₹900")
    drawn(page, CHARTS["/campaigns/"])

    menu = page.locator("[data-views]")
    menu.get_by_text("Views", exact=True).click()
    menu.get_by_label("Save this view as").fill("Gritzo alone")
    menu.get_by_label("My start page").check()
    menu.get_by_role("button", name="Save view").click()
    expect(menu.get_by_role("status")).to_have_text("Saved as “Gritzo alone”.")
    drawn(page, CHARTS["/campaigns/"])  # what the menu fetches leaves the charts alone

    page.goto("/payouts/")
    menu.get_by_text("Views", exact=True).click()
    menu.get_by_role("link", name="Gritzo alone").click()
    expect(page).to_have_url(f"{base_url}/campaigns/?brand=Gritzo")
    page.goto("/")
    expect(page).to_have_url(f"{base_url}/campaigns/?brand=Gritzo")
    expect(page.locator("#results .cards")).to_contain_text("₹900")


def test_a_view_of_the_teams_is_made_the_start_page(page: Page, viewer: User, base_url: str) -> None:
    add_views(viewer)
    page.goto("/views/")
    page.get_by_role("button", name="Start here with Women").click()
    expect(page.locator("li", has_text="Women").get_by_text("Start page", exact=True)).to_be_visible()
    page.goto("/")
    expect(page).to_have_url(f"{base_url}/campaigns/?gender=Female&date_from=2025-01-01")
    page.goto("/views/")
    page.get_by_role("button", name="No longer start here with Women").click()
    expect(page.get_by_text("Start page", exact=True)).to_have_count(0)


def test_a_start_page_that_is_gone_leads_to_the_overview_which_says_so(page: Page, viewer: User, base_url: str) -> None:
    add_views(viewer)
    SavedView.objects.get(name="Gone").start_for(viewer)
    page.goto("/")
    expect(page).to_have_url(f"{base_url}/campaigns/")
    expect(page.locator("main > .complaint:visible")).to_have_text(
        "Your start page “Gone” cannot be shown: No campaign is called 'Gone'. Choose another among the saved views."
    )
    drawn(page, CHARTS["/campaigns/"])
    nothing_is_found(page)


def test_a_name_that_is_taken_is_refused_in_the_menu(page: Page, viewer: User, problems: list[str]) -> None:
    add_views(viewer)
    page.goto("/payouts/")
    menu = page.locator("[data-views]")
    menu.get_by_text("Views", exact=True).click()
    menu.get_by_label("Save this view as").fill("Gritzo")
    page.keyboard.press("Enter")
    expect(menu.get_by_role("alert")).to_have_text("There is a view named “Gritzo” already.")
    expect(menu.get_by_label("Save this view as")).to_have_value("Gritzo")
    problems.clear()  # the status 400 is in the console


def test_the_menu_heeds_what_is_sent_as_soon_as_its_form_is_there(page: Page, base_url: str) -> None:
    """Nobody writes so fast, but between the form and its script was a gap in which it led away from the page."""
    page.goto("/payouts/")
    page.evaluate("""() => {
      const menu = document.querySelector("[data-views]");
      new MutationObserver((changes, observer) => {
        const form = menu.querySelector("form");
        if (!form) return;
        observer.disconnect();
        form.elements.namedItem("name").value = "Payouts";
        form.requestSubmit();
      }).observe(menu, { childList: true, subtree: true });
    }""")
    menu = page.locator("[data-views]")
    menu.get_by_text("Views", exact=True).click()
    expect(menu.get_by_role("status")).to_have_text("Saved as “Payouts”.")
    expect(page).to_have_url(f"{base_url}/payouts/")


def test_a_view_is_saved_changed_and_deleted_without_script(page: Page, base_url: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(f"{base_url}/payouts/?gender=Female")
    plain.get_by_text("Views", exact=True).click()
    plain.get_by_role("link", name="Save this view…").click()
    plain.get_by_label("Name").fill("Women")
    plain.get_by_role("button", name="Save view").click()
    expect(plain).to_have_url(f"{base_url}/payouts/?gender=Female")
    plain.goto(f"{base_url}/views/")
    plain.get_by_text("Change Women").click()
    plain.get_by_label("Name").fill("Women's payouts")
    plain.get_by_role("button", name="Save changes of Women").click()
    expect(plain.get_by_role("link", name="Women's payouts")).to_be_visible()
    plain.get_by_text("Change Women's payouts").click()
    plain.get_by_role("button", name="Delete Women's payouts").click()
    expect(plain.get_by_text("You have saved none yet.")).to_be_visible()
    context.close()


def test_a_definition_opens_and_closes_with_the_keyboard(page: Page) -> None:
    page.goto("/campaigns/")
    definition = page.get_by_role("dialog", name="ROAS", exact=True)
    for opener in (
        page.get_by_role("button", name="ROAS, what it means"),
        page.get_by_role("button", name="What ROAS means").last,
    ):
        opener.focus()
        page.keyboard.press("Enter")
        expect(definition).to_be_visible()
        expect(definition).to_be_focused()
        expect(definition).to_contain_text("Here: ₹2,600 revenue / ₹1,550 payout = 1.6774×")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="ROAS in the glossary")).to_be_focused()
        page.keyboard.press("Escape")
        expect(definition).to_be_hidden()
        expect(opener).to_be_focused()


def test_a_definition_follows_the_filters_and_leads_to_the_glossary(page: Page, base_url: str) -> None:
    page.goto("/payouts/?brand=Gritzo")
    page.get_by_role("button", name="ROAS, what it means").click()
    expect(page.get_by_role("dialog")).to_contain_text("Here: ₹900 revenue / ₹250 payout = 3.6000×")
    page.get_by_role("link", name="ROAS in the glossary").click()
    expect(page).to_have_url(f"{base_url}/glossary/#roas")
    expect(page.locator("#roas")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, viewer: User, scheme: str) -> None:
    add_views(viewer)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]

    page.goto("/glossary/")
    nothing_is_found(page)
    page.goto("/views/new/?address=/campaigns/")
    nothing_is_found(page)
    page.goto("/views/")
    page.get_by_text("Change Gritzo").click()
    nothing_is_found(page)
    page.goto("/campaigns/")
    drawn(page, CHARTS["/campaigns/"])
    page.locator("[data-views] summary").click()
    expect(page.get_by_label("Save this view as")).to_be_visible()
    nothing_is_found(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="ROAS, what it means").click()
    nothing_is_found(page)


@pytest.mark.parametrize("path", ["/glossary/", "/views/", "/views/new/?address=/campaigns/"])
def test_a_phone_does_not_scroll_sideways(page: Page, viewer: User, path: str) -> None:
    add_views(viewer)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("[data-views] summary").click()
    expect(page.locator("[data-views]").get_by_role("link", name="Women")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
