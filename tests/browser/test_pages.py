"""The pages in a browser: drawn, filtered, sorted, in light and dark, wide and narrow."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import nothing_is_found
from tests.worlds import small_world

PATHS = ["/campaigns/", "/influencers/", "/payouts/"]
CHARTS = {"/campaigns/": 4, "/influencers/": 7, "/payouts/": 4}


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def drawn(page: Page, charts: int) -> None:
    """Wait until every chart is drawn."""
    expect(page.locator(".plot .main-svg:first-child")).to_have_count(charts, timeout=20_000)
    expect(page.locator(".failed:visible")).to_have_count(0)


@pytest.mark.parametrize("path", PATHS)
def test_every_chart_is_drawn_and_none_can_be_shared(page: Page, path: str) -> None:
    page.goto(path)
    drawn(page, CHARTS[path])
    page.locator(".plot").first.hover()
    assert page.get_by_text("Share chart").count() == 0
    titles = page.locator(".modebar-btn").evaluate_all("all => all.map(each => each.dataset.title || '')")
    assert [title for title in titles if "share" in title.lower() or "cloud" in title.lower()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*PATHS, "/insights/", "/accounts/login/"])
def test_axe_finds_nothing(page: Page, anonymous_page: Page, path: str, scheme: str) -> None:
    tab = anonymous_page if "login" in path else page
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(path)
    drawn(tab, CHARTS.get(path, 0))
    nothing_is_found(tab)


@pytest.mark.parametrize("path", [*PATHS, "/insights/"])
def test_a_phone_does_not_scroll_sideways(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    drawn(page, CHARTS.get(path, 0))
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_filter_narrows_the_page_and_back_undoes_it(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    cards = page.locator("#results .cards")
    expect(cards).to_contain_text("₹2,600")
    page.get_by_text("Brand", exact=True).first.click()
    page.get_by_label("Gritzo", exact=True).check()
    expect(cards).to_contain_text("₹900")
    expect(page).to_have_url(f"{base_url}/campaigns/?brand=Gritzo")
    expect(page.get_by_text("₹100 of payout is left out: its brand is not known.")).to_be_visible()
    page.go_back()
    expect(cards).to_contain_text("₹2,600")
    expect(page).to_have_url(f"{base_url}/campaigns/")


def test_a_refused_filter_says_which(page: Page, problems: list[str]) -> None:
    page.goto("/campaigns/?brand=Nobody")
    expect(page.get_by_text("No brand is called 'Nobody'.")).to_be_visible()
    problems.clear()  # the status 400 is in the console


def test_the_influencer_table_sorts_and_downloads_what_it_shows(page: Page, tmp_path: Path) -> None:
    page.goto("/payouts/")
    table = page.locator("table", has=page.get_by_role("link", name="Performance score"))
    table.get_by_role("link", name="Payout", exact=True).click()
    expect(table.locator("th[aria-sort=descending]")).to_contain_text("Payout")
    names = table.locator("tbody tr td:first-child, tbody tr th:first-child")
    expect(names.filter(has_text="#")).to_have_text(
        ["Chitra Sen #3", "Asha Rao #1", "Bala Iyer #2", "Dev Nair #4"], use_inner_text=True
    )
    with page.expect_download() as download:
        page.locator("a[download][href*='table=influencers'][href*='format=csv']").click()
    download.value.save_as(tmp_path / "influencers.csv")
    with (tmp_path / "influencers.csv").open(encoding="utf-8", newline="") as file:
        payouts = [(row["influencer"], row["payout"]) for row in csv.DictReader(file)]
    assert payouts == [
        ("Chitra Sen #3", "1000.00"), ("Asha Rao #1", "400.00"), ("Bala Iyer #2", "150.00"), ("Dev Nair #4", "0.00"),
        ("All", "1550.00"),
    ]  # fmt: skip


def test_another_page_of_the_influencers_begins_at_its_top(
    page: Page, monkeypatch: pytest.MonkeyPatch, base_url: str
) -> None:
    monkeypatch.setattr("payouts.selectors.PER_PAGE", 3)
    page.set_viewport_size({"width": 1440, "height": 320})
    page.goto("/payouts/?sort=-orders")
    table = page.get_by_role("region", name="Influencers, table")
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.locator(".pager")).to_contain_text("Page 2 of 2")
    expect(table).to_be_focused()
    assert 49 <= page.locator("#influencers").evaluate("each => each.getBoundingClientRect().top") < 80
    page.go_back()
    expect(page.locator(".pager")).to_contain_text("Page 1 of 2")
    expect(page).to_have_url(f"{base_url}/payouts/?sort=-orders")


@pytest.mark.parametrize("query", ["", "?date_from=2025-01-22&compare=previous"])
def test_what_opens_a_definition_stands_beside_its_heading(page: Page, query: str) -> None:
    page.goto(f"/payouts/{query}")
    page.locator("#sort-influencers-roas").click()  # the one sorted by has an arrow too
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    room = page.locator("th.num:visible > .about").evaluate_all(
        """all => all.map((each) => {
          const [heading, mark] = [new Range(), new Range()];
          heading.setStart(each.parentElement, 0);
          heading.setEndBefore(each.previousSibling ?? each);
          mark.selectNodeContents(each);
          const right = Math.max(...[...heading.getClientRects()].map((box) => box.right));
          return mark.getBoundingClientRect().left - right;
        })"""
    )
    assert min(room) >= 2


def test_the_pages_work_without_script(browser: object, page: Page, base_url: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(f"{base_url}/campaigns/")
    plain.get_by_text("Brand", exact=True).first.click()
    plain.get_by_label("Gritzo", exact=True).check()
    plain.get_by_role("button", name="Apply").click()
    expect(plain.locator("#results .cards")).to_contain_text("₹900")
    assert "brand=Gritzo" in plain.url
    context.close()
