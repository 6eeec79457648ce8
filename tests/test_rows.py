"""The rows behind the numbers: they add up to what the cards say, under every filter, and lead nowhere dangerous."""

import csv
import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from campaigns.rows import ROWS
from healthkart.analytics.kpis import KPI
from healthkart.analytics.labels import Labels
from healthkart.dashboard.glossary import glossary
from healthkart.dashboard.pages import Cell
from healthkart.downloads.workbooks import TOO_MANY
from healthkart.rows.behind import sources
from healthkart.rows.columns import LINES, ORDERS, PAYOUTS, POSTS, columns_by_name
from healthkart.rows.listing import shown
from healthkart.rows.records import order_row
from influencers.models import Influencer
from tests.dashboard.test_files import book_of, content, in_csv, in_sheet, lines_of
from tests.test_promises import QUERIES
from tests.worlds import campaign, event, in_step, influencer, payout, post, product, small_world

pytestmark = pytest.mark.django_db
PATHS = ("/rows/orders/", "/rows/posts/", "/rows/payout/")
FILES = dict(zip(PATHS, ("orders", "posts", "lines"), strict=True))
SUMS = {
    "/rows/orders/": ("orders", "revenue"),
    "/rows/posts/": ("reach", "likes", "comments"),
    "/rows/payout/": ("amount",),
}
SCOPES = [
    *QUERIES,
    {"basis": "mixed"},
    {"platform": ["YouTube", "Twitter"], "brand": "Gritzo"},
    {"date_from": "2025-01-06"},
    {"date_to": "2025-01-20", "category": "Fitness"},
    {"campaign": "Spring", "gender": "Unknown"},
    {"brand": "Unknown"},
    {"product": "Unknown"},
    {"brand": "Gritzo", "product": "Unknown"},
    {"brand": ["Gritzo", "Unknown"], "product": ["Oats", "Unknown"], "campaign": ["Spring", "Unknown"]},
    {"platform": ["YouTube", "Unknown"]},
    {"platform": "Unknown", "category": "Unknown"},
]


def crowded() -> None:
    """The small world and some forty rows more, with whatever a row may lack."""
    small_world()
    more()


def more() -> None:
    people = [influencer("a"), influencer("b", category="", platform="", follower_count=None), None]
    things = [product(), product("Gritzo", ""), product("Unbranded", "Box")]
    for number in range(30):
        by = people[number % 3]
        event(
            by, number * 7 % 40, number, number * 10.01, product=things[number % 7 % 3],
            campaign=[campaign("Spring"), None][number % 2],
            source=["Twitter", "website"][number % 5 % 2] if by else "organic",
        )  # fmt: skip
        if by:
            post(by, number * 11 % 40, ["Gritzo Oats", "Gritzo", "hello"][number % 4 % 3], campaign=None)
    payout(people[0], 333.34)
    payout(people[0], 100, "order")
    payout(people[1], 77.77, "order", campaign=campaign("Spring"))
    payout(influencer("idle"), 55)
    payout(influencer("idler"), 45, "order")
    in_step()


def whole(client: Client, path: str, query: dict[str, Any]) -> tuple[Any, list[list[Any]]]:
    """The first page, and the rows of all pages as values."""
    address, rows, first = f"{path}?{urlencode(query, doseq=True)}", [], None
    while address:
        response = client.get(address)
        assert response.status_code == 200, address
        page = response.context["page"]
        first = first or page
        rows += [[cell.value for cell in row] for row in page.table.rows]
        address = f"{path}?{page.older}" if page.older else ""
    return first, rows


@pytest.mark.parametrize("query", SCOPES)
@pytest.mark.parametrize("path", PATHS)
def test_rows_add_up_to_the_cards_and_to_the_summary(
    viewer_client: Client, monkeypatch: pytest.MonkeyPatch, path: str, query: dict[str, Any]
) -> None:
    monkeypatch.setattr("healthkart.pagination.NewestFirst.page_size", 7)
    crowded()
    page, rows = whole(viewer_client, path, query)
    cards = {card.kpi.name: card.value for card in page.cards}
    totals = viewer_client.get(f"/api/v1/summary/?{urlencode(query, doseq=True)}").json()["totals"]
    places = {column.name: place for place, column in enumerate(page.table.columns)}
    for name in SUMS[path]:
        added_up = round(sum(row[places[name]] for row in rows))
        kpi = {"amount": "payout"}.get(name, name)
        assert added_up == cards[kpi]
        assert Decimal(added_up) / (100 if KPI[kpi].unit == "rupees" else 1) == Decimal(totals[kpi])
    if path == "/rows/posts/":
        assert len(rows) == cards["posts"] == totals["posts"]
    days = [row[places["day"]] for row in rows]
    assert days == sorted((day for day in days if day), reverse=True) + [None] * days.count(None)


@pytest.mark.parametrize("query", SCOPES)
@pytest.mark.parametrize(("path", "table"), FILES.items())
def test_files_hold_the_cells_of_all_pages(
    viewer_client: Client, monkeypatch: pytest.MonkeyPatch, path: str, table: str, query: dict[str, Any]
) -> None:
    monkeypatch.setattr("healthkart.pagination.NewestFirst.page_size", 7)
    crowded()
    page, rows = whole(viewer_client, path, query)
    columns = [column.name for column in page.table.columns]
    units = [column.unit for column in page.table.columns]
    asked = urlencode(query, doseq=True)
    assert lines_of(viewer_client, path, asked, table) == [
        columns,
        *([in_csv(Cell(value, unit)) for value, unit in zip(row, units, strict=True)] for row in rows),
    ]
    book = book_of(viewer_client, path, asked, table)
    assert list(book["Rows"].iter_rows(values_only=True)) == [
        tuple(columns),
        *(tuple(in_sheet(Cell(value, unit)) for value, unit in zip(row, units, strict=True)) for row in rows),
    ]
    about = list(book["About"].iter_rows(values_only=True))
    assert about[0] == ("Rows", len(rows))
    assert {("filter", value) for value in query.values() if isinstance(value, str)} <= {
        ("filter", value) for _, value in about
    }


def test_a_file_is_of_the_list_and_not_of_the_page_that_is_shown(
    viewer_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("healthkart.pagination.NewestFirst.page_size", 4)
    crowded()
    older = viewer_client.get("/rows/orders/?gender=Female").context["page"].older
    html = viewer_client.get(f"/rows/orders/?{older}").content.decode()
    links = re.findall(r'<a href="([^"]*)" download>', html)
    assert links == [f"?gender=Female&amp;table=orders&amp;format={each}" for each in ("csv", "xlsx")]


@pytest.mark.parametrize(("path", "table"), FILES.items())
def test_a_file_that_cannot_be_is_refused_by_name(viewer_client: Client, path: str, table: str) -> None:
    crowded()
    older = "cursor=cD0yMDI1LTAxLTA1KzE%3D"
    for query, named in (
        ("table=rows&format=csv", "table"), (f"table={table}", "format"), (f"table={table}&format=pdf", "format"),
        ("format=csv", "table"), (f"table={table}&format=csv&{older}", "cursor"),
        (f"table={table}&format=csv&brand=Nobody", "brand"), (f"table={table}&format=csv&page_size=5", "page_size"),
    ):  # fmt: skip
        answer = viewer_client.get(f"{path}?{query}")
        assert (answer.status_code, list(answer.context["complaints"])) == (400, [named])


@pytest.mark.parametrize(("path", "table"), FILES.items())
def test_more_rows_than_a_sheet_holds_are_refused_before_they_are_written(
    viewer_client: Client, monkeypatch: pytest.MonkeyPatch, path: str, table: str
) -> None:
    crowded()
    monkeypatch.setattr("healthkart.dashboard.files.MOST_ROWS", 2)
    monkeypatch.setattr("healthkart.dashboard.files.workbook_answer", None)
    answer = viewer_client.get(f"{path}?table={table}&format=xlsx")
    assert (answer.status_code, answer.context["complaints"]) == (400, {"format": [TOO_MANY]})
    assert viewer_client.get(f"{path}?table={table}&format=csv").status_code == 200


@pytest.mark.parametrize(("path", "table"), FILES.items())
def test_a_file_is_for_who_may_see_the_page(client: Client, path: str, table: str) -> None:
    at = f"{path}?table={table}&format=csv"
    answer = client.get(at)
    assert (answer.status_code, answer.headers["Location"][:17]) == (302, "/accounts/login/?")


@pytest.mark.parametrize("text", ["=cmd()", "+cmd", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_in_a_file_is_never_a_formula(viewer_client: Client, text: str) -> None:
    someone, sold = influencer(name=text), {"campaign": campaign(text), "product": product(text, text)}
    event(someone, source=text, **sold)
    post(someone, caption=text, campaign_known_by="stated", product_known_by="stated", **sold)
    payout(someone, 10, reference=text)
    in_step()
    for (path, table), name in zip(FILES.items(), ("source", "caption", "reference"), strict=True):
        heading, row = csv.reader(StringIO(content(viewer_client, f"{path}?table={table}&format=csv").decode(), ""))
        sheet = book_of(viewer_client, path, "", table)["Rows"]
        for column in (name, "campaign", "brand", "product"):
            assert row[heading.index(column)] == f"'{text}"
            cell = sheet.cell(2, heading.index(column) + 1)
            assert (cell.data_type, str(cell.value).replace("_x000D_", "\r")) == ("s", f"'{text}")
        assert row[heading.index("influencer")] == f"'{text} #1"


def test_days_are_days_in_a_workbook_and_in_words_on_screen(viewer_client: Client) -> None:
    small_world()
    sheet = book_of(viewer_client, "/rows/orders/", "", "orders")["Rows"]
    assert (sheet["A2"].value.date(), sheet["A2"].number_format) == (date(2025, 2, 1), "yyyy-mm-dd")
    assert "₹" in sheet["D2"].number_format
    html = viewer_client.get("/rows/orders/").content.decode()
    assert '<th scope="row">1 Feb 2025</th>' in html


@pytest.mark.parametrize(
    "path", [*PATHS, "/influencers/1/", "/campaigns/Gritzo_Campaign_Jan_2025/", "/brands/MuscleBlaze/"]
)
def test_each_heading_of_a_list_has_its_definition_and_that_its_place_in_the_glossary(
    viewer_client: Client, path: str
) -> None:
    small_world()
    html = viewer_client.get(path).content.decode()
    glossary = viewer_client.get("/glossary/").content.decode()
    lists = re.findall(r'<div class="table rows-list".*?</thead>', html, re.DOTALL)
    assert lists
    for each in lists:
        headings = re.findall(r"<th .*?</th>", each, re.DOTALL)
        assert [heading for heading in headings if 'class="about"' not in heading] == []
    opened = set(re.findall(r'popovertarget="means-([\w-]+)"', html))
    assert opened <= set(re.findall(r'id="means-([\w-]+)" popover', html))
    anchors = set(re.findall(r'id="([\w-]+)"', glossary))
    assert set(re.findall(r'href="/glossary/#([\w-]+)"', html)) - anchors == set()


def test_a_list_says_of_its_columns_what_the_glossary_says() -> None:
    said = {term.name: term.meaning for section in glossary() for term in section.terms}
    columns = columns_by_name()
    assert [name for name in columns if not said[name]] == []
    assert [column for column in (*ORDERS, *POSTS, *LINES, *PAYOUTS) if columns[column.name].help != column.help] == []


def test_rows_are_read_as_they_are_written(viewer_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def row(read: Any, labels: Labels) -> Any:
        made.append(read)
        return order_row(read, labels)

    monkeypatch.setattr("campaigns.rows.ROWS", replace(ROWS, row=row))
    monkeypatch.setattr("healthkart.downloads.spreadsheets.LINES_AT_ONCE", 2)
    crowded()
    with closing(viewer_client.get("/rows/orders/?table=orders&format=csv")) as answer:
        lines = iter(answer.streaming_content)  # type: ignore[attr-defined]
        made.clear()  # those of the page
        next(lines)
        assert made == []
        next(lines)
        assert len(made) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(
    "address",
    [*(f"{path}?table={table}" for path, table in FILES.items()),
     *(f"/influencers/a/?table={table}" for table in ("posts", "lines"))],
)  # fmt: skip
def test_a_file_is_of_one_moment_and_leaves_nothing_open_if_broken_off(
    viewer_client: Client, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr("healthkart.downloads.spreadsheets.LINES_AT_ONCE", 1)
    crowded()
    with closing(viewer_client.get(f"{address}&format=csv")) as answer:
        lines = iter(answer.streaming_content)  # type: ignore[attr-defined]
        next(lines), next(lines)
    before = content(viewer_client, f"{address}&format=csv").count(b"\n")
    someone = Influencer.objects.get(code="a")
    event(someone, 300), post(someone, 300), payout(someone, 10)
    in_step()
    assert content(viewer_client, f"{address}&format=csv").count(b"\n") > before


@pytest.mark.parametrize("path", PATHS)
def test_the_way_back_is_the_way_there(viewer_client: Client, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr("healthkart.pagination.NewestFirst.page_size", 4)
    crowded()
    address, there = path, []
    while address:
        page = viewer_client.get(address).context["page"]
        there.append(page.table.rows)
        address = f"{path}?{page.older}" if page.older else ""
    assert len(there) > 3
    back = []
    while page.newer:
        page = viewer_client.get(f"{path}?{page.newer}").context["page"]
        back.append(page.table.rows)
    assert back == there[-2::-1]


def test_lines_without_a_day_come_last(viewer_client: Client) -> None:
    small_world()
    payout(influencer("idle"), 55, reference="for nothing")
    in_step()
    _, rows = whole(viewer_client, "/rows/payout/", {})
    assert rows[0][:8] == [date(2025, 2, 4), "Asha Rao #1", 100_00, 1, "number 1", "per post", 100_00, "Paid"]
    assert rows[-1] == [
        None, "Person idle #idle", 55_00, 0, "for nothing", "per post", 1_00, "Due", None, None, None, None
    ]  # fmt: skip
    assert len(rows) == 8


def test_an_orders_list_says_that_organic_sales_stand_beside(viewer_client: Client) -> None:
    small_world()
    page, rows = whole(viewer_client, "/rows/orders/", {})
    assert len(rows) == 5
    assert [notice.text for notice in page.notices] == [
        "These are the rows of influencers, as revenue counts them; organic beside it: ₹300, 2 orders."
    ]
    assert page.shown == "All 5 rows, newest first"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("query", "named"),
    [("brand=Nobody", "brand"), ("zz=1", "zz"), ("cursor=zz", "cursor"), ("cursor=cD1hYmM%3D", "cursor"),
     ("date_from=2025-02-02&date_to=2025-02-01", "date_to"), ("sort=revenue", "sort"), ("page_size=5", "page_size")],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_name(viewer_client: Client, path: str, query: str, named: str) -> None:
    small_world()
    response = viewer_client.get(f"{path}?{query}")
    assert response.status_code == 400
    assert list(response.context["complaints"]) == [named]


@pytest.mark.parametrize(
    ("url", "leads"),
    [("https://example.com/p/1?a=1&b=2", True), ("http://example.com", True), ("javascript:alert(1)", False),
     ("java\nscript:alert(1)", False), ("//example.com/x", False), ("data:text/html,x", False), ("", False),
     ("https:/broken", False), ("http://[broken", False), (' "onmouseover="alert(1)', False)],
)  # fmt: skip
def test_other_peoples_links_lead_to_the_web_or_nowhere(viewer_client: Client, url: str, leads: bool) -> None:
    post(influencer(), caption='<script>alert("1")</script>', url=url)
    in_step()
    html = viewer_client.get("/rows/posts/").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in html
    links = re.findall(r'<a href="([^"]*)" title="[^"]*" target="_blank" rel="noopener noreferrer nofollow">', html)
    assert links == ([url.replace("&", "&amp;")] if leads else [])


@pytest.mark.parametrize(
    ("kpi", "lists"),
    [("revenue", ["orders"]), ("payout", ["payout"]), ("roas", ["orders", "payout"]), ("roi", ["orders", "payout"]),
     ("engagement_rate", ["posts"]), ("posts", ["posts"]), ("cost_per_engagement", ["posts", "payout"]),
     ("cost_per_mille", ["posts", "payout"]), ("cost_per_order", ["orders", "payout"]),
     ("performance_score", ["orders", "posts", "payout"])],
)  # fmt: skip
def test_each_kpi_knows_the_rows_behind_it(kpi: str, lists: list[str]) -> None:
    assert [source.name for source in sources(KPI[kpi])] == lists


@pytest.mark.parametrize("path", ["/campaigns/", "/influencers/", "/payouts/"])
def test_cards_lead_to_their_rows_with_the_filters(viewer_client: Client, path: str) -> None:
    small_world()
    query = "brand=Gritzo&date_from=2025-01-01"
    response = viewer_client.get(f"{path}?{query}")
    links = re.findall(r'<a href="(/rows/(\w+)/\?[^"]*)">', response.content.decode())
    cards = response.context["page"].cards
    assert [name for _, name in links[: len(links)]][: sum(len(sources(card.kpi)) for card in cards)] == [
        source.name for card in cards for source in sources(card.kpi)
    ]
    assert {address.partition("?")[2] for address, _ in links[:4]} == {query.replace("&", "&amp;")}
    assert viewer_client.get(links[0][0].replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_rows_asks_a_few_questions(viewer_client: Client, django_assert_num_queries: Any, path: str) -> None:
    crowded()
    viewer_client.get("/campaigns/")
    # session, user, version; results, keys, rows; and what was paid and is due
    with django_assert_num_queries(7 if "payout" in path else 6):
        viewer_client.get(path)


@pytest.mark.parametrize(("path", "queries"), [("/rows/orders/", 8), ("/rows/posts/", 8), ("/rows/payout/", 11)])
def test_a_file_asks_a_few_questions_however_many_rows(
    viewer_client: Client, django_assert_num_queries: Any, path: str, queries: int
) -> None:
    """Those of its page, then version and rows; of payout lines also what their payouts hold, by id."""
    at = f"{path}?table={FILES[path]}&format=csv"
    for world in (small_world, more):
        world()
        viewer_client.get("/campaigns/")
        with django_assert_num_queries(queries):
            content(viewer_client, at)


@pytest.mark.parametrize(
    ("rows", "of", "newer", "older", "words"),
    [
        (5, None, "", "", "All 5 rows, newest first"),
        (1, 1, "", "", "One row"),
        (100, None, "", "?", "The newest 100 rows"),
        (100, 1234, "", "?", "The newest 100 of 1,234 rows"),
        (100, 1234, "?", "?", "Another 100 of 1,234 rows, newest first"),
        (34, 1234, "?", "", "The oldest 34 of 1,234 rows, newest first"),
        (1, None, "?", "", "The oldest 1 row, newest first"),
    ],
)
def test_a_page_says_what_it_shows_of_its_list(rows: int, of: int | None, newer: str, older: str, words: str) -> None:
    assert shown(rows, of, newer, older) == words


@pytest.mark.parametrize(("path", "words"), [("/rows/orders/", "7 rows"), ("/rows/posts/", "7 of 24 rows")])
def test_it_is_said_of_as_many_as_are_known_without_counting(
    viewer_client: Client, monkeypatch: pytest.MonkeyPatch, path: str, words: str
) -> None:
    monkeypatch.setattr("healthkart.pagination.NewestFirst.page_size", 7)
    crowded()
    assert f"The newest {words}. The numbers" in viewer_client.get(path).content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_no_row_is_no_fault_of_filters_where_there_are_none(viewer_client: Client, path: str) -> None:
    def nothing(query: str = "") -> list[str]:
        return re.findall('<p class="nothing">(.*)</p>', viewer_client.get(path + query).content.decode())

    assert nothing() == ["There is no row yet."]
    small_world()
    assert nothing() == []
    assert nothing("?date_to=2001-01-01") == ['No row passes these filters. <a href=".">Clear all filters</a>']


@pytest.mark.parametrize("query", ["", "date_from=2025-01-06&date_to=2025-01-31", "gender=Female"])
def test_what_is_due_and_what_is_paid_have_lines_that_add_up_to_it(viewer_client: Client, query: str) -> None:
    crowded()
    totals = {}
    for status in ("due", "paid"):
        page = viewer_client.get(f"/rows/payout/?{query}&status={status}").context["page"]
        text = content(viewer_client, f"/rows/payout/?{query}&status={status}&table=lines&format=csv").decode(
            "utf-8-sig"
        )
        rows = list(csv.DictReader(StringIO(text)))
        assert {row["status"].lower() for row in rows} <= {status}
        totals[status] = page.cards[0].value
        assert sum(Decimal(row["amount"]) for row in rows) * 100 == totals[status]
        assert viewer_client.get(f"/api/v1/payout-lines/?{query}&status={status}").json()["results"] == [
            row for row in viewer_client.get(f"/api/v1/payout-lines/?{query}").json()["results"]
            if row["status"] == status
        ]  # fmt: skip
    chart = viewer_client.get(f"/payouts/?{query}")
    of_page = {cell.name: place for place, cell in enumerate(chart.context["page"].by_basis_and_status.table.columns)}
    table = chart.context["page"].by_basis_and_status.table
    assert [table.totals[of_page[status]].value for status in ("due", "paid")] == [totals["due"], totals["paid"]]
    for status in totals:
        address = f"/rows/payout/?{query}&status={status}".replace("?&", "?").replace("&", "&amp;")
        assert f'href="{address}"' in chart.content.decode()


def test_a_status_is_said_kept_and_taken_away(viewer_client: Client) -> None:
    crowded()
    html = viewer_client.get("/rows/payout/?gender=Female&status=due").content.decode()
    page = " ".join(html.split())
    assert '<a class="chip" href="?status=due"> <span class="chip-label">Gender</span> Female' in page
    assert '<a class="chip" href="?gender=Female"> <span class="chip-label">Status</span> due' in page
    assert '<a class="clear-all" href=".">Clear all</a>' in page
    assert "Gender Female · Status due · Data as of" in page
    assert '<input type="hidden" form="filters" name="status" value="due">' in html
    assert re.search(r'<a href="\?gender=Female&amp;influencer=\w+&amp;status=due">', html)
    for address in ("/rows/payout/?status=owed", "/rows/orders/?status=due", "/api/v1/payout-lines/?status=owed"):
        assert viewer_client.get(address).status_code == 400
