"""Which columns of its tables a page hides: in the address, kept by what leads on from the page."""

import re

import pytest
from django.test import Client

from healthkart.dashboard.columns import hidden, named, written
from healthkart.dashboard.kept import kept_pages
from tests.dashboard.refusals import refusal
from tests.worlds import small_world

NOTHING = "date_from=2024-01-01&date_to=2024-01-02"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("roas", [("campaigns", "roas")]),
        ("roas, people.revenue", [("campaigns", "roas"), ("people", "revenue")]),
        ("campaigns.roi,people.roi,people.roas", [("campaigns", "roi"), ("people", "roi"), ("people", "roas")]),
    ],
)  # fmt: skip
def test_the_main_table_goes_without_its_name(text: str, names: list[tuple[str, str]]) -> None:
    assert [*named(text, "campaigns")] == names
    assert written(names, "campaigns") == text.removeprefix("campaigns.").replace(" ", "")


@pytest.mark.parametrize("text", [".", "people.", "roas,people.", "-"])
def test_what_names_no_column_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="names no column: write TABLE.COLUMN"):
        hidden(text, "campaigns")


def test_without_a_main_table_each_is_named() -> None:
    with pytest.raises(ValueError, match="'roas' names no column"):
        hidden("roas", "")
    assert hidden("people.roas", "") == (("people", "roas"),)


def test_a_column_is_hidden_once() -> None:
    assert hidden("roi,campaigns.roi,roas", "campaigns") == (("campaigns", "roi"), ("campaigns", "roas"))


@pytest.fixture
def client(viewer_client: Client) -> Client:
    small_world()
    kept_pages().clear()
    return viewer_client


def unticked(client: Client, address: str) -> list[str]:
    """The columns that a page hides, all of which it still holds, for the styles to hide."""
    answer = client.get(address)
    assert answer.status_code == 200
    boxes = re.findall(
        r'type="checkbox"( checked)? autocomplete="off" data-column="\d+" value="([^"]*)"', answer.content.decode()
    )
    return [name for ticked, name in boxes if not ticked]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/campaigns/", []),
        ("/campaigns/?hide=roas,campaigns.payout", ["payout", "roas"]),
        ("/campaigns/?hide=roas,gender-distribution.revenue&sort=-roas", ["gender-distribution.revenue", "roas"]),
        ("/payouts/?hide=roi,poor.roi", ["poor.roi", "roi"]),
        ("/brands/MuscleBlaze/?hide=people.payout", ["people.payout"]),
        ("/influencers/?hide=top-influencers.posts&top_by=posts", ["posts"]),
    ],
)
def test_what_the_address_hides_is_not_ticked(client: Client, address: str, names: list[str]) -> None:
    assert unticked(client, address) == names
    if "sort=-roas" in address:
        assert 'aria-sort="descending"' in client.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("/campaigns/?hide=rosa", "campaigns has no column 'rosa'"),
        ("/campaigns/?hide=-roas", "campaigns has no column '-roas'"),
        ("/campaigns/?hide=campaign.roas", "No table here is called 'campaign'"),
        ("/campaigns/?hide=roas,campaigns.", "'campaigns.' names no column: write TABLE.COLUMN."),
        ("/campaigns/?hide=roas&hide=roi", "Give it once."),
        ("/campaigns/?hide=campaign", "campaigns is not shown without 'campaign'"),
        ("/campaigns/?hide=revenue-trend.month&interval=month", "revenue-trend is not shown without 'month'"),
        ("/campaigns/?hide=revenue-trend.week&interval=month", "revenue-trend is not shown without 'week'"),
        ("/campaigns/?hide=revenue-by-brand.revenue_before", "revenue-by-brand has no column 'revenue_before'"),
        ("/payouts/?hide=personas.name", "personas has no column 'name'"),
        ("/influencers/1/?hide=roas", "'roas' names no column"),
        ("/influencers/1/?hide=posts.likes", "posts has an order and columns of its own."),
        ("/influencers/1/?hide=peers.value", "peers has an order and columns of its own."),
        ("/campaigns/?hide=campaign.roas&table=campaigns&format=csv", "No table here is called 'campaign'"),
        ("/insights/?hide=roas", "There is no such parameter."),
        ("/rows/orders/?hide=source", "There is no such parameter."),
    ],
)
def test_what_cannot_be_hidden_is_refused_by_name(client: Client, address: str, why: str) -> None:
    name, said = refusal(client, address)
    assert name == "hide"
    assert why in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/campaigns/?hide=revenue_change",  # is there when compared
        "/campaigns/?hide=revenue-trend.revenue_before",
        "/payouts/?hide=roas_change,personas.revenue_change",
        f"/campaigns/?{NOTHING}&hide=roas",  # nothing is left
        f"/brands/MuscleBlaze/?{NOTHING}&hide=people.roas",
    ],
)
def test_what_is_hidden_stays_in_the_address_while_its_column_is_away(client: Client, address: str) -> None:
    assert unticked(client, address) == []
    assert "hide=" in client.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_file_of_nothing_is_refused_no_more_than_the_page(client: Client, format: str) -> None:
    columns = client.get(f"/campaigns/?{NOTHING}").context["page"].campaigns.columns
    address = f"/campaigns/?{NOTHING}&hide={','.join(column.name for column in columns)}"
    assert client.get(address).status_code == 200
    assert client.get(f"{address}&table=campaigns&format={format}").status_code == 200


@pytest.mark.django_db
def test_other_filters_and_dates_keep_what_is_hidden_and_show_no_chip(client: Client) -> None:
    html = client.get("/campaigns/?gender=Female&hide=roas,roas-by-category.payout").content.decode()
    assert '<a class="clear-all" href="?hide=roas%2Croas-by-category.payout">' in html
    assert '<input type="hidden" form="filters" name="hide" value="roas,roas-by-category.payout">' in html
    assert html.count('<a class="chip"') == 1
    assert "&amp;campaign=Gritzo_Campaign_Jan_2025&amp;hide=roas%2Croas-by-category.payout" in html


@pytest.mark.django_db
def test_a_heading_and_the_pager_keep_what_is_hidden(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("payouts.selectors.PER_PAGE", 2)
    html = client.get("/payouts/?hide=roi,poor.roi").content.decode()
    assert 'id="sort-influencers-roi" href="?hide=roi%2Cpoor.roi&amp;sort=-roi"' in html
    assert 'id="page-after" rel="next" href="?hide=roi%2Cpoor.roi&amp;page=2#influencers"' in html
