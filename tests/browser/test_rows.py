"""Rows behind the numbers, sorting, columns and downloads, in a browser."""

import csv
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from influencers.models import Influencer
from tests.browser.accessibility import nothing_is_found
from tests.worlds import event, in_step, influencer, payout, post, small_world

ROWS = ["/rows/orders/", "/rows/posts/", "/rows/payout/"]


@pytest.fixture(autouse=True)
def world(transactional_db: None) -> None:
    small_world()


def section(page: Page, name: str) -> Locator:
    return page.locator(f"section[aria-labelledby={name}]")


def names(table: Locator) -> list[str]:
    return table.locator("tbody tr:not(.totals) th").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ROWS)
def test_axe_finds_nothing_and_a_phone_does_not_scroll_sideways(page: Page, path: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    nothing_is_found(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_card_leads_to_its_rows_and_back_to_where_it_stood(page: Page, base_url: str) -> None:
    page.goto("/campaigns/?brand=Gritzo")
    page.get_by_role("link", name="Payout lines behind Payout").click()
    expect(page).to_have_url(f"{base_url}/rows/payout/?brand=Gritzo")
    expect(page.locator(".cards .value")).to_have_text("₹250")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Posts", exact=True).click()
    expect(page).to_have_url(f"{base_url}/rows/posts/?brand=Gritzo")
    page.get_by_role("link", name="Asha Rao #1").first.click()
    expect(page).to_have_url(f"{base_url}/rows/posts/?brand=Gritzo&influencer=1")
    expect(page.locator("tbody tr")).to_have_count(2)
    for before in ("/rows/posts/?brand=Gritzo", "/rows/payout/?brand=Gritzo", "/campaigns/?brand=Gritzo"):
        page.go_back()
        expect(page).to_have_url(f"{base_url}{before}")


@pytest.mark.parametrize("width", [390, 1024, 1440])
@pytest.mark.parametrize("path", ROWS)
def test_a_list_is_as_tall_as_it_is_and_its_headings_stay(page: Page, path: str, width: int) -> None:
    someone = influencer("8")
    for day in range(40):
        event(someone, day)
        post(someone, day)
    payout(someone, 4_000)
    in_step()
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(path)
    lists = page.locator(".rows-list")
    assert lists.evaluate("each => each.scrollHeight === each.clientHeight && each.clientHeight > 1600")
    lists.evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY + 400)")
    bar = page.locator(".bar").evaluate("each => each.getBoundingClientRect().bottom")
    for heading in (lists.locator("thead th").first, lists.locator("thead th").nth(1)):
        assert heading.evaluate("each => each.getBoundingClientRect().top") == bar
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_older_rows_begin_at_the_top_of_their_list(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthkart.pagination.NewestFirst.page_size", 3)
    page.set_viewport_size({"width": 1440, "height": 320})
    page.goto("/rows/orders/")
    page.get_by_role("link", name="Older", exact=True).click()
    expect(page.locator(".rows .subtitle")).to_contain_text("The oldest 2 rows, newest first.")
    expect(page.get_by_role("region", name="Orders, table")).to_be_focused()
    assert 49 <= page.locator("#rows").evaluate("each => each.getBoundingClientRect().top") < 80
    page.go_back()
    expect(page.locator(".rows .subtitle")).to_contain_text("The newest 3 rows.")


def test_a_row_of_a_table_leads_to_the_rows_behind_it(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    page.get_by_role("link", name="Rows behind Summer Push, Orders").click()
    expect(page).to_have_url(f"{base_url}/rows/orders/?campaign=Summer+Push")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_a_heading_sorts_by_click_and_by_key_with_the_unknown_last(page: Page) -> None:
    page.goto("/campaigns/")
    table = section(page, "campaigns").locator("table")
    gritzo, muscleblaze = "Gritzo_Campaign_Jan_2025", "MuscleBlaze_Campaign_Jan_2025"
    assert names(table) == [muscleblaze, gritzo, "Summer Push", "Unknown"]
    table.get_by_role("link", name="ROAS", exact=True).click()
    heading = table.locator("th[aria-sort]")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert names(table) == [gritzo, muscleblaze, "Unknown", "Summer Push"]  # 6, 1.25, 0, not known
    heading.get_by_role("link", name="ROAS", exact=True).press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(heading.get_by_role("link", name="ROAS", exact=True)).to_be_focused()
    assert names(table) == ["Unknown", muscleblaze, gritzo, "Summer Push"]
    table.get_by_role("link", name="Campaign", exact=True).press("Enter")
    expect(table.locator("th[aria-sort]:has(#sort-campaigns-campaign)")).to_have_attribute("aria-sort", "ascending")
    assert names(table) == [gritzo, muscleblaze, "Summer Push", "Unknown"]
    assert table.locator("tbody tr").first.get_attribute("class") == "totals"
    nothing_is_found(page)


def test_a_sorted_view_is_kept_by_its_address_by_other_filters_and_by_back(page: Page, base_url: str) -> None:
    page.goto("/campaigns/")
    table = section(page, "campaigns").locator("table")
    gritzo, muscleblaze = "Gritzo_Campaign_Jan_2025", "MuscleBlaze_Campaign_Jan_2025"
    table.get_by_role("link", name="ROAS", exact=True).click()
    expect(page).to_have_url(f"{base_url}/campaigns/?sort=-roas")
    page.reload()
    assert names(table) == [gritzo, muscleblaze, "Unknown", "Summer Push"]
    page.get_by_text("Platform", exact=True).first.click()
    page.get_by_label("Instagram", exact=True).check()
    expect(page).to_have_url(f"{base_url}/campaigns/?platform=Instagram&sort=-roas")
    expect(table.locator("th[aria-sort=descending]")).to_contain_text("ROAS")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(f"{base_url}/campaigns/")
    expect(table.locator("th[aria-sort]")).to_have_count(0)
    assert names(table) == [muscleblaze, gritzo, "Summer Push", "Unknown"]


def test_sorting_leaves_drawn_charts_and_open_tables_as_they_are(page: Page) -> None:
    page.goto("/campaigns/")
    plots = page.locator(".plot")
    expect(page.locator(".plot:has(svg)")).to_have_count(plots.count())
    plots.evaluate_all("all => all.forEach((each) => { each.drawnOnce = true; })")
    chart = section(page, "title-roas-by-category")
    chart.locator("details.behind > summary").click()
    chart.get_by_role("link", name="Payout", exact=True).click()
    expect(chart.locator("th[aria-sort=descending]")).to_contain_text("Payout")
    expect(chart.locator("details.behind")).to_have_attribute("open", "")
    assert all(plots.evaluate_all("all => all.map((each) => each.drawnOnce)"))
    page.get_by_role("link", name="Gritzo_Campaign_Jan_2025", exact=True).click()  # other figures
    expect(page.locator(".chip")).to_have_count(1)
    expect(chart.locator(".plot:has(svg)")).to_have_count(1)
    assert chart.locator(".plot").evaluate("each => each.drawnOnce") is None
    expect(chart.locator("details.behind")).to_have_attribute("open", "")


def test_a_table_stays_as_far_to_the_right_as_it_was(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/campaigns/")
    box = section(page, "campaigns").locator(".table")
    box.evaluate("each => { each.scrollLeft = 200; }")
    box.locator("#sort-campaigns-roas").press("Enter")
    expect(box.locator("th[aria-sort=descending]")).to_contain_text("ROAS")
    assert box.evaluate("each => each.scrollLeft") == 200


def test_a_table_that_scrolls_by_itself_stays_as_far_down_but_begins_at_its_top_in_another_order(page: Page) -> None:
    page.goto("/campaigns/?interval=day&sort=revenue-trend.-revenue")
    trend = section(page, "title-revenue-trend")
    trend.locator("details.behind > summary").click()
    box = trend.locator(".table")
    box.evaluate("each => { each.scrollTop = 300; }")
    page.get_by_label("Compare with").select_option("year")
    expect(page.locator(".chip")).to_have_count(1)
    assert box.evaluate("each => each.scrollTop") == 300
    box.locator("#sort-revenue-trend-orders").press("Enter")
    expect(box.locator("th[aria-sort=descending]")).to_contain_text("Orders")
    assert box.evaluate("each => each.scrollTop") == 0


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/campaigns/", "campaigns-roas"),
        ("/payouts/", "influencers-roas"),
        ("/payouts/?roi_below=9000", "poor-revenue"),
    ],
)
def test_a_sorted_table_stays_where_it_was(page: Page, path: str, heading: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 600})
    page.goto(path)
    expect(page.locator(".plot:has(svg)")).to_have_count(page.locator(".plot").count())
    link = page.locator(f"#sort-{heading}")
    top = "each => each.getBoundingClientRect().top"
    link.evaluate("each => window.scrollBy(0, each.getBoundingClientRect().top - 300)")
    before = link.evaluate(top)
    link.click()
    expect(page.locator(f"th[aria-sort=descending]:has(#sort-{heading})")).to_be_visible()
    expect(link).to_be_focused()
    assert abs(link.evaluate(top) - before) < 2
    assert page.locator("#results").evaluate("each => each.style.minHeight") == ""


def test_days_are_sorted_as_days(page: Page) -> None:
    page.goto("/campaigns/?interval=day")
    chart = section(page, "title-revenue-trend")
    chart.locator("details.behind > summary").click()
    days = chart.locator("tbody th time")
    in_order = days.evaluate_all("all => all.map((each) => each.dateTime)")
    assert in_order == sorted(in_order)
    assert len({day[:7] for day in in_order}) > 1
    heading = chart.locator("thead th").first
    for way in ("ascending", "descending"):
        heading.get_by_role("link", name="Day", exact=True).click()
        expect(heading).to_have_attribute("aria-sort", way)
    assert days.evaluate_all("all => all.map((each) => each.dateTime)") == in_order[::-1]


@pytest.mark.parametrize(
    ("path", "tables"),
    [
        ("/campaigns/?category=Fitness", 5),
        ("/payouts/?gender=Female", 7),
        ("/rows/payout/?basis=post", 1),
        ("/influencers/1/?date_to=2025-02-28", 7),
        ("/brands/MuscleBlaze/?gender=Female", 7),
    ],
)
def test_both_downloads_of_each_table_hold_the_same(page: Page, tmp_path: Path, path: str, tables: int) -> None:
    payout(Influencer.objects.get(code="1"), 77.5, reference="one more")
    in_step()
    page.goto(path)
    both = page.locator(".downloads:has(a)")
    written: list[int] = []
    for place in range(both.count()):
        files = []
        for link in both.nth(place).locator("a").all():
            assert path.partition("?")[2] in str(link.get_attribute("href"))
            answer = page.request.get(urljoin(page.url, str(link.get_attribute("href"))))
            files.append(tmp_path / answer.headers["content-disposition"].partition('filename="')[2].rstrip('"'))
            files[-1].write_bytes(answer.body())
        (lines, book) = files
        with lines.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        heading, *cells = load_workbook(book)["Rows"].iter_rows(values_only=True)
        assert list(heading) == rows[0]
        assert len(cells) == len(rows) - 1
        written.append(len(cells))
        assert [len([cell for cell in row if cell not in (None, "")]) for row in cells] == [
            len([cell for cell in row if cell]) for row in rows[1:]
        ]
    assert len(written) == tables
    assert max(written) > 1
