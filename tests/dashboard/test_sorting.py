"""How tables are sorted: in the address, in the page and in its files."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from healthkart.dashboard.kept import kept_pages
from healthkart.dashboard.pages import Cell, Column, DataTable
from healthkart.dashboard.sorting import Order, in_order, read, written
from influencers import selectors as influencer_pages
from tests.dashboard.refusals import refusal
from tests.worlds import small_world

GRITZO, MUSCLEBLAZE = "Gritzo_Campaign_Jan_2025", "MuscleBlaze_Campaign_Jan_2025"
NAME, ROAS = Column("campaign", "Campaign"), Column.of("roas")


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        ("", {}),
        ("-roas", {"campaigns": Order("roas", True)}),
        ("campaigns.roas", {"campaigns": Order("roas", False)}),
        ("roas,revenue-trend.-week", {"campaigns": Order("roas", False), "revenue-trend": Order("week", True)}),
    ],
)
def test_the_main_table_goes_without_its_name(text: str, orders: dict[str, Order]) -> None:
    assert read(text, "campaigns") == orders
    assert written(orders, "campaigns") == text.removeprefix("campaigns.")


@pytest.mark.parametrize("text", ["-", "campaigns.", "campaigns.-", "roas,campaigns.-roi", "a.roas,a.roi"])
def test_what_is_no_order_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"names no column|Two orders"):
        read(text, "campaigns")


def test_without_a_main_table_each_is_named() -> None:
    with pytest.raises(ValueError, match="write TABLE.COLUMN"):
        read("roas", "")
    assert read("people.roas", "") == {"people": Order("roas", False)}


def table(*values: Any) -> DataTable:
    return DataTable((NAME, ROAS), tuple((Cell(str(place)), Cell(value)) for place, value in enumerate(values)))


def sorted_by(order: Order, *values: Any) -> list[Any]:
    return [row[1].value for row in in_order(table(*values), order).rows]


RISING, FALLING = Order("roas", False), Order("roas", True)


def test_what_is_not_known_comes_last_either_way() -> None:
    assert sorted_by(RISING, 2.0, None, 0, -1.5) == [-1.5, 0, 2.0, None]
    assert sorted_by(FALLING, 2.0, None, 0, -1.5) == [2.0, 0, -1.5, None]
    assert sorted_by(RISING, "b", None, "", "A") == ["A", "b", None, ""]
    assert sorted_by(FALLING, date(2025, 2, 1), date(2025, 10, 1)) == [date(2025, 10, 1), date(2025, 2, 1)]


@pytest.mark.parametrize("order", [RISING, FALLING])
def test_equals_stay_as_they_were(order: Order) -> None:
    assert [row[0].value for row in in_order(table(1, 1, 1), order).rows] == ["0", "1", "2"]


def test_a_table_without_the_column_is_as_it_was() -> None:
    unsorted = table(2, 1)
    assert in_order(unsorted, Order("revenue_change", True)) is unsorted
    assert in_order(unsorted, None) is unsorted


def test_of_a_part_of_the_rows_the_first_of_all_are_shown() -> None:
    everything = table(1, 3, 2).rows
    part = DataTable((NAME, ROAS), everything[:2], all_rows=lambda: iter(everything))
    found = in_order(part, FALLING)
    assert [row[1].value for row in found.rows] == [3, 2]
    assert found.all_rows
    assert [row[1].value for row in found.all_rows()] == [3, 2, 1]


@pytest.fixture
def client(viewer_client: Client) -> Client:
    small_world()
    kept_pages().clear()
    return viewer_client


def shown(client: Client, address: str, table: str) -> list[str]:
    """The names in the rows of a table, as the page has them from above."""
    html = client.get(address).content.decode()
    body = html.split(f'data-table="{table}" role', 1)[1].split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    heads = [row.split('<th scope="row"', 1)[1].split("</th>", 1)[0] for row in body.split("<tr>")[1:]]
    return [head.split(">", 2)[2].split("</a>")[0].replace("<wbr>", "") for head in heads]


def filed(client: Client, address: str, table: str) -> list[str]:
    path, _, query = address.partition("?")
    answer = client.get(f"{path}?{query}&table={table}&format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return [row[0] for row in csv.reader(StringIO(text))][1:]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "table", "names"),
    [
        ("/campaigns/?sort=-roas", "campaigns", [GRITZO, MUSCLEBLAZE, "Unknown", "Summer Push"]),
        ("/campaigns/?sort=roas", "campaigns", ["Unknown", MUSCLEBLAZE, GRITZO, "Summer Push"]),
        ("/campaigns/?sort=campaign,roas-by-category.-revenue", "campaigns", [GRITZO, MUSCLEBLAZE]),
        ("/payouts/?sort=-roi,poor.-payout&roi_below=9000", "poor", ["Chitra Sen #3", "Asha Rao #1"]),
        ("/brands/MuscleBlaze/?sort=people.payout", "people", []),
    ],
)  # fmt: skip
def test_page_and_file_hold_the_same_order(client: Client, address: str, table: str, names: list[str]) -> None:
    found = shown(client, address, table)
    assert len(found) > 1
    assert found[: len(names)] == names
    in_file = [name or "Unknown" for name in filed(client, address, table)]
    assert in_file[: len(found)] == found


@pytest.mark.django_db
def test_a_table_that_the_page_cuts_short_is_sorted_as_a_whole(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(influencer_pages, "MOST_ROWS", 2)
    address = "/influencers/?sort=followers-and-revenue.-followers"
    assert shown(client, address, "followers-and-revenue") == ["Chitra Sen #3", "Asha Rao #1"]
    assert filed(client, address, "followers-and-revenue")[:2] == ["Chitra Sen #3", "Asha Rao #1"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/campaigns/?sort=-rosa", "campaigns has no column 'rosa'"),
        ("/campaigns/?sort=campaign.roas", "No table here is called 'campaign'"),
        ("/campaigns/?sort=campaigns.month", "campaigns has no column 'month'"),
        ("/campaigns/?sort=revenue-by-brand.revenue_before", "revenue-by-brand has no column 'revenue_before'"),
        ("/campaigns/?sort=-", "names no column: write TABLE.COLUMN, or TABLE.-COLUMN for falling."),
        ("/campaigns/?sort=roas&sort=roi", "Give it once."),
        ("/payouts/?sort=category", "Influencers cannot be sorted by 'category'"),
        ("/payouts/?sort=personas.name", "personas has no column 'name'"),
        ("/influencers/1/?sort=posts.likes", "posts has an order and columns of its own."),
        ("/influencers/1/?sort=roas", "write TABLE.COLUMN"),
        ("/campaigns/?sort=campaign.roas&table=campaigns&format=csv", "No table here is called 'campaign'"),
        ("/insights/?sort=roas", "There is no such parameter."),
        ("/rows/orders/?sort=date", "There is no such parameter."),
    ],
)
def test_what_cannot_be_sorted_is_refused_by_name(client: Client, address: str, why: str) -> None:
    name, said = refusal(client, address)
    assert name == "sort"
    assert why in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/campaigns/?sort=-revenue_change",  # is there when compared
        "/campaigns/?sort=revenue-trend.-month&interval=week",
        "/campaigns/?sort=revenue-trend.revenue_before",
        "/payouts/?sort=-roas_change,personas.revenue_change",
        "/campaigns/?date_from=2024-01-01&date_to=2024-01-02&sort=-roas",  # nothing is left
        "/brands/MuscleBlaze/?date_from=2024-01-01&date_to=2024-01-02&sort=people.-roas",
    ],
)
def test_an_order_stays_in_the_address_while_its_column_is_away(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "sort=" in answer.content.decode()


@pytest.mark.django_db
def test_other_filters_and_dates_keep_the_orders(client: Client) -> None:
    html = client.get("/campaigns/?gender=Female&sort=-roas,roas-by-category.payout").content.decode()
    kept = "sort=-roas%2Croas-by-category.payout"
    assert f'<a class="clear-all" href="?{kept}">' in html
    assert '<input type="hidden" form="filters" name="sort" value="-roas,roas-by-category.payout">' in html


@pytest.mark.django_db
def test_a_file_of_nothing_is_refused_no_more_than_the_page(client: Client) -> None:
    nothing = "date_from=2024-01-01&date_to=2024-01-02&sort=-roas"
    assert client.get(f"/campaigns/?{nothing}").status_code == 200
    assert client.get(f"/campaigns/?{nothing}&table=campaigns&format=csv").status_code == 200


@pytest.mark.django_db
def test_only_the_table_that_is_sorted_begins_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payouts.selectors.PER_PAGE", 2)
    html = client.get("/payouts/?page=2&roi_below=9000").content.decode()
    assert 'id="sort-poor-roi" href="?page=2&amp;roi_below=9000&amp;sort=poor.-roi"' in html
    assert 'id="sort-influencers-roi" href="?roi_below=9000&amp;sort=-roi"' in html
