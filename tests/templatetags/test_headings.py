"""The headings of columns, as HTML."""

import re

import pytest
from django.template import Context
from django.test import RequestFactory

from healthkart.dashboard.pages import Cell, Column, DataTable, Sorting
from healthkart.dashboard.sorting import Order
from healthkart.templatetags.headings import column_choices, column_headings

NAME, ROAS = Column("influencer", "Influencer"), Column.of("roas")
HOSTILE = """</th><script>alert('x')</script>&"_<b>"""


def context(address: str = "/payouts/?brand=Gritzo&page=2", **more: object) -> Context:
    return Context({"request": RequestFactory().get(address), "places": ("page",), "main": "influencers", **more})


def table(*columns: Column, rows: int = 2) -> DataTable:
    return DataTable(columns, tuple(tuple(Cell(row) for _ in columns) for row in range(rows)))


def sorting(by: str, *, descending: bool) -> Sorting:
    return Sorting(by, descending, 2, 3, 51, 100, 120)


def test_a_heading_leads_to_its_definition() -> None:
    assert column_headings(context(definitions={"roas": True}), table(NAME, ROAS)) == (
        '<th scope="col" aria-label="Influencer">Influencer</th>'
        '<th scope="col" aria-label="ROAS" class="num">ROAS'
        ' <button class="about" type="button" popovertarget="means-roas" aria-label="What ROAS means">?</button></th>'
    )


@pytest.mark.parametrize(
    ("by", "descending", "addresses", "state"),
    [
        ("roas", True, ["sort=influencer", "sort=roas"], [None, "descending"]),
        ("roas", False, ["sort=influencer", "sort=-roas"], [None, "ascending"]),
        ("influencer", False, ["sort=-influencer", "sort=-roas"], ["ascending", None]),
        ("revenue", True, ["sort=influencer", "sort=-roas"], [None, None]),
    ],
)
def test_a_heading_sorts_and_then_the_other_way_round(
    by: str, descending: bool, addresses: list[str], state: list[str | None]
) -> None:
    drawn = column_headings(context(), table(NAME, ROAS), "influencers", sorting(by, descending=descending))
    assert re.findall(r'href="([^"]*)"', drawn) == [f"?brand=Gritzo&amp;{address}" for address in addresses]
    assert [(re.findall(r'aria-sort="(\w+)"', each) or [None])[0] for each in drawn.split("</th>")[:-1]] == state


def test_what_has_no_order_is_no_link() -> None:
    category = table(Column("category", "Category"))
    assert "<a" not in column_headings(context(), category, "influencers", sorting("roas", descending=True))
    assert "<a" not in column_headings(context(), category)  # a list, which has no name
    assert "<a" not in column_headings(context(), table(NAME, ROAS, rows=1), "campaigns")


@pytest.mark.parametrize(
    ("orders", "addresses", "state"),
    [
        ({}, ["personas.influencer", "personas.-roas"], [None, None]),
        ({"personas": Order("roas", True)}, ["personas.influencer", "personas.roas"], [None, "descending"]),
        (
            {"influencers": Order("roi", False), "personas": Order("influencer", False)},
            ["roi,personas.-influencer", "roi,personas.-roas"],
            ["ascending", None],
        ),
    ],
)
def test_each_table_keeps_the_order_of_the_others(
    orders: dict[str, Order], addresses: list[str], state: list[str | None]
) -> None:
    drawn = column_headings(context(orders=orders), table(NAME, ROAS), "personas")
    assert re.findall(r'href="([^"]*)"', drawn) == [
        f"?brand=Gritzo&amp;page=2&amp;sort={address}" for address in addresses
    ]
    assert [(re.findall(r'aria-sort="(\w+)"', each) or [None])[0] for each in drawn.split("</th>")[:-1]] == state


def test_no_part_of_a_heading_is_markup_of_other_people() -> None:
    columns = (Column(HOSTILE, HOSTILE, "rupees"), Column(HOSTILE, HOSTILE, "count"))
    hostile = context(f"/payouts/?brand={HOSTILE}", definitions={HOSTILE: True})
    drawn = column_headings(hostile, table(*columns), HOSTILE, sorting(HOSTILE, descending=True)) + column_choices(
        Context({"hidden": ((HOSTILE, HOSTILE),)}), table(*columns), HOSTILE
    )
    tags = {"th", "a", "span", "button", "li", "label", "input"}
    assert {tag.strip("/") for tag in re.findall(r"<(/?\w+)", drawn)} == tags
    texts = re.sub(r"<[a-z/]\w*(?: (?:checked|[\w-]+=\"[^\"]*\"))*/?>", "", drawn)
    assert not set(texts) & set("<>\"'")


ALL = table(NAME, *map(Column.of, ("roas", "roi", "payout", "orders")))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("influencers", ["roas", "roi", "payout", "orders"]),
        ("personas", ["personas.roas", "personas.roi", "personas.payout", "personas.orders"]),
    ],
)
def test_every_column_but_the_first_can_be_hidden(name: str, values: list[str]) -> None:
    hidden = (("influencers", "roi"), ("personas", "roi"), ("poor", "roas"))
    drawn = column_choices(context(hidden=hidden), ALL, name)
    found = re.findall(r'type="checkbox"( checked)? autocomplete="off" data-column="(\d+)" value="([\w.]+)">', drawn)
    assert [value for _, _, value in found] == values
    assert [place for _, place, _ in found] == ["2", "3", "4", "5"]
    assert [bool(ticked) for ticked, _, _ in found] == [True, False, True, True]
    assert f'id="column-{name}-roas"' in drawn


def test_few_columns_are_no_choice_unless_one_is_hidden() -> None:
    few = table(NAME, ROAS)
    assert column_choices(context(hidden=(("poor", "roas"),)), few, "personas") == ""
    assert 'value="personas.roas"' in column_choices(context(hidden=(("personas", "roas"),)), few, "personas")
