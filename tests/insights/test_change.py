"""What changed, taken apart so that the parts add up."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from healthkart.analytics.kpis import Sums
from healthkart.insights.change import Parts, Period, changes, taken_apart, too_few, why_not_taken_apart

APRIL, MAY = (date(2025, 4, 1), date(2025, 4, 30)), (date(2025, 5, 1), date(2025, 5, 31))


def sums(revenue: int, orders: int, payout: int = 0) -> Sums:
    """Rupees in, paise out."""
    return Sums(revenue * 100, orders, payout * 100)


def sentences(before: Sums, after: Sums) -> list[str]:
    return [each.sentence for each in changes(Period(APRIL, before, 5), Period(MAY, after, 6, "/there"))]


amounts, counts = st.integers(0, 10**15), st.integers(1, 10**9)


@given(amounts, counts, amounts, counts)
def test_the_parts_add_up_to_the_paisa(revenue: int, orders: int, later_revenue: int, later_orders: int) -> None:
    parts = taken_apart(Sums(revenue, orders), Sums(later_revenue, later_orders))
    assert parts is not None
    assert parts.orders + parts.basket == later_revenue - revenue


def test_parts() -> None:
    # 10 orders of ₹100, then 12 of ₹90: 2 more orders at ₹100, and ₹10 less on each of 12.
    assert taken_apart(sums(1000, 10), sums(1080, 12)) == Parts(200_00, -120_00)
    assert taken_apart(sums(0, 0), sums(100, 1)) is None
    assert taken_apart(sums(100, 1), sums(0, 0)) is None


def test_sentences() -> None:
    found = changes(Period(APRIL, sums(1000, 10, 400), 5), Period(MAY, sums(1080, 12, 500), 6, "/there"))
    assert [each.sentence for each in found] == [
        "Revenue was ₹1,080.00 in May 2025 and ₹1,000.00 in April 2025: ₹80.00 more, a rise of 8.00 % "
        "(31 days against 30).",
        "There were 12 orders in May 2025, 2 more than the 10 in April 2025; at the ₹100.00 that an order brought "
        "then, ₹200.00 more.",
        "An order brought ₹90.00 in May 2025 and ₹100.00 in April 2025: over 12 orders ₹120.00 less.",
        "Payout was ₹500.00 in May 2025 and ₹400.00 in April 2025: ₹100.00 more.",
        "Revenue less payout was ₹580.00 in May 2025 and ₹600.00 in April 2025: ₹20.00 less, which is the change of "
        "revenue less that of payout. ROAS went from 2.50× to 2.16×.",
    ]
    assert [each.value for each in found] == [80_00, 200_00, -120_00, 100_00, -20_00]
    assert {(each.influencers, each.link) for each in found} == {(6, "/there")}


def test_one_order_and_no_change() -> None:
    assert sentences(sums(100, 1, 50), sums(100, 1, 50)) == [
        "Revenue was ₹100.00 in May 2025 and ₹100.00 in April 2025: no change (31 days against 30).",
        "There was 1 order in May 2025, as many as in April 2025.",
        "An order brought ₹100.00 in May 2025 and ₹100.00 in April 2025: over 1 order no change.",
        "Payout was ₹50.00 in May 2025 and ₹50.00 in April 2025: no change.",
        "Revenue less payout was ₹50.00 in May 2025 and ₹50.00 in April 2025: no change, which is the change of "
        "revenue less that of payout. ROAS stayed at 2.00×.",
    ]


def test_what_is_not_known_is_not_said() -> None:
    first, _payout, left = sentences(sums(0, 0), sums(100, 1))
    assert first == "Revenue was ₹100.00 in May 2025 and ₹0.00 in April 2025: ₹100.00 more (31 days against 30)."
    assert left.endswith("ROAS is not known in April 2025 and in May 2025: there was no payout.")
    before, after = Period(APRIL, sums(0, 0), 0), Period(MAY, sums(100, 1), 3)
    assert why_not_taken_apart(before, after) == "No order was tracked in April 2025: the change is not taken apart."
    both = why_not_taken_apart(before, Period(MAY, sums(0, 0), 0))
    assert both == "No order was tracked in April 2025 and in May 2025: the change is not taken apart."
    assert why_not_taken_apart(after, after) == ""


def test_nothing_in_either_is_nothing_to_say() -> None:
    assert sentences(Sums(), Sums()) == []


def test_too_few() -> None:
    many, one = Period(APRIL, sums(1, 1), 3), Period(MAY, sums(1, 1), 1)
    assert too_few(many, many) == ""
    assert too_few(many, one) == "May 2025 rests on 1 influencer. Fewer than three are too few to judge."
