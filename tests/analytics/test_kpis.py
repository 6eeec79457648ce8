"""Sums and the KPIs made of them: nothing to divide by is unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthkart.analytics.kpis import (
    KPIS,
    Sums,
    expected_roas,
    mean_roas,
    measure,
    percentile_ranks,
    performance_scores,
)

SOLD = Sums(revenue=300_00, orders=3, payout=100_00, posts=2, reach=1000, likes=40, comments=10)


def test_every_kpi_that_is_made_of_sums() -> None:
    assert {kpi.name: kpi.value(SOLD) for kpi in KPIS if kpi.value} == {
        "revenue": 300_00,
        "orders": 3,
        "payout": 100_00,
        "roas": 3.0,
        "roi": 2.0,
        "engagement_rate": 0.05,
        "average_order_value": 100_00,
        "cost_per_order": pytest.approx(100_00 / 3),
        "cost_per_engagement": 2_00,
        "cost_per_mille": 100_00,
        "posts": 2,
        "reach": 1000,
        "likes": 40,
        "comments": 10,
    }


def test_nothing_to_divide_by_is_unknown() -> None:
    unknown = {name for name in ("roas", "roi", "engagement_rate", "average_order_value", "cost_per_order",
                                 "cost_per_engagement", "cost_per_mille") if measure(name, Sums()) is None}  # fmt: skip
    assert unknown == {"roas", "roi", "engagement_rate", "average_order_value", "cost_per_order",
                       "cost_per_engagement", "cost_per_mille"}  # fmt: skip


def test_paid_for_nothing_is_a_known_loss() -> None:
    assert (measure("roas", Sums(payout=5)), measure("roi", Sums(payout=5))) == (0.0, -1.0)


@given(st.lists(st.tuples(*[st.integers(0, 10**15)] * 7)))
def test_totals_add_up_exactly(rows: list[tuple[int, ...]]) -> None:
    assert Sums.total(rows) == Sums(*(sum(row[index] for row in rows) for index in range(7)))


def test_mean_roas_is_the_plain_mean_of_the_known_ones() -> None:
    assert mean_roas([Sums(revenue=10, payout=1), Sums(revenue=20, payout=10), Sums(revenue=99)]) == 6.0
    assert mean_roas([Sums(revenue=1)]) is None


def test_expected_roas_weighs_the_campaigns_by_payout() -> None:
    payouts = [("x", "A", 100), ("x", "B", 300), ("y", "A", 50), ("x", None, 100), ("z", "B", 0)]
    assert expected_roas(payouts, {"A": 5.0, "B": 1.0}, 2.0) == {"x": (500 + 300 + 200) / 500, "y": 5}
    assert expected_roas([], {}, 2.0) == {}
    assert expected_roas([("x", None, 1), ("x", "A", 1)], {"A": 5.0}, None) == {"x": None}


def test_expected_roas_is_the_same_to_the_last_digit_in_whatever_order_and_portions() -> None:
    rates = {"A": 1 / 3, "B": 16.7, "C": 1e-5}
    whole = [("x", "A", 10**11 + 1), ("x", "B", 7), ("x", "C", 123_456_789), ("x", None, 99)]
    portions = [
        (key, campaign, part) for key, campaign, payout in whole for part in (payout // 3, payout - payout // 3)
    ]
    (expected,) = expected_roas(whole, rates, 2 / 7).values()
    assert expected_roas(portions[::-1], rates, 2 / 7) == {"x": expected}
    paid = sum(payout for *_, payout in whole)
    assert expected == pytest.approx(
        sum(rates.get(name, 2 / 7) * payout for _, name, payout in whole) / paid, rel=1e-12
    )


def test_ties_share_a_rank() -> None:
    assert percentile_ranks({"a": 1, "b": 2, "c": 2, "d": 3}) == {"a": 0, "b": 50, "c": 50, "d": 100}
    assert percentile_ranks({"alone": 1}) == {}


def test_unknown_parts_of_a_score_drop_out_and_the_rest_are_weighed_anew() -> None:
    measures = {"roas": {"a": 1.0, "b": 2.0, "c": None}, "engagement_rate": {"a": 0.3, "b": 0.1, "c": 0.2}}
    assert performance_scores(measures, {"roas": 3, "engagement_rate": 1}) == {"a": 25, "b": 75, "c": 50}
    assert performance_scores({"roas": {"a": None}}, {"roas": 1}) == {}


@given(st.dictionaries(st.integers(), st.floats(-1e6, 1e6), min_size=2))
def test_scores_lie_between_0_and_100_and_keep_the_order(values: dict[int, float]) -> None:
    scores = performance_scores({"roas": values}, {"roas": 1})
    assert all(0 <= score <= 100 for score in scores.values())
    assert sorted(values, key=lambda key: (values[key], key)) == sorted(values, key=lambda key: (scores[key], key))
