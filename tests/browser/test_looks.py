"""Where things stand: definitions beside what they explain, rows below the bar, tables that are not cut in a row."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_pages import CHARTS, drawn
from tests.worlds import campaign, event, in_step, influencer, payout, small_world

PERIOD = "period=financial_year_to_date&compare=previous"


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def box(of: Locator) -> tuple[float, float, float, float]:
    """Its left, top, right and bottom edge in the window."""
    left, top, right, bottom = of.evaluate(
        "each => { const box = each.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"
    )
    return left, top, right, bottom


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
@pytest.mark.parametrize("query", ["", f"?{PERIOD}"])
def test_a_definition_hides_nothing_of_its_card(page: Page, width: int, height: int, query: str) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"/campaigns/{query}")
    drawn(page, CHARTS["/campaigns/"])
    for card in page.locator(".card").all():
        card.locator(".define").click()
        definition = page.locator(".definition:popover-open")
        expect(definition).to_have_count(1)
        left, top, right, bottom = box(definition)
        _, card_top, _, card_bottom = box(card)
        assert bottom <= card_top or top >= card_bottom
        assert (left, top) >= (0, 0)
        assert right <= width
        assert bottom <= height
        page.keyboard.press("Escape")
        expect(definition).to_have_count(0)


def test_a_definition_of_a_heading_stands_beside_it_after_one_of_a_card(page: Page) -> None:
    page.goto("/campaigns/")
    drawn(page, CHARTS["/campaigns/"])
    page.locator(".card .define").first.click()
    page.keyboard.press("Escape")
    heading = page.locator("section[aria-labelledby=campaigns] th", has_text="Payout").locator(".about")
    heading.click()
    _, top, _, bottom = box(page.locator(".definition:popover-open"))
    _, above, _, below = box(heading)
    assert 0 <= top - below < 10 or 0 <= above - bottom < 10


@pytest.mark.parametrize("width", [390, 1440])
def test_the_payout_that_an_insight_is_about_is_marked_and_in_sight(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto("/insights/")
    page.locator("[data-kind=not-as-declared]").get_by_role("link").click()
    row = page.locator("tr:target")
    expect(row.locator("th")).to_be_in_viewport(ratio=1)
    drawn(page, 3)
    _, top, _, bottom = box(row)
    assert top >= box(page.locator(".bar"))[3]
    assert top >= box(page.locator("section[aria-labelledby=payouts] thead th").first)[3]
    assert bottom <= 600
    unlike = page.locator("section[aria-labelledby=lines] tbody td").first
    ground = "each => getComputedStyle(each).backgroundColor"
    assert row.locator("td").first.evaluate(ground) != unlike.evaluate(ground)


@pytest.mark.parametrize("scrolls_sideways_alone", [True, False])
def test_a_table_on_a_phone_shows_no_row_in_half_above_the_button_for_all(
    page: Page, scrolls_sideways_alone: bool
) -> None:
    for number in range(14):
        event(influencer(f"1{number}"), campaign=campaign(f"A_Campaign_With_A_Name_Of_Many_Lines_{number}"))
    in_step()
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto("/campaigns/")
    page.locator("html").evaluate("(html, alone) => html.classList.toggle('sideways', alone)", scrolls_sideways_alone)
    table = page.get_by_role("region", name="Campaigns, table")
    expect(table.locator("tbody tr:visible")).to_have_count(13)  # and all together
    assert table.evaluate("each => each.scrollHeight === each.clientHeight && each.clientHeight > 600")
    assert box(table.locator("tbody tr:visible").last)[3] <= box(page.locator(".show-all"))[1]
    page.locator(".show-all").click()
    table.evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY + 200)")
    if scrolls_sideways_alone:
        assert box(table.locator("thead th").first)[1] == box(page.locator(".bar"))[3]
    else:  # a box, whose last row fades while there is more
        fades = "each => Number(getComputedStyle(each, '::before').opacity)"
        assert table.evaluate(fades) == 1
        table.evaluate("each => each.scrollBy(0, 9999)")
        page.wait_for_function(f"each => ({fades})(each) === 0", arg=table.element_handle())


def test_headings_stand_clear_of_a_bar_of_two_lines(page: Page) -> None:
    for number in range(30):
        payout(influencer(f"1{number}"), 10)
    in_step()
    page.set_viewport_size({"width": 800, "height": 600})
    page.goto("/payouts/")
    drawn(page, CHARTS["/payouts/"])
    assert page.locator(".bar").evaluate("each => each.offsetHeight") > 60
    table = page.get_by_role("region", name="Influencers, table")
    table.evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY + 200)")
    assert box(table.locator("thead th").first)[1] == box(page.locator(".bar"))[3]


@pytest.mark.parametrize(
    "query",
    ["period=last_90_days&compare=previous", "date_from=2025-01-28&date_to=2025-02-26&compare=previous", PERIOD],
)
def test_the_filters_stand_on_one_line_beside_days_and_a_comparison(page: Page, query: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"/campaigns/?{query}")
    tops = page.locator("#filters > .filter").evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
    assert len(tops) == 9
    assert len(set(tops)) == 1
