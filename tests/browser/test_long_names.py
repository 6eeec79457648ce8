"""Names as long as a name can be, without a place to break: no page is wider than the window."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from healthkart.dashboard.addresses import page_of
from tests.browser.test_pages import CHARTS, drawn
from tests.worlds import campaign, event, in_step, influencer, payout, post, product, small_world

NAME, OTHER, BRAND = "W" * 190, "M" * 150 + "<script>" + "x" * 30, "B" * 100
NARROWED = {"campaign": NAME, "product": OTHER, "brand": BRAND, "influencer": "9", "category": "C" * 90}
PAGES = {
    **dict.fromkeys(
        ("/campaigns/", "/influencers/", "/payouts/", "/insights/", "/rows/orders/", "/rows/posts/", "/rows/payout/"),
        NARROWED,
    ),
    page_of("influencer", "9"): {"campaign": NAME},
    page_of("campaign", NAME): {"product": OTHER},
    page_of("brand", BRAND): {"influencer": "9"},
    "/search/": {"q": "WWW"},
}


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()
    someone = influencer("9", name=OTHER, category="C" * 90)
    event(someone, 33, revenue=5_000, campaign=campaign(NAME), product=product(BRAND, OTHER))
    post(someone, 33, caption=NAME, campaign=campaign(NAME), product=product(BRAND, OTHER), campaign_known_by="stated",
         product_known_by="stated")  # fmt: skip
    payout(someone, 10, reference="R" * 90)
    payout(someone, 20, "order", campaign=campaign(NAME), reference="S" * 90)
    in_step()


REDRAWN = """() => {
  const plots = [...document.querySelectorAll(".plot")];
  return plots.every((plot) => plot._fullLayout?.width === plot.clientWidth);
}"""


@pytest.mark.parametrize("path", CHARTS)
def test_names_beside_a_chart_are_within_it_and_leave_room_for_it(page: Page, path: str) -> None:
    page.goto(path)
    for width, least in ((390, 0), (1440, 50), (1024, 50)):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(REDRAWN)
        drawn(page, CHARTS[path])
        for plot in page.locator(".plot").all():
            left, drawn_on = plot.evaluate("plot => [plot.getBoundingClientRect().left, plot._fullLayout._size.w]")
            names = plot.locator(".ytick text").evaluate_all(
                "all => all.map(each => each.getBoundingClientRect().left)"
            )
            assert min(names) >= left - 8  # a row of W is drawn a little wider than it is measured
            assert drawn_on > least


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for query in ({}, PAGES[path]):
        page.goto(f"{path}?{urlencode(query)}")
        for table in page.locator("main details.behind").all():
            table.evaluate("table => { table.open = true; }")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
