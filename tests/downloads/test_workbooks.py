"""Workbooks hold what the API and the CSV hold: real numbers, real days, and no formula."""

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook

from healthkart.analytics.kpis import KPI
from healthkart.api import lists
from healthkart.dashboard.figures import TOO_FEW
from healthkart.downloads import workbooks
from influencers.models import Influencer
from payouts.selectors import BEST, PERSONA
from tests.test_promises import QUERIES
from tests.worlds import event, in_step, influencer, payout, post, small_world

pytestmark = pytest.mark.django_db
LISTS = ("influencers", "posts", "tracking-events", "payouts", "payout-lines", "campaigns", "brands", "products")
GROUPS = ("campaign", "influencer", "month", "category,gender", "day")
ADDRESSES = [
    *(f"performance/?group_by={each}" for each in GROUPS),
    "performance/?group_by=category,gender,platform,influencer_type&min_influencers=1&ordering=-roas&limit=2",
    "performance/?group_by=campaign&date_from=2025-02-01&date_to=2025-02-28&compare=previous",
    "payouts-by-basis/?",
    *(f"{name}/?" for name in LISTS),
]
MONEY = {"revenue", "payout", "rate", "total", "amount", "paid", "due"} | {
    kpi.name for kpi in KPI.values() if kpi.unit == "rupees"
}


def workbook(client: Client, address: str) -> Workbook:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == workbooks.TYPE
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return load_workbook(BytesIO(content))


def rows_of(book: Workbook) -> list[dict[str, Any]]:
    heading, *rows = book["Rows"].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def as_in_a_workbook(name: str, value: Any) -> Any:
    """A value of the API as a cell: money a number, a day a day, an empty text as nothing."""
    if value in (None, ""):
        return None
    if name in MONEY and isinstance(value, str):
        return pytest.approx(float(value), abs=1e-9)
    if isinstance(value, float):
        return pytest.approx(value, rel=1e-12)
    return value


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_workbook_and_a_csv_hold_the_cells_of_the_api(viewer_client: Client, address: str) -> None:
    small_world()
    event(influencer("9", category=""), revenue=1234.56, campaign=None)
    in_step()
    api = viewer_client.get(f"/api/v1/{address}").json()["results"]
    assert api
    rows = rows_of(workbook(viewer_client, f"/api/v1/{address}&format=xlsx"))
    days = {name for name in rows[0] if name in ("date", "day", "month", "paid_on") or name.endswith("_day")}
    found = [
        {name: f"{cell:%Y-%m-%d}" if name in days and cell else cell for name, cell in row.items()} for row in rows
    ]
    assert found == [{name: as_in_a_workbook(name, value) for name, value in row.items()} for row in api]

    answer = viewer_client.get(f"/api/v1/{address}&format=csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert list(csv.DictReader(lines)) == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in api
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_a_workbook_keeps_the_filters_and_says_so(viewer_client: Client, query: dict[str, Any]) -> None:
    small_world()
    asked = urlencode(query, doseq=True)
    book = workbook(viewer_client, f"/api/v1/performance/?group_by=influencer&format=xlsx&{asked}")
    total = viewer_client.get(f"/api/v1/summary/?{asked}").json()["totals"]
    assert round(sum(row["revenue"] for row in rows_of(book)), 2) == float(total["revenue"])
    about = [(name, value) for name, value in book["About"].iter_rows(values_only=True) if name]
    assert about[:3] == [
        ("Rows", len(rows_of(book))), ("Data as of", "2025-02-04"), ("Data version", about[2][1])
    ]  # fmt: skip
    given = [
        (name, value) for name in query for value in ([query[name]] if isinstance(query[name], str) else query[name])
    ]
    assert [pair for pair in about if pair[0] in query and pair in given] == given
    assert ("Cost rule", workbooks.COST_RULE) in about
    assert ("roas", "Return on ad spend: revenue per rupee paid out. Formula: revenue / payout.") in about


def test_numbers_and_days_are_formatted(viewer_client: Client) -> None:
    small_world()
    sheet = workbook(viewer_client, "/api/v1/performance/?group_by=month&format=xlsx")["Rows"]
    cells = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert cells["month"].value.date() == date(2025, 1, 1)
    assert cells["month"].number_format == "yyyy-mm-dd"
    assert "₹" in cells["revenue"].number_format
    assert cells["revenue"].value == 2400
    assert cells["roi"].number_format == "0.00%"
    assert cells["roi"].value == pytest.approx((2400 - 1350) / 1350)
    assert sheet.freeze_panes == "A2"
    orders = workbook(viewer_client, "/api/v1/tracking-events/?format=xlsx")["Rows"]
    assert orders["A2"].number_format == "0"


@pytest.mark.parametrize("text", ["=cmd()", "+cmd|' /C calc'!A0", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "=1+1"])
def test_text_is_never_a_formula(viewer_client: Client, text: str) -> None:
    post(influencer("1", name=text), caption=text)
    in_step()
    for address, name in (("posts/?", "caption"), ("performance/?group_by=influencer", "influencer_name")):
        sheet = workbook(viewer_client, f"/api/v1/{address}&format=xlsx")["Rows"]
        (cell,) = [cell for heading, cell in zip(sheet[1], sheet[2], strict=True) if heading.value == name]
        assert cell.data_type == "s"
        assert str(cell.value).replace("_x000D_", "\r") == f"'{text}"


def test_a_text_that_looks_like_a_link_is_text(viewer_client: Client) -> None:
    post(influencer("1"), url="https://example.com/1")
    in_step()
    sheet = workbook(viewer_client, "/api/v1/posts/?format=xlsx")["Rows"]
    (cell,) = [cell for heading, cell in zip(sheet[1], sheet[2], strict=True) if heading.value == "url"]
    assert (cell.value, cell.hyperlink) == ("https://example.com/1", None)


def test_more_rows_than_a_sheet_holds_are_refused(viewer_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    small_world()
    address = "/api/v1/posts/?format=xlsx"
    monkeypatch.setattr(lists, "MOST_ROWS", 4)
    assert len(rows_of(workbook(viewer_client, address))) == 4
    for module in (lists, workbooks):  # counted before, and again while they are written
        monkeypatch.setattr(module, "MOST_ROWS", 3)
        answer = viewer_client.get(address)
        assert (answer.status_code, answer.json()) == (400, {"format": [workbooks.TOO_MANY]})
        monkeypatch.undo()
    assert "1,048,575 rows" in workbooks.TOO_MANY


def test_payouts_by_basis_are_those_of_the_page(viewer_client: Client) -> None:
    small_world()
    for query in ({}, {"brand": "Gritzo"}, {"basis": "order"}):
        page = viewer_client.get(f"/payouts/?{urlencode(query)}").context["page"]
        api = viewer_client.get(f"/api/v1/payouts-by-basis/?{urlencode(query)}").json()
        chart = page.by_basis_and_status
        assert [[cell.value for cell in row] for row in chart.table.rows] == [
            [f"Per {row['basis']}", *(int(Decimal(row[name]) * 100) for name in ("paid", "due", "payout"))]
            for row in api["results"]
        ]
        assert chart.table.totals[-1].value == int(Decimal(api["totals"]["payout"]) * 100)
        for file in (
            rows_of(workbook(viewer_client, f"/api/v1/payouts-by-basis/?{urlencode(query)}&format=xlsx")),
            rows_of(workbook(viewer_client, f"/payouts/?{urlencode(query)}&table={chart.name}&format=xlsx"))[:-1],
        ):
            assert [row["payout"] * 100 for row in file] == [row[-1].value for row in chart.table.rows]


@pytest.mark.parametrize("query", [{}, {"roi_below": "50"}, {"category": "Fitness"}])
def test_the_files_of_personas_and_of_poor_roi_are_their_tables(viewer_client: Client, query: dict[str, str]) -> None:
    small_world()
    for number in range(9):  # ties, and groups of three and of less
        event(influencer(f"x{number}", category=["Food", "Fitness"][number % 2]), number, revenue=100 * (number // 3))
        payout(influencer(f"y{number}", category="Food"), 100 * (number % 4), "order")
        event(Influencer.objects.get(code=f"y{number}"), number, revenue=150)
    in_step()
    page = viewer_client.get(f"/payouts/?{urlencode(query)}").context["page"]
    options = {"min_influencers": TOO_FEW, "ordering": "-roas", "limit": BEST}
    people = {"ordering": "roi", "limit": len(page.poor.table.rows)}
    filters = {name: value for name, value in query.items() if name != "roi_below"}
    for table, file, group_by, name in (
        (page.poor.table, "poor", {"group_by": "influencer", **people}, "roi"),
        (page.best_personas, "personas", {"group_by": ",".join(PERSONA), **options}, "roas"),
    ):
        place = [column.name for column in table.columns].index(name)
        rows = rows_of(workbook(viewer_client, f"/api/v1/performance/?{urlencode(filters | group_by)}&format=xlsx"))
        shown = rows_of(workbook(viewer_client, f"/payouts/?{urlencode(query)}&table={file}&format=xlsx"))
        assert [row[name] for row in shown][: len(table.rows)] == pytest.approx([row[name] for row in rows])
        assert [row[name] for row in rows if row[name] is not None] == pytest.approx(
            [row[place].value for row in table.rows]
        )
        names = [row.get("influencer") or " · ".join(row[each] or "Unknown" for each in PERSONA) for row in rows]
        assert names == [row[0].value.rpartition("#")[2] for row in table.rows]
