"""What a chart says in a sentence: the highest and the lowest, or that there is neither."""

from datetime import date

import pytest

from healthkart.analytics.kpis import Sums
from healthkart.analytics.performance import Row
from healthkart.analytics.scope import Scope
from healthkart.dashboard import charts
from healthkart.dashboard.trends import Line

DAYS = [date(2025, 1, day) for day in (1, 2, 3)]


def row(name: str, revenue: int) -> Row:
    return Row((name,), Sums(revenue=revenue, orders=1))


@pytest.mark.parametrize(("revenues", "said"), [
    ([900_00, 500_00], "Highest: A, ₹900. Lowest of 2 brands: B, ₹500."),
    ([0, 0], "Revenue: ₹0 for each of 2 brands."),
    ([1_23_45_678_00, 1_23_45_677_60], "Revenue: ₹1,23,45,678 for each of 2 brands."),  # as far as it is shown
    ([500_00], "Highest: A, ₹500."),
    ([], "Revenue is not known for any of these."),
])  # fmt: skip
def test_bars(revenues: list[int], said: str) -> None:
    rows = [row(name, revenue) for name, revenue in zip("AB", revenues, strict=False)]
    assert charts._highest_and_lowest(rows, "revenue", "brands") == said


@pytest.mark.parametrize(("influencers", "said"), [
    ([2, 3, 4], "Highest: B, ₹400. Lowest of 2 brands that can be ranked: C, ₹300."),
    ([2, 3, 2], "Highest: B, ₹400."),
    ([2, 1, 2], "Each rests on fewer than three influencers, too few to rank."),
])  # fmt: skip
def test_what_is_too_small_to_rank_is_not_named(influencers: list[int], said: str) -> None:
    rows = [
        row(name, revenue)._replace(influencers=number)
        for name, revenue, number in zip("ABC", (500_00, 400_00, 300_00), influencers, strict=True)
    ]
    assert charts._highest_and_lowest(rows, "revenue", "brands") == said


@pytest.mark.parametrize(("payout", "says"), [(100_00, True), (0, False)])
def test_faint_is_said_where_a_bar_is(payout: int, says: bool) -> None:
    few = Row(("B",), Sums(revenue=500_00, orders=1, payout=payout), influencers=2)
    rows = [Row(("A",), Sums(revenue=900_00, orders=1, payout=100_00), influencers=3), few]
    chart = charts.kpi_by_dimension(rows, Scope(), "category", "roas", title="ROAS by category")
    assert ("Faint" in chart.subtitle) == says


@pytest.mark.parametrize(("values", "said"), [
    ([100_00, None, 300_00], "Highest revenue: ₹300, on 3 January 2025."),
    ([0, 0, 0], "Revenue: ₹0 throughout."),
    ([0, None, 0], "Revenue: ₹0 wherever it is known."),
    ([None, 300_00, None], "Highest revenue: ₹300, on 2 January 2025."),
    ([None] * 3, "Revenue is not known for these days."),
])  # fmt: skip
def test_trends(values: list[float | None], said: str) -> None:
    assert charts._peak(DAYS, Line("Revenue", "rupees", values), "day") == said


def test_a_week_begins_on_a_day() -> None:
    line = Line("Revenue", "rupees", [100_00, 200_00, 300_00])
    assert charts._peak(DAYS, line, "week") == "Highest revenue: ₹300, in the week from 3 January 2025."


def test_rows_of_which_the_measure_is_not_known_are_not_said_to_be_missing() -> None:
    unknown = charts.kpi_by_dimension([Row(("Fitness",), Sums(revenue=5))], Scope(), "category", "roas", title="ROAS")
    assert (unknown.figure, unknown.empty) == (None, "ROAS is not known for any of these.")
    assert charts.kpi_by_dimension([], Scope(), "category", "roas", title="ROAS").empty.startswith("Nothing to show")
