"""Which columns of a table are shown: chosen in its menu, kept by the address, and by all that follows it."""

import re
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.accessibility import nothing_is_found
from tests.browser.test_rows import section
from tests.worlds import small_world


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def box(page: Page, name: str, table: str = "campaigns") -> Locator:
    return page.locator(f"#column-{table}-{name}")


def open_menu(page: Page, table: str = "campaigns") -> Locator:
    menu = page.locator(f".columns[data-table={table}]")
    menu.locator("summary").click()
    return menu


def headings(page: Page, table: str) -> Locator:
    return page.locator(f"[data-table={table}] thead th[aria-label]")


def shows_all_but(page: Page, *hidden: str, table: str = "campaigns") -> None:
    """Which headings of a table can be seen, by their labels."""
    labels = headings(page, table).evaluate_all("all => all.map((each) => each.getAttribute('aria-label'))")
    left = [re.compile(rf"^\s*{re.escape(label)}\b") for label in labels if label not in hidden]
    assert len(left) == len(labels) - len(hidden)
    expect(headings(page, table).locator("visible=true")).to_have_text(left)


def in_file(page: Page, table: str = "campaigns") -> list[str]:
    """Those of the file, as the link to it has them."""
    link = page.locator(f"a[download][href*='table={table}'][href*='format=csv']")
    text = page.request.get(urljoin(page.url, str(link.get_attribute("href")))).text()
    return text.lstrip("\ufeff").splitlines()[0].split(",")


def test_a_choice_is_kept_by_the_address_by_other_filters_and_by_back(page: Page, base_url: str) -> None:
    page.goto("/campaigns/?sort=-payout")
    campaigns = section(page, "campaigns")
    open_menu(page)
    box(page, "payout").uncheck()
    expect(page).to_have_url(f"{base_url}/campaigns/?sort=-payout&hide=payout")
    box(page, "roas").uncheck()
    expect(page).to_have_url(f"{base_url}/campaigns/?sort=-payout&hide=payout,roas")
    shows_all_but(page, "Payout", "ROAS")
    expect(campaigns.locator("tbody tr.totals td").nth(2)).to_be_hidden()
    page.reload()
    shows_all_but(page, "Payout", "ROAS")
    expect(campaigns.locator("th[aria-sort=descending]")).to_have_attribute("aria-label", "Payout")
    campaigns.get_by_role("link", name="Gritzo_Campaign_Jan_2025", exact=True).click()
    expect(page.locator(".chip")).to_have_count(1)
    page.get_by_text("Platform", exact=True).first.click()
    page.get_by_label("Instagram", exact=True).check()
    expect(page.locator(".chip")).to_have_count(2)
    shows_all_but(page, "Payout", "ROAS")
    page.get_by_role("link", name="Clear all", exact=True).click()
    expect(page).to_have_url(f"{base_url}/campaigns/?sort=-payout&hide=payout%2Croas")
    for chips, hidden in (
        (2, ["Payout", "ROAS"]),
        (1, ["Payout", "ROAS"]),
        (0, ["Payout", "ROAS"]),
        (0, ["Payout"]),
        (0, []),
    ):
        page.go_back()
        expect(page.locator(".chip")).to_have_count(chips)
        expect(page.locator(".columns[data-table=campaigns] input:not(:checked)")).to_have_count(len(hidden))
        shows_all_but(page, *hidden)
    expect(page).to_have_url(f"{base_url}/campaigns/?sort=-payout")


def test_a_saved_view_and_the_files_hold_what_is_shown(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    open_menu(page)
    box(page, "payout").uncheck()
    expect(page).to_have_url(f"{base_url}/campaigns/?hide=payout")
    links = headings(page, "campaigns").locator("visible=true").locator("a").all()
    assert in_file(page) == [str(link.get_attribute("id")).removeprefix("sort-campaigns-") for link in links]
    assert "payout" in in_file(page, "roas-by-category")
    views = page.locator("[data-views]")
    views.get_by_text("Views", exact=True).click()
    views.get_by_label("Save this view as").fill("Without payout")
    views.get_by_role("button", name="Save view").click()
    expect(views.get_by_role("status")).to_have_text("Saved as “Without payout”.")
    page.goto("/payouts/")
    views.get_by_text("Views", exact=True).click()
    views.get_by_role("link", name="Without payout").click()
    expect(page).to_have_url(f"{base_url}/campaigns/?hide=payout")
    shows_all_but(page, "Payout")
    open_menu(page)
    box(page, "payout").check()
    expect(page).to_have_url(f"{base_url}/campaigns/")
    assert "payout" in in_file(page)


def test_the_menu_stays_open_where_it_was_and_works_by_key(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 500})
    page.goto("/payouts/")
    expect(page.locator(".plot:has(svg)")).to_have_count(page.locator(".plot").count())
    menu = page.locator(".columns[data-table=influencers]")
    menu.locator("summary").press("Enter")
    last = box(page, "influencer_type", "influencers")
    last.focus()
    last.scroll_into_view_if_needed()
    top = "each => each.getBoundingClientRect().top"
    before = last.evaluate(top)
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{base_url}/payouts/?hide=influencer_type")
    expect(last).to_be_focused()
    expect(last).not_to_be_checked()
    expect(last).to_be_in_viewport()
    assert abs(last.evaluate(top) - before) < 2
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(f"{base_url}/payouts/?hide=category,influencer_type")
    expect(box(page, "category", "influencers")).to_be_focused()
    nothing_is_found(page)
    expect(menu.locator("summary")).to_contain_text("Columns of Influencers · 10 of 12")
    menu.get_by_role("link", name="All columns").press("Enter")
    expect(page).to_have_url(f"{base_url}/payouts/")
    expect(menu.get_by_role("link", name="All columns")).to_be_focused()
    expect(last).to_be_checked()
    page.keyboard.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    expect(last).to_be_hidden()
    menu.locator("summary").press("Enter")
    menu.get_by_role("link", name="All columns").press("Tab")  # and would stand behind the panel
    expect(last).to_be_hidden()


def test_a_table_behind_a_chart_keeps_its_open_menu_too(page: Page, base_url: str) -> None:
    page.goto("/campaigns/?hide=payout")
    page.locator(".behind[data-table=revenue-by-brand] > summary").click()
    open_menu(page, "revenue-by-brand")
    orders = box(page, "orders", "revenue-by-brand")
    orders.uncheck()
    expect(page).to_have_url(f"{base_url}/campaigns/?hide=revenue-by-brand.orders,payout")
    expect(orders).to_be_focused()
    shows_all_but(page, "Orders", table="revenue-by-brand")
    assert "orders" not in in_file(page, "revenue-by-brand")
    shows_all_but(page, "Payout")


def hold(page: Page, pattern: str) -> list[Route]:
    """Requests that are not answered, but kept."""
    held: list[Route] = []
    page.route(re.compile(pattern), lambda route: held.append(route), times=1)
    return held


def no_others(problems: list[str]) -> None:
    assert [problem for problem in problems if not problem.startswith("console: htmx:")] == []
    problems.clear()  # htmx says on the console which requests were overtaken


def test_two_boxes_ticked_quickly_are_both_kept(page: Page, base_url: str, problems: list[str]) -> None:
    page.goto(
        "/campaigns/?hide=roas-by-category.revenue,revenue_change"
    )  # of another table, and of what is not compared
    held = hold(page, "hide=.*payout$")
    open_menu(page)
    with page.expect_request("**payout"):
        box(page, "payout").uncheck()
    box(page, "roas").uncheck()
    expect(page).to_have_url(f"{base_url}/campaigns/?hide=revenue_change,roas-by-category.revenue,payout,roas")
    expect(box(page, "payout")).not_to_be_checked()
    shows_all_but(page, "Payout", "ROAS")
    assert len(held) == 1
    no_others(problems)


def hide_payout(page: Page) -> None:
    open_menu(page)
    box(page, "payout").uncheck()


def sort_by_roas(page: Page) -> None:
    page.locator("#sort-campaigns-roas").click()


def narrow(page: Page) -> None:
    page.locator("[data-filter=gender] input").first.evaluate("each => each.click()")


@pytest.mark.parametrize(
    ("first", "then", "asked"),
    [
        (hide_payout, narrow, "hide=payout"),
        (hide_payout, sort_by_roas, "hide=payout"),
        (narrow, hide_payout, "gender="),
        (narrow, sort_by_roas, "gender="),
        (sort_by_roas, hide_payout, "sort=-roas"),
        (sort_by_roas, narrow, "sort=-roas"),
    ],
)
def test_what_is_done_before_an_answer_came_comes_on_top(
    page: Page, problems: list[str], first: Callable[[Page], None], then: Callable[[Page], None], asked: str
) -> None:
    page.goto("/campaigns/")
    held: list[Route] = []
    page.route("**/campaigns/?*", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request("**/campaigns/?*"):
        first(page)
    with page.expect_response("**/campaigns/?*") as answer:
        then(page)
    expect(page).to_have_url(answer.value.url)
    assert asked in answer.value.url
    assert urlsplit(answer.value.url).query.count("=") == 2
    no_others(problems)


@pytest.mark.parametrize("leaves", [False, True])
def test_no_answer_takes_a_box_away_while_it_is_pressed(
    page: Page, base_url: str, problems: list[str], leaves: bool
) -> None:
    page.goto("/campaigns/")
    answer = page.request.get("/campaigns/?hide=payout", headers={"HX-Request": "true"}).text()
    held = hold(page, "hide=payout$")
    open_menu(page)
    with page.expect_request("**payout"):
        box(page, "payout").uncheck()
    roas = box(page, "roas")
    roas.hover()
    page.mouse.down()
    held[0].fulfill(body=answer, content_type="text/html")  # while the button is down: too late
    page.evaluate("fetch(document.querySelector('link[rel=icon]').href)")  # the answer came before this one
    if leaves:  # nothing is chosen: then the first choice is asked for again
        page.mouse.move(2, 2)
    page.mouse.up()
    expect(page).to_have_url(f"{base_url}/campaigns/?hide=payout" + ("" if leaves else ",roas"))
    expect(roas).to_be_checked(checked=leaves)
    expect(box(page, "payout")).not_to_be_checked()
    no_others(problems)


def test_after_a_failed_request_the_boxes_say_what_the_address_does(
    page: Page, base_url: str, problems: list[str]
) -> None:
    page.goto("/campaigns/")
    page.route(re.compile("hide="), lambda route: route.fulfill(status=502, body=""))
    open_menu(page)
    box(page, "payout").click()
    expect(page.locator("#trouble")).to_be_visible()
    expect(box(page, "payout")).to_be_checked()
    expect(page).to_have_url(f"{base_url}/campaigns/")
    problems.clear()  # it failed


def test_on_paper_as_on_the_screen(page: Page) -> None:
    page.goto("/campaigns/?hide=payout")
    page.emulate_media(media="print")
    shows_all_but(page, "Payout")


def test_without_script_the_styles_hide_columns(page: Page, base_url: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(f"{base_url}/campaigns/?hide=roas")
    shows_all_but(plain, "ROAS")
    open_menu(plain)
    box(plain, "payout").uncheck()
    expect(plain.locator("[data-table=campaigns] thead th[aria-label=Payout]")).to_be_hidden()
    box(plain, "roas").check()
    shows_all_but(plain, "Payout")
    context.close()
