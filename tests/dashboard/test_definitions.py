"""What terms mean, and the figures that a page puts into them."""

import pytest

from healthkart.analytics.changes import Change
from healthkart.analytics.kpis import KPI, KPIS, Kpi, Sums
from healthkart.dashboard.definitions import COST_RULE, Definition, of_kpi, on_page, sums_in, worked_out
from healthkart.dashboard.pages import Card, Cell, Chart, Column, DataTable

SOLD = Sums(revenue=300_000_00, orders=3, payout=100_00, posts=2, reach=1000, likes=40, comments=10)
RATIOS = [kpi for kpi in KPIS if kpi.value and kpi.name not in Sums._fields]


def test_the_sums_that_each_kpi_is_made_of() -> None:
    assert {kpi.name: sums_in(kpi) for kpi in KPIS} == {
        "revenue": ("revenue",),
        "orders": ("orders",),
        "payout": ("payout",),
        "roas": ("revenue", "payout"),
        "roi": ("revenue", "payout"),
        "incremental_roas": ("revenue", "payout"),
        "engagement_rate": ("reach", "likes", "comments"),
        "performance_score": ("revenue", "payout", "reach", "likes", "comments"),
        "average_order_value": ("revenue", "orders"),
        "cost_per_order": ("orders", "payout"),
        "cost_per_engagement": ("payout", "likes", "comments"),
        "cost_per_mille": ("payout", "reach"),
        "posts": ("posts",),
        "reach": ("reach",),
        "likes": ("likes",),
        "comments": ("comments",),
    }


@pytest.mark.parametrize("kpi", RATIOS, ids=lambda kpi: kpi.name)
def test_a_formula_says_what_its_kpi_does(kpi: Kpi) -> None:
    assert kpi.value is not None
    formula = kpi.formula.replace("×", "*").replace("−", "-")
    assert eval(formula, {}, SOLD._asdict()) == pytest.approx(kpi.value(SOLD))


@pytest.mark.parametrize(
    ("name", "sums", "figures"),
    [
        ("revenue", SOLD, "₹3,00,000.00"),
        ("roas", SOLD, "₹3,00,000 revenue / ₹100 payout = 3,000.0000×"),
        ("roi", SOLD, "(₹3,00,000 revenue − ₹100 payout) / ₹100 payout = 2,99,900.0000 %"),
        ("engagement_rate", SOLD, "(40 likes + 10 comments) / 1,000 reach = 5.0000 %"),
        ("cost_per_mille", SOLD, "1000 × ₹100 payout / 1,000 reach = ₹100.00"),
        ("roas", Sums(revenue=5_00), "₹5 revenue / ₹0 payout = –"),
        ("performance_score", SOLD, ""),
    ],
)
def test_a_formula_with_figures_in_it(name: str, sums: Sums, figures: str) -> None:
    assert worked_out(KPI[name], sums) == figures


def test_cost_counts_where_there_is_payout() -> None:
    assert of_kpi(KPI["roas"]).cost_rule == COST_RULE
    assert of_kpi(KPI["reach"]).cost_rule == ""


def test_a_number_that_needs_more_than_sums_still_says_how_many_it_rests_on() -> None:
    definition = of_kpi(KPI["performance_score"], Card(KPI["roas"], 3000.0, sums=SOLD, influencers=4))
    assert (definition.figures, definition.influencers) == ("", 4)


def test_a_page_has_one_definition_of_each_name() -> None:
    table = DataTable(
        (Column("campaign", "Campaign"), Column.of("roas"), Column("nothing", "Nothing said", "count")),
        ((Cell("Spring"), Cell(2.0, "ratio"), Cell(1, "count")),),
    )
    page = (
        Card(KPI["roas"], 3000.0, "", Change(KPI["roas"], 3000.0, 2.0, "1–31 May 2026"), sums=SOLD, influencers=4),
        Chart("chart", "Title", "", None, table, ""),
        table,
        DataTable((Column.of("likes"), Column("influencer_type", "Type")), ()),
    )
    definitions = on_page(page)
    assert list(definitions) == ["roas", "campaign", "likes", "influencer_type"]
    assert definitions["roas"] == Definition(
        "roas",
        "ROAS",
        "Return on ad spend: revenue per rupee paid out.",
        "Times (×)",
        "revenue / payout",
        ("revenue", "payout"),
        "₹3,00,000 revenue / ₹100 payout = 3,000.0000×",
        "2.00× in 1–31 May 2026",
        4,
    )
    assert (definitions["likes"].figures, definitions["likes"].before, definitions["likes"].influencers) == (
        "40",
        "",
        4,
    )
    assert definitions["influencer_type"].label == "Influencer type"
    assert definitions["influencer_type"].influencers is None


def test_a_page_that_knows_no_sums_has_definitions_without_figures() -> None:
    (definition,) = on_page(DataTable((Column.of("roas"),), ())).values()
    assert (definition.formula, definition.figures, definition.influencers) == ("revenue / payout", "", None)
