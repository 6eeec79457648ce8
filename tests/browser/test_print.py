"""On paper: what was asked on top, light, nothing cut, no controls; and afterwards all as before."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import CHARTS, PATHS, drawn
from tests.browser.test_profiles import CHARTS as PROFILES
from tests.worlds import small_world

A4 = 703  # pixels between the margins
PAGES = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def on_paper(page: Page) -> None:
    """As the page is while it is printed."""
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": A4, "height": 1000})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")


def test_what_was_asked_stands_on_top(page: Page, base_url: str) -> None:
    page.goto("/campaigns/?brand=Gritzo&gender=Female&date_from=2025-01-01")
    drawn(page, CHARTS["/campaigns/"])
    expect(page.locator(".paper-head")).to_be_hidden()
    on_paper(page)
    expect(page.locator(".paper-head dd")).to_have_text(
        [
            re.compile(r"^\s*Brand Gritzo\s*Gender Female\s*From 1 Jan 2025\s*$"),
            re.compile(r"^\s*as of 4 Feb 2025, version \d+\s*$"),
            f"{base_url}/campaigns/?brand=Gritzo&gender=Female&date_from=2025-01-01",
        ]
    )


def test_a_swapped_page_prints_its_own_filters(page: Page, base_url: str) -> None:
    page.goto("/insights/")
    page.get_by_text("Brand", exact=True).first.click()
    page.get_by_label("Gritzo", exact=True).check()
    expect(page).to_have_url(f"{base_url}/insights/?brand=Gritzo")
    expect(page.locator(".paper-head")).to_contain_text("Brand Gritzo")
    on_paper(page)
    expect(page.locator("[data-address]")).to_have_text(f"{base_url}/insights/?brand=Gritzo")


COMPARED = "?date_from=2025-01-22&compare=previous"
ON_PAPER = [
    *PATHS,
    "/insights/",
    "/glossary/",
    *PROFILES,
    "/rows/orders/",
    "/rows/posts/",
    "/rows/payout/",
    f"/payouts/{COMPARED}",  # has the widest table
    f"/brands/MuscleBlaze/{COMPARED}",
]


@pytest.mark.parametrize("path", ON_PAPER)
def test_nothing_is_cut_and_no_control_is_printed(page: Page, path: str) -> None:
    page.goto(path)
    drawn(page, (CHARTS | PROFILES).get(path.partition("?")[0], 0))
    on_paper(page)
    wide = page.evaluate(
        f"[...document.querySelectorAll('#main *')].filter(each => each.getBoundingClientRect().right > {A4} + 1"
        " && !each.closest('.unseen, svg')).map(each => each.outerHTML.slice(0, 80))"
    )
    assert wide == []
    controls = "#filters, nav.tabs, .top-row details, .foot, button:not(.define), .chips, .tools, input"
    expect(page.locator(controls).locator("visible=true")).to_have_count(0)
    expect(page.locator(".product")).to_have_text("HealthKart influencer campaigns", use_inner_text=True)
    for heading in page.locator("thead:visible").all():
        assert heading.evaluate("each => getComputedStyle(each).display") == "table-header-group"


@pytest.mark.parametrize("path", ["/campaigns/", f"/campaigns/{COMPARED}", "/payouts/?brand=Gritzo"])
def test_a_share_lies_behind_its_number_and_not_across_it(page: Page, path: str) -> None:
    page.goto(path)
    on_paper(page)
    shares = page.locator("td:visible > .share")
    heights = "all => all.map(each => each.getBoundingClientRect().height / each.parentElement.clientHeight)"
    assert min(shares.evaluate_all(heights)) > 0.8


def test_charts_are_light_and_as_wide_as_the_paper_then_as_before(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/campaigns/")
    drawn(page, CHARTS["/campaigns/"])
    chart = page.locator(".plot .main-svg").first
    text = page.locator("#plot-roas-by-category .ytick text").first
    before = chart.get_attribute("width"), text.evaluate("each => getComputedStyle(each).fill")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(chart).to_have_attribute("width", "936")
    assert text.evaluate("each => getComputedStyle(each).fill") == "rgb(85, 97, 93)"
    page.emulate_media(media="print")
    assert A4 - 2 < chart.evaluate("each => each.getBoundingClientRect().width") <= A4
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(chart).to_have_attribute("width", before[0] or "")
    assert text.evaluate("each => getComputedStyle(each).fill") == before[1] == "rgb(162, 174, 170)"


def test_the_insights_are_one_page(page: Page) -> None:
    page.goto("/insights/")
    assert len(PAGES.findall(page.pdf(prefer_css_page_size=True))) == 1


def test_the_button_prints(page: Page) -> None:
    page.goto("/insights/")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print or save as PDF").click()
    assert page.evaluate("window.printed") is True
