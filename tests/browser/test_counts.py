"""The list of a filter says how many orders stand behind each choice under the other filters, as the API has them."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import nothing_is_found
from tests.worlds import campaign, in_step, small_world

BRANDS = ("Gritzo", "MuscleBlaze", "Unbranded", "Unknown")


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def opened(page: Page, dimension: str) -> Locator:
    filter = page.locator(f"[data-filter={dimension}]")
    filter.locator("summary").click()
    expect(filter.locator("[data-counting]")).to_be_visible()
    return filter


def counts(filter: Locator) -> Mapping[str, str]:
    choices = filter.locator(".choices li").all()
    return {
        choice.locator("input").get_attribute("value") or "": choice.locator(".orders").inner_text().split()[0]
        for choice in choices
    }


@pytest.mark.parametrize(
    ("path", "others"),
    [
        ("/campaigns/", ""),
        ("/payouts/?platform=Instagram&compare=year", "platform=Instagram"),
        ("/influencers/?period=last_7_days&brand=Gritzo&brand=MuscleBlaze", "period=last_7_days"),
        ("/campaigns/Summer%20Push/", "campaign=Summer+Push"),
    ],
)
def test_they_are_what_the_api_says(page: Page, base_url: str, path: str, others: str) -> None:
    page.goto(path)
    found = counts(opened(page, "brand"))
    groups = page.request.get(f"{base_url}/api/v1/performance/?group_by=brand&{others}").json()["results"]
    orders = {group["brand"] or "Unknown": str(group["orders"]) for group in groups}
    assert found == {name: orders.get(name, "–") for name in BRANDS}
    assert set(orders) <= {*BRANDS}


def test_they_follow_the_other_filters_and_what_has_nothing_says_so(page: Page) -> None:
    page.goto("/campaigns/")
    before = counts(opened(page, "campaign"))
    assert "–" not in before.values()
    opened(page, "brand").get_by_label("Gritzo", exact=True).check()
    expect(page.locator(".chip")).to_have_count(1)
    choice = opened(page, "campaign").locator("li", has_text="MuscleBlaze_Campaign_Jan_2025")
    expect(choice.locator(".orders")).to_have_text("– Nothing under the other filters")
    expect(choice.get_by_role("checkbox")).to_have_accessible_description("– Nothing under the other filters")
    nothing_is_found(page)
    after = counts(page.locator("[data-filter=campaign]"))
    choice.get_by_role("checkbox").check()  # of its own filter they do not depend
    expect(page.locator(".chip")).to_have_count(2)
    assert counts(page.locator("[data-filter=campaign]")) == after


def test_they_are_none_where_no_answer_comes(page: Page, problems: list[str]) -> None:
    page.goto("/campaigns/")
    filter = opened(page, "campaign")
    filter.locator("summary").click()
    page.get_by_label("Compare with").select_option("year")  # which changes no number of orders
    expect(page.locator(".chip")).to_have_count(1)
    opened(page, "brand").get_by_label("Gritzo", exact=True).check()
    expect(page.locator(".chip")).to_have_count(2)
    page.route("**/api/v1/performance/**", lambda route: route.fulfill(status=503))
    filter.locator("summary").click()
    expect(filter.locator("[data-counting]")).to_be_hidden()
    expect(filter.locator(".orders:not(:empty)")).to_have_count(0)
    page.unroute("**/api/v1/performance/**")
    filter.locator("summary").click()
    opened(page, "campaign")
    problems.clear()  # the 503 is in the console


def test_find_looks_at_the_names_alone(page: Page) -> None:
    for number in range(9):
        campaign(f"Extra {number}")
    in_step()
    page.goto("/campaigns/")
    filter = opened(page, "campaign")
    filter.get_by_label("Find in campaigns").fill("under")
    expect(filter.locator(".choices li:visible")).to_have_count(0)
    filter.get_by_label("Find in campaigns").fill("summer")
    expect(filter.locator(".choices li:visible")).to_have_count(1)


def test_a_list_works_without_them(page: Page, problems: list[str]) -> None:
    page.route("**/api/v1/performance/**", lambda route: route.abort())
    page.goto("/campaigns/")
    filter = page.locator("[data-filter=brand]")
    with page.expect_event("requestfailed"):
        filter.locator("summary").click()
    filter.get_by_label("Gritzo", exact=True).check()
    expect(page.locator(".chip")).to_have_count(1)
    expect(filter.locator("[data-counting]")).to_be_hidden()
    problems.clear()  # that nothing came is in the console
