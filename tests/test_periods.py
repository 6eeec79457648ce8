"""Periods by name: the days that they have now, on pages, in files and in the API, and other days after an import."""

import csv
import io
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client
from openpyxl import load_workbook

from healthkart.dashboard.presets import PERIODS
from tests.conftest import logged_in
from tests.worlds import event, in_step, influencer, shared, small_world

pytestmark = pytest.mark.django_db
world = shared(small_world)

PAGES = (
    "/campaigns/", "/influencers/", "/payouts/", "/insights/", "/influencers/1/", "/brands/Gritzo/",
    "/campaigns/Gritzo_Campaign_Jan_2025/", "/rows/orders/", "/rows/posts/", "/rows/payout/",
)  # fmt: skip
REPORTS = ("summary/", "performance/?group_by=brand", "payouts-by-basis/")
LISTS = ("posts/", "tracking-events/", "payouts/", "payout-lines/", "campaigns/")
LAST_MONTH = "date_from=2025-01-01&date_to=2025-01-31"  # the data end on 4 February 2025


def newer_data() -> None:
    """A sale in March, of 7,000."""
    event(influencer("9"), day=63, revenue=7_000)
    in_step()


def asked(address: str, query: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{query}"


def main_text(response: Any) -> str:
    """What a page says, without its filters."""
    assert response.status_code == 200
    text = re.sub(r"<[^>]*>", " ", response.content.decode().partition('class="cards"')[2])
    assert text
    return " ".join(text.split())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_a_period_is_that_of_its_days(viewer_client: Client, path: str) -> None:
    of_period, of_days = (viewer_client.get(f"{path}?{query}") for query in ("period=last_month", LAST_MONTH))
    assert main_text(of_period) == main_text(of_days)


@pytest.mark.parametrize("path", [*REPORTS, *LISTS])
def test_the_api_gives_the_rows_of_its_days(viewer_client: Client, path: str) -> None:
    of_period, of_days, all_days = (
        viewer_client.get(asked(f"/api/v1/{path}", query)).json() for query in ("period=last_month", LAST_MONTH, "")
    )
    for answer in (of_period, of_days):
        answer.get("scope", {}).pop("period", None)
    assert of_period == of_days
    assert of_period != all_days or path == "payouts/"  # each of which may cover any day


def test_the_summary_tells_the_period_and_the_days(viewer_client: Client) -> None:
    answer = viewer_client.get("/api/v1/summary/?period=last_7_days&compare=previous").json()
    days = {name: answer["scope"][name] for name in ("period", "date_from", "date_to")}
    assert days == {"period": "last_7_days", "date_from": "2025-01-29", "date_to": "2025-02-04"}
    assert answer["compared_with"]["date_from"] == "2025-01-22"


@pytest.mark.parametrize("period", PERIODS)
def test_every_period_is_understood(viewer_client: Client, period: str) -> None:
    response = viewer_client.get(f"/campaigns/?period={period}")
    (marked,) = re.findall(r'data-preset="(\w*)"\s+aria-current="true"', response.content.decode())
    assert marked == period
    assert response.context["dates"].name == PERIODS[period]


@pytest.mark.parametrize("path", [*PAGES, *(f"/api/v1/{path}" for path in (*REPORTS, *LISTS)), "/search/?q=a"])
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("period=yesterday", f"No period is called 'yesterday'; there is {', '.join(PERIODS)}."),
        ("period=last_month&date_from=2025-01-01", "A period has days of its own: leave out either it, or"),
        ("period=last_month&date_to=2025-01-31", "A period has days of its own: leave out either it, or"),
        ("period=last_month&period=last_month", "Give it once."),
    ],
)
def test_what_is_no_period_is_refused_by_name(viewer_client: Client, path: str, query: str, said: str) -> None:
    response = viewer_client.get(asked(path, query))
    assert response.status_code == 400
    refused = response.json() if "/api/" in path else response.context["complaints"]
    assert list(refused) == ["period"]
    assert refused["period"][0].startswith(said)


def test_lists_without_days_have_no_periods(viewer_client: Client) -> None:
    assert list(viewer_client.get("/api/v1/brands/?period=last_month").json()) == ["period"]


def test_the_schema_names_the_periods(viewer_client: Client) -> None:
    schema = viewer_client.get("/api/v1/schema/", headers={"accept": "application/json"}).json()
    for path in ("summary", "performance", "payouts-by-basis", *(name.strip("/") for name in LISTS)):
        parameters = schema["paths"][f"/api/v1/{path}/"]["get"]["parameters"]
        (period,) = [each for each in parameters if each["name"] == "period"]
        assert set(period["schema"]["enum"]) == set(PERIODS)


@pytest.mark.parametrize("path", PAGES)
def test_links_keep_the_period_and_not_its_days(viewer_client: Client, path: str) -> None:
    page = viewer_client.get(f"{path}?period=last_30_days&interval=month").content.decode()
    links = [QueryDict(link.replace("&amp;", "&")) for link in re.findall(r'href="[^"?]*\?([^"#]*)', page)]
    kept = [link for link in links if "period" in link]
    assert [link for link in kept if "date_from" in link or "date_to" in link] == []
    assert len(kept) > len(PERIODS)
    days = {(link["date_from"], link["date_to"]) for link in links if "date_from" in link}
    assert ("2025-01-06", "2025-02-04") in days  # the way to fix them
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))  # of the search
    assert fields["period"] == "last_30_days"


def test_a_day_of_a_trend_and_fixed_days_are_no_period(viewer_client: Client) -> None:
    scope = viewer_client.get("/campaigns/?period=last_30_days&brand=Gritzo").context["scope"]
    assert scope.query_string() == "brand=Gritzo&period=last_30_days"
    assert scope.but(date_from=None).query_string() == "brand=Gritzo&date_to=2025-02-04"
    assert scope.but(period=None).query_string() == "brand=Gritzo&date_from=2025-01-06&date_to=2025-02-04"
    assert scope.but(brand=()).query_string() == "period=last_30_days"


def test_the_chip_names_the_period_and_its_days(viewer_client: Client) -> None:
    response = viewer_client.get("/campaigns/?period=last_30_days&gender=F")
    chips = [(chip.label, chip.value, chip.without, chip.fixed) for chip in response.context["chips"]]
    assert chips == [
        ("Gender", "Female", "period=last_30_days", ""),
        ("Period", "Last 30 days · 6 Jan – 4 Feb 2025", "gender=Female",
         "gender=Female&date_from=2025-01-06&date_to=2025-02-04"),
    ]  # fmt: skip
    page = response.content.decode()
    assert "Campaign overview · Last 30 days · 6 Jan – 4 Feb 2025 · Gender Female · Data" in page  # on pictures
    assert "<span>Period Last 30 days · 6 Jan – 4 Feb 2025</span>" in page  # on paper


def test_days_given_as_such_are_not_shown_as_a_period(viewer_client: Client) -> None:
    page = viewer_client.get(f"/campaigns/?{LAST_MONTH}").content.decode()
    assert re.findall(r'data-preset="\w*"\s+aria-current', page) == []


def test_a_period_that_leaves_nothing_is_offered_to_be_taken_away(viewer_client: Client) -> None:
    page = viewer_client.get("/campaigns/?period=last_quarter").content.decode()
    assert "The days that are asked for lie outside the data." in page
    assert '<a href=".">Without “Period Last quarter · 1 Oct – 31 Dec 2024”</a>' in page


def test_a_file_says_the_period_and_its_days(viewer_client: Client) -> None:
    for address in (
        "/campaigns/?table=revenue-trend", "/rows/orders/?table=orders", "/api/v1/performance/?group_by=brand",
        "/api/v1/tracking-events/?",
    ):  # fmt: skip
        answer = viewer_client.get(f"{address}&format=xlsx&period=last_month")
        about = load_workbook(io.BytesIO(answer.getvalue()))["About"]  # type: ignore[attr-defined]
        assert ("period", "Last month · 1–31 Jan 2025") in list(about.iter_rows(values_only=True))
        of_period, of_days = (
            list(csv.reader(viewer_client.get(f"{address}&format=csv&{query}").getvalue().decode().splitlines()))  # type: ignore[attr-defined]
            for query in ("period=last_month", LAST_MONTH)
        )
        assert of_period == of_days


@pytest.mark.parametrize("partly", [False, True])
def test_newer_data_move_a_page_that_was_kept(viewer_client: Client, partly: bool) -> None:
    def days() -> str:
        headers = {"hx-request": "true"} if partly else {}
        page = viewer_client.get("/campaigns/?period=this_month", headers=headers).content.decode()
        (found,) = re.findall(r"This month · ([^<]*?)\s*<span class=\"chip-off", page)
        return found

    assert [days(), days()] == ["1–4 Feb 2025"] * 2
    newer_data()
    assert days() == "1–5 Mar 2025"


def test_a_saved_view_and_a_start_page_move_on(viewer: User) -> None:
    client = logged_in(viewer)
    sent = {"name": "This month", "address": "/campaigns/?period=this_month", "is_start": "on"}
    assert client.post("/views/new/", sent).status_code == 302
    assert "Period This month · 1–4 Feb 2025" in client.get("/views/").content.decode()
    newer_data()
    assert "Period This month · 1–5 Mar 2025" in client.get("/views/").content.decode()
    page = client.get("/", follow=True).context["page"]
    assert page.cards[0].value == 7_000_00


def test_what_is_found_is_shown_over_the_period(viewer_client: Client) -> None:
    page = viewer_client.get("/search/?q=asha&period=last_month").content.decode()
    assert 'href="/influencers/1/?period=last_month"' in page


# Without script the form sends the days of its fields, and which period they stand for.


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ({"date_from": "2025-01-01", "date_to": "2025-01-31", "brand": "Gritzo"}, "brand=Gritzo&period=last_month"),
        ({"date_from": "2025-01-02", "date_to": "2025-01-31"}, "date_from=2025-01-02&date_to=2025-01-31"),
        ({"date_from": "2025-01-01", "date_to": ""}, "date_from=2025-01-01&date_to="),
        ({"date_from": "", "date_to": "", "compare": ""}, "date_from=&date_to=&compare="),
        ({}, ""),
    ],
)
def test_the_form_means_the_period_unless_its_days_were_changed(
    viewer_client: Client, sent: dict[str, str], meant: str
) -> None:
    response = viewer_client.get(f"/campaigns/?{urlencode(sent | {'instead_of': 'last_month'})}")
    assert (response.status_code, response.headers["Location"]) == (302, f"?{meant}")
    assert viewer_client.get(f"/campaigns/?{meant}").status_code == 200


def test_the_form_names_the_period_of_its_days(viewer_client: Client) -> None:
    page = viewer_client.get("/campaigns/?period=last_month").content.decode()
    assert '<input type="hidden" form="filters" name="instead_of" value="last_month">' in page
    assert 'name="date_from" value="2025-01-01"' in page
    assert "instead_of" not in viewer_client.get(f"/campaigns/?{LAST_MONTH}").content.decode()


def test_what_stands_for_no_period_is_no_parameter(viewer_client: Client) -> None:
    response = viewer_client.get("/campaigns/?instead_of=yesterday")
    assert (response.status_code, list(response.context["complaints"])) == (400, ["instead_of"])
