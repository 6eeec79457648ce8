"""How figures changed: percent, difference, good or bad, and why there is no percentage."""

import pytest

from healthkart.analytics.changes import Change, change
from healthkart.analytics.kpis import KPI, KPIS, Sums

MAY = "1–31 May 2026"


def of(name: str, value: float | None, base: float | None) -> Change:
    return Change(KPI[name], value, base, MAY)


@pytest.mark.parametrize(
    ("kpi", "value", "base", "in_percent", "absolute", "verdict"),
    [
        ("revenue", 1_12_00_000_00, 1_00_00_000_00, "12.0 %", "+₹12.0 L", "better"),
        ("revenue", 880_00, 1000_00, "12.0 %", "−₹120", "worse"),
        ("orders", 3, 2, "50.0 %", "+1", "better"),
        ("payout", 2_00_00, 1_00_00, "100.0 %", "+₹100", ""),
        ("roas", 2.5, 2.0, "25.0 %", "+0.50×", "better"),
        ("roi", 0.25, 0.20, "25.0 %", "+5.00 points", "better"),
        ("engagement_rate", 0.04, 0.05, "20.0 %", "−1.00 points", "worse"),
        ("cost_per_order", 60_00.0, 50_00.0, "20.0 %", "+₹10.00", "worse"),
        ("cost_per_order", 40_00.0, 50_00.0, "20.0 %", "−₹10.00", "better"),
        ("posts", 4, 5, "20.0 %", "−1", ""),
    ],
)
def test_what_a_card_says(kpi: str, value: float, base: float, in_percent: str, absolute: str, verdict: str) -> None:
    found = of(kpi, value, base)
    assert (found.in_percent, found.absolute, found.verdict, found.why_unknown) == (in_percent, absolute, verdict, "")
    assert found.is_up == (value > base)


@pytest.mark.parametrize(
    ("kpi", "value", "base", "absolute", "why"),
    [
        ("revenue", 2600_00, 0, "+₹2,600", "no percentage: ₹0 then"),
        ("roi", 0.1, -0.2, "+30.00 points", "no percentage: −20.00 % then"),
        ("roas", None, 2.0, "", "not known now"),
        ("roas", 2.0, None, "", "not known then: nothing to divide by"),
    ],
)
def test_why_there_is_no_percentage(kpi: str, value: float | None, base: float | None, absolute: str, why: str) -> None:
    found = of(kpi, value, base)
    assert (found.relative, found.in_percent, found.absolute, found.why_unknown) == (None, "", absolute, why)


def test_no_change_is_neither_good_nor_bad() -> None:
    same = of("revenue", 100, 100)
    assert (same.difference, same.relative, same.verdict, same.absolute) == (0, 0, "", "₹0")


def test_which_way_is_good_news() -> None:
    assert {kpi.name: kpi.better for kpi in KPIS if kpi.better != "higher"} == {
        "payout": "neither",
        "posts": "neither",
        "cost_per_order": "lower",
        "cost_per_engagement": "lower",
        "cost_per_mille": "lower",
    }


def test_the_change_of_a_group() -> None:
    now, before = Sums(revenue=300, payout=100), Sums(revenue=200, payout=100)
    assert change("revenue_change", now, before) == 0.5
    assert change("payout_change", now, before) == 0
    assert change("roas_change", now, before) == 0.5
    assert change("roas_change", now, Sums()) is None
    assert change("revenue_change", now, None) is None
