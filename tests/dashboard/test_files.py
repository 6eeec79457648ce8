"""A table of a page as a file is the table: its cells, unrounded, all rows, the totals last."""

import csv
import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from healthkart.analytics.labels import current_labels
from healthkart.dashboard.kept import kept_pages
from healthkart.dashboard.pages import Cell, DataTable
from healthkart.downloads import workbooks
from healthkart.rows.newest import LINES, PAYOUTS, POSTS
from healthkart.saved_views.addresses import place_at
from influencers import selectors as influencer_pages
from payouts import selectors as payout_pages
from tests.worlds import campaign, event, in_step, influencer, payout, post, small_world

pytestmark = pytest.mark.django_db
GRITZO = "Gritzo_Campaign_Jan_2025"
PAGES = {
    "/campaigns/": ["revenue-trend", "roas-by-category", "revenue-by-brand", "gender-distribution", "campaigns"],
    "/influencers/": [
        "top-influencers", "orders-by-gender-and-category", "roas-by-gender-and-category", "followers-and-revenue",
        "influencers-by-platform", "influencers-by-influencer_type", "engagement-trend",
    ],
    "/payouts/": [
        "incremental_roas-by-campaign", "roi-by-category", "roas-against-payout", "payouts-by-basis-and-status",
        "personas", "poor", "influencers",
    ],
    "/influencers/1/": [
        "revenue-trend", "orders-by-campaign", "orders-by-product", "peers", "posts", "lines", "payouts",
    ],
    f"/campaigns/{GRITZO}/": [
        "revenue-trend", "orders-by-product", "orders-by-platform", "people", "peers", "posts", "lines",
    ],
    "/brands/MuscleBlaze/": [
        "revenue-trend", "orders-by-campaign", "orders-by-product", "people", "peers", "posts", "lines",
    ],
    "/rows/orders/": ["orders"],
    "/rows/posts/": ["posts"],
    "/rows/payout/": ["lines"],
}  # fmt: skip
QUERIES = ["", "date_from=2025-01-08&date_to=2025-01-14&compare=previous&interval=week", "gender=F&platform=Instagram"]


def address(path: str, query: str, **more: str) -> str:
    return f"{path}?{'&'.join(filter(None, (query, urlencode(more))))}"


def shown(client: Client, at: str) -> Any:
    """The page drawn anew: of a kept one nothing but its HTML is left."""
    kept_pages().clear()
    return client.get(at).context["page"]


def content(client: Client, at: str) -> bytes:
    answer = client.get(at)
    assert answer.status_code == 200, answer.context["complaints"]
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def lines_of(client: Client, path: str, query: str, table: str) -> list[list[str]]:
    text = content(client, address(path, query, table=table, format="csv")).decode()
    return list(csv.reader(text.splitlines()))


def records(client: Client, path: str, query: str, table: str) -> list[dict[str, str]]:
    heading, *rows = lines_of(client, path, query, table)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def book_of(client: Client, path: str, query: str, table: str) -> Workbook:
    return load_workbook(BytesIO(content(client, address(path, query, table=table, format="xlsx"))))


def in_csv(cell: Cell) -> str:
    if cell.value is None:
        return ""
    if cell.unit == "rupees":
        return f"{Decimal(cell.value) / 100:.{2 if isinstance(cell.value, int) else 4}f}"
    return str(cell.value)


def in_sheet(cell: Cell) -> Any:
    if cell.value in (None, ""):
        return None
    if isinstance(cell.value, date):
        return datetime(cell.value.year, cell.value.month, cell.value.day)
    if cell.unit is None:
        return str(cell.value)
    return pytest.approx(cell.value / (100 if cell.unit == "rupees" else 1), rel=1e-12, abs=5e-5)


def whole(table: DataTable) -> list[tuple[Cell, ...]]:
    rows = list(table.all_rows() if table.all_rows else table.rows)
    return [*rows, table.totals] if table.totals else rows


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", PAGES)
def test_both_files_of_each_table_are_the_table(viewer_client: Client, path: str, query: str) -> None:
    small_world()
    event(influencer("9", category=""), revenue=1234.56, campaign=None)
    in_step()
    page = shown(viewer_client, address(path, query))
    tables = page.tables
    assert list(tables) == ([] if page.is_empty else PAGES[path])
    for name, table in tables.items():
        names = [column.name for column in table.columns]
        rows = whole(table)
        assert lines_of(viewer_client, path, query, name) == [names, *([in_csv(cell) for cell in row] for row in rows)]
        sheet = book_of(viewer_client, path, query, name)["Rows"]
        assert list(sheet.iter_rows(values_only=True)) == [
            tuple(names), *(tuple(in_sheet(cell) for cell in row) for row in rows)
        ]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_each_table_that_is_drawn_offers_both_files(viewer_client: Client, path: str) -> None:
    small_world()
    query = "date_from=2025-01-01&gender=Female&gender=Male"
    html = viewer_client.get(f"{path}?{query}").content.decode()
    links = re.findall(r'<a href="([^"]*)" download>', html)
    assert sorted(link.replace("&amp;", "&") for link in links) == sorted(
        f"?{query}&table={name}&format={format}" for name in PAGES[path] for format in ("csv", "xlsx")
    )
    assert len(re.findall(r'<table|<dl class="standings">|<p class="nothing">', html)) == len(PAGES[path])


def test_a_trend_has_all_intervals_and_what_they_are_compared_with(viewer_client: Client) -> None:
    small_world()
    days = "date_from=2025-01-22&date_to=2025-02-04"
    asked = f"{days}&interval=day&compare=previous"
    rows = records(viewer_client, "/campaigns/", asked, "revenue-trend")
    assert list(rows[0]) == ["day", "revenue", "revenue_before", "orders", "orders_before"]
    api = viewer_client.get(f"/api/v1/performance/?group_by=day&{days}").json()["results"]
    assert len(api) < len(rows) - 1 == 14
    sold = {row["day"]: row["revenue"] for row in api}
    assert [row["revenue"] for row in rows[:-1]] == [sold.get(row["day"], "0.00") for row in rows[:-1]]
    assert rows[-1]["day"] == "All"
    assert Decimal(rows[-1]["revenue"]) == sum(map(Decimal, sold.values()))


@pytest.mark.parametrize("top_by", ["revenue", "posts", "followers"])
def test_the_top_influencers_are_those_by_what_the_page_was_asked(
    viewer_client: Client, monkeypatch: pytest.MonkeyPatch, top_by: str
) -> None:
    monkeypatch.setattr(influencer_pages, "TOP", 2)
    small_world()
    found = {
        "revenue": ["Bala Iyer #2", "Asha Rao #1"],
        "posts": ["Asha Rao #1", "Bala Iyer #2"],
        "followers": ["Chitra Sen #3", "Asha Rao #1"],
    }
    rows = records(viewer_client, "/influencers/", f"top_by={top_by}", "top-influencers")
    assert [row["influencer"] for row in rows] == [*found[top_by], "All of these"]


@pytest.mark.parametrize("sort", ["payout", "-roas", "influencer", "-revenue"])
def test_the_influencers_are_all_there_in_the_order_of_the_page(
    viewer_client: Client, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    monkeypatch.setattr(payout_pages, "PER_PAGE", 2)
    small_world()
    pages = [shown(viewer_client, f"/payouts/?sort={sort}&page={page}").influencers for page in (1, 2)]
    names = [row[0].value for page in pages for row in page.rows]
    *rows, total = records(viewer_client, "/payouts/", f"sort={sort}", "influencers")
    assert [row["influencer"] for row in rows] == names
    assert len(set(names)) == 4
    api = viewer_client.get("/api/v1/performance/?group_by=influencer").json()
    known = {row["influencer"]: row for row in api["results"]}
    for row in rows:
        of_api = known[row["influencer"].rpartition("#")[2]]
        for name in set(row) & set(of_api) - {"influencer"}:
            assert row[name] == ("" if of_api[name] is None else str(of_api[name]))
    assert {name: total[name] for name in ("revenue", "payout", "orders")} == {
        name: str(api["totals"][name]) for name in ("revenue", "payout", "orders")
    }


def test_a_table_that_the_page_cuts_short_is_whole(viewer_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(influencer_pages, "MOST_ROWS", 2)
    small_world()
    table = shown(viewer_client, "/influencers/").followers_and_revenue.table
    assert (len(table.rows), table.totals[0].value) == (2, "All 4")
    rows = records(viewer_client, "/influencers/", "", "followers-and-revenue")
    assert [row["influencer"] for row in rows] == [
        "Bala Iyer #2",
        "Asha Rao #1",
        "Dev Nair #4",
        "Chitra Sen #3",
        "All 4",
    ]
    assert rows[-1]["revenue"] == "2600.00"


def a_long_story() -> None:
    """Posts, payouts and lines for several pages, a line of them without a day."""
    someone = influencer("1")
    for number in range(POSTS + 3):
        post(someone, number // 4, caption=f"Gritzo Oats {number}", campaign=campaign(), campaign_known_by="stated")
        event(someone, number, campaign=campaign())
    for number in range(PAYOUTS + 2):
        payout(someone, 100 + number, "order", campaign=campaign("Idle") if number else None)
    payout(someone, 55)
    in_step()


@pytest.mark.parametrize("query", ["", "date_from=2025-01-03", "product=Oats"])
def test_lists_of_one_influencer_are_whole_and_add_up(viewer_client: Client, query: str) -> None:
    a_long_story()
    path = "/influencers/1/"
    page = shown(viewer_client, address(path, query))
    totals = viewer_client.get(address("/api/v1/summary/", query, influencer="1")).json()["totals"]
    posts, lines, payouts = (records(viewer_client, path, query, name) for name in ("posts", "lines", "payouts"))
    assert len(posts) == totals["posts"]
    assert sum(int(row["reach"]) for row in posts) == totals["reach"]
    assert sum(Decimal(row["amount"]) for row in lines) == Decimal(totals["payout"])
    assert sum(Decimal(row["within"]) for row in payouts) == Decimal(totals["payout"])
    assert len(payouts) == PAYOUTS + 3
    for shown_first, count, table in (
        (page.posts, POSTS, "posts"), (page.lines, LINES, "lines"), (page.payouts, PAYOUTS, "payouts"),
    ):  # fmt: skip
        assert len(shown_first.table.rows) == min(count, len(lines_of(viewer_client, path, query, table)) - 1)
        first = [[in_csv(cell) for cell in row] for row in shown_first.table.rows]
        heading, *written = lines_of(viewer_client, path, query, table)
        assert heading == [column.name for column in shown_first.table.columns]
        assert written[: len(first)] == first
        sheet = list(book_of(viewer_client, path, query, table)["Rows"].iter_rows(values_only=True))
        assert len(sheet) == len(written) + 1
        assert sheet[1 : len(first) + 1] == [tuple(in_sheet(cell) for cell in row) for row in shown_first.table.rows]


def test_the_lines_of_one_payout(viewer_client: Client) -> None:
    small_world()
    html = viewer_client.get("/influencers/2/?payout=2&lines_before=2026-01-01.1").content.decode()
    assert 'href="?payout=2&amp;table=lines&amp;format=csv"' in html
    rows = records(viewer_client, "/influencers/2/", "payout=2", "lines")
    assert [(row["day"], row["amount"]) for row in rows] == [("2025-01-06", "50.00")]


def test_peers_are_measures_with_their_own_units(viewer_client: Client) -> None:
    small_world()
    rows = records(viewer_client, f"/campaigns/{GRITZO}/", "", "peers")
    assert [tuple(row.values()) for row in rows] == [
        ("ROAS", "6.0", "", "2"), ("Revenue", "900.00", "2", "3"), ("Orders", "7", "1", "3"),
        ("Engagement rate", rows[3]["value"], "", "2"),
    ]  # fmt: skip
    sheet = book_of(viewer_client, f"/campaigns/{GRITZO}/", "", "peers")["Rows"]
    roas, revenue, orders, engagement = (sheet[f"B{row}"] for row in range(2, 6))
    assert (roas.value, roas.number_format) == (6, '#,##0.00"×"')
    assert revenue.value == 900
    assert "₹" in revenue.number_format
    assert (orders.value, "₹" in orders.number_format, "0.00" in orders.number_format) == (7, False, False)
    assert engagement.number_format == "0.00%"


@pytest.mark.parametrize(
    ("path", "table", "hide", "left_out"),
    [
        ("/campaigns/", "campaigns", "orders,influencers", {"orders", "influencers"}),
        ("/campaigns/", "campaigns", "roas-by-category.revenue,campaigns.orders", {"orders"}),
        ("/campaigns/", "roas-by-category", "roas-by-category.revenue,orders", {"revenue"}),
        ("/payouts/", "influencers", "posts,category", {"posts", "category"}),  # a part of whose rows the page shows
        ("/payouts/", "influencers", "payout&sort=-payout", {"payout"}),
        ("/campaigns/", "campaigns", "revenue_change", set()),  # is there when compared
    ],
)
def test_hidden_columns_are_left_out(
    viewer_client: Client, path: str, table: str, hide: str, left_out: set[str]
) -> None:
    small_world()
    _, _, sort = hide.partition("&")
    whole, shown = (records(viewer_client, path, query, table) for query in (sort, f"hide={hide}"))
    assert shown == [{name: cell for name, cell in row.items() if name not in left_out} for row in whole]
    assert len(shown[0]) == len(whole[0]) - len(left_out)
    sheet = book_of(viewer_client, path, f"hide={hide}", table)["Rows"]
    assert [cell.value for cell in sheet[1]] == list(shown[0])


def test_the_files_of_a_page_hide_what_it_hides(viewer_client: Client) -> None:
    small_world()
    html = viewer_client.get("/payouts/?page=1&hide=roi,personas.roas").content.decode()
    links = re.findall(r'<a href="([^"]*)" download>', html)
    assert len(links) == 2 * len(PAGES["/payouts/"])
    assert all(link.startswith("?hide=roi%2Cpersonas.roas&amp;table=") for link in links)


@pytest.mark.parametrize(
    ("path", "query", "named"),
    [
        ("/campaigns/", "table=campaign&format=csv", "table"), ("/campaigns/", "table=&format=csv", "table"),
        ("/campaigns/", "format=csv", "table"), ("/campaigns/", "table=campaigns", "format"),
        ("/campaigns/", "table=campaigns&format=pdf", "format"),
        ("/campaigns/", "table=campaigns&format=csv&format=csv", "format"),
        ("/campaigns/", "table=campaigns&format=csv&brand=Nobody", "brand"),
        ("/campaigns/", "table=campaigns&format=csv&brnad=Gritzo", "brnad"),
        ("/payouts/", "table=influencers&format=csv&page=2", "page"),
        ("/payouts/", "table=influencers&format=csv&sort=name", "sort"),
        ("/influencers/1/", "table=posts&format=csv&posts_before=2025-01-01.1", "posts_before"),
        ("/influencers/1/", "table=campaigns&format=csv", "table"),
        ("/campaigns/Summer%20Push/", "table=payouts&format=csv", "table"),
        ("/campaigns/", "table=campaigns&format=csv&hide=roas,nothing", "hide"),
        ("/campaigns/", "table=campaigns&format=csv&hide=campaign", "hide"),
        ("/rows/orders/", "table=orders&format=csv&hide=source", "hide"),  # whose page shows all columns
        ("/insights/", "table=cards&format=csv", "table"), ("/rows/orders/", "table=rows&format=csv", "table"),
    ],
)  # fmt: skip
def test_refused_by_name(viewer_client: Client, path: str, query: str, named: str) -> None:
    small_world()
    answer = viewer_client.get(f"{path}?{query}")
    assert answer.status_code == 400
    assert list(answer.context["complaints"]) == [named]


def test_it_says_which_tables_there_are(viewer_client: Client) -> None:
    small_world()
    for path, there in (("/campaigns/", ", ".join(PAGES["/campaigns/"])), ("/insights/", "none")):
        answer = viewer_client.get(f"{path}?table=x&format=csv")
        assert answer.context["complaints"] == {"table": [f"No table here is called 'x': there is {there}."]}


def test_more_rows_than_a_sheet_holds_are_refused(viewer_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    small_world()
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
    answer = viewer_client.get("/campaigns/?table=campaigns&format=xlsx")
    assert (answer.status_code, answer.context["complaints"]) == (400, {"format": [workbooks.TOO_MANY]})


def test_nobody_gets_a_file_without_logging_in(client: Client, viewer_client: Client) -> None:
    at = "/campaigns/?table=campaigns&format=csv"
    assert client.get(at).status_code == 302
    assert viewer_client.post(at).status_code == 405


def test_what_is_not_there_is_not_found(viewer_client: Client) -> None:
    small_world()
    for at in ("/influencers/99/", "/brands/None/"):
        assert viewer_client.get(f"{at}?table=lines&format=csv").status_code == 404


def test_a_page_and_its_files_are_not_taken_for_each_other(viewer_client: Client) -> None:
    small_world()
    for _ in range(2):
        assert b"<title>" in viewer_client.get("/campaigns/").content
        for format, kind in (("csv", "text/csv; charset=utf-8"), ("xlsx", workbooks.TYPE)):
            answer = viewer_client.get("/campaigns/", {"table": "campaigns", "format": format})
            assert answer.headers["Content-Type"] == kind
            assert answer.headers["Content-Disposition"] == f'attachment; filename="campaigns.{format}"'


def test_a_file_is_no_view(viewer_client: Client) -> None:
    """Nothing that leads on from a page, and no saved view, asks for a file."""
    small_world()
    place = place_at("/campaigns/?brand=Gritzo&table=campaigns&format=csv")
    assert place is not None
    filters = place.filters(current_labels())
    assert not filters.is_valid()
    assert list(filters.complaints()) == ["table", "format"]


@pytest.mark.parametrize("text", ["=cmd()", "+cmd|' /C calc'!A0", "-cmd", "@SUM(A1)", "=1+1"])
def test_text_is_never_a_formula(viewer_client: Client, text: str) -> None:
    someone = influencer("1", name=text)
    post(someone, caption=text, campaign=campaign(text), campaign_known_by="stated")
    event(someone, campaign=campaign(text))
    payout(someone, 10, reference=text)
    in_step()
    for path, name, column in (
        ("/influencers/1/", "posts", "caption"), ("/influencers/1/", "lines", "reference"),
        ("/influencers/1/", "payouts", "reference"), ("/campaigns/", "campaigns", "campaign"),
    ):  # fmt: skip
        row, *_ = records(viewer_client, path, "", name)
        assert row[column] == f"'{text}"
        sheet = book_of(viewer_client, path, "", name)["Rows"]
        (cell,) = [cell for heading, cell in zip(sheet[1], sheet[2], strict=True) if heading.value == column]
        assert (cell.data_type, cell.value) == ("s", f"'{text}")
    assert records(viewer_client, "/payouts/", "", "influencers")[0]["influencer"] == f"'{text} #1"


def test_a_workbook_has_days_numbers_and_says_what_was_asked(viewer_client: Client) -> None:
    small_world()
    book = book_of(
        viewer_client, "/brands/MuscleBlaze/", "date_from=2025-01-01&gender=F&interval=month", "revenue-trend"
    )
    sheet = book["Rows"]
    assert (sheet["A2"].value.date(), sheet["A2"].number_format) == (date(2025, 1, 1), "yyyy-mm-dd")
    assert "₹" in sheet["B2"].number_format
    assert sheet.cell(sheet.max_row, 1).value == "All"
    assert sheet.auto_filter.ref == f"A1:E{sheet.max_row - 1}"
    assert sheet["E1"].value == "incomplete"
    assert sheet["E3"].value == "to 4 Feb 2025"
    about = [(name, value) for name, value in book["About"].iter_rows(values_only=True) if name]
    assert about == [
        ("Rows", sheet.max_row - 2), ("Data as of", "2025-02-04"), ("Data version", about[2][1]), ("Filters", ""),
        ("brand", "MuscleBlaze"), ("date_from", "2025-01-01"), ("gender", "F"), ("interval", "month"),
        ("Cost rule", workbooks.COST_RULE), ("Not known", about[9][1]), ("Columns", ""),
        ("month", "Month. A calendar month, named by its first day."),
        ("revenue", "Revenue. Sales tracked for influencers. Organic sales are shown beside it, never in it."),
        ("orders", "Orders. Orders tracked for influencers."),
        ("roas", "ROAS. Return on ad spend: revenue per rupee paid out."),
        ("incomplete", "Incomplete. Which days a week or month holds, where these are not all."),
    ]  # fmt: skip
