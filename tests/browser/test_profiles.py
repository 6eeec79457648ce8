"""The pages of one influencer, campaign and brand in a browser: drawn, filtered, paged, wide and narrow."""

import pytest
from playwright.sync_api import Page, expect

from healthkart.dashboard.addresses import page_of
from tests.browser.accessibility import nothing_is_found
from tests.browser.test_pages import drawn
from tests.worlds import campaign, event, in_step, influencer, payout, post, product, small_world

CHARTS = {"/influencers/1/": 3, "/campaigns/MuscleBlaze_Campaign_Jan_2025/": 3, "/brands/MuscleBlaze/": 3}


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", list(CHARTS))
def test_axe_finds_nothing(page: Page, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(path)
    drawn(page, CHARTS[path])
    nothing_is_found(page)


def test_long_names_do_not_scroll_the_page_sideways(page: Page) -> None:
    name = "W" * 150 + "<script>" + "x" * 30
    someone = influencer("9", name=name)
    event(someone, campaign=campaign(name), product=product("B" * 100, name))
    post(someone, caption=name, campaign=campaign(name), campaign_known_by="stated")
    payout(someone, 10)
    in_step()
    for path in (page_of("influencer", "9"), page_of("campaign", name), page_of("brand", "B" * 100)):
        page.goto(path)
        for width in (390, 1024, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") == width, (path[:20], width)


def test_a_filter_narrows_the_page_of_an_odd_name_and_back_undoes_it(page: Page, base_url: str) -> None:
    name = "a/b? #50% <b>"
    for number, brand in enumerate(("Gritzo", "MuscleBlaze")):
        event(influencer(f"1{number}"), revenue=100, campaign=campaign(name), product=product(brand, "Bar"))
    in_step()
    path = page_of("campaign", name)
    page.goto(path)
    cards = page.locator("#results .cards")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(cards).to_contain_text("₹200")
    expect(page.locator("[data-filter=campaign]")).to_have_count(0)
    page.locator("[data-filter=brand] summary").click()
    page.get_by_label("Gritzo", exact=True).check()
    expect(cards).to_contain_text("₹100")
    expect(page).to_have_url(f"{base_url}{path}?brand=Gritzo")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Open page of Gritzo").click()
    expect(page).to_have_url(f"{base_url}/brands/Gritzo/")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(cards).to_contain_text("₹200")
    expect(page).to_have_url(base_url + path)


def test_lists_lead_on_and_back_without_loading_the_page(page: Page) -> None:
    someone = influencer("8")
    for number in range(12):
        post(someone, number, caption=f"No {number:02}")
    in_step()
    page.goto("/influencers/8/")
    page.evaluate("window.kept = true")
    rows = page.locator("section[aria-labelledby=posts] tbody tr")
    expect(rows).to_have_count(10)
    expect(rows.first).to_contain_text("No 11")
    page.locator("#posts-older").click()
    expect(rows).to_have_count(2)
    expect(rows.last).to_contain_text("No 00")
    page.locator("#posts-newest").click()
    expect(rows).to_have_count(10)
    page.go_back()
    expect(rows).to_have_count(2)
    assert page.evaluate("window.kept")


def test_the_lines_of_a_payout(page: Page) -> None:
    page.goto("/influencers/2/")
    lines = page.locator("section[aria-labelledby=lines] tbody tr")
    expect(lines).to_have_count(2)
    page.get_by_role("link", name="number 2", exact=True).click()
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("6 Jan 2025")
    page.get_by_role("link", name="Lines of all payouts").click()
    expect(lines).to_have_count(2)
