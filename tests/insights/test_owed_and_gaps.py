"""What is due, what does not reconcile, what the data cannot tell: from hand-made figures."""

from dataclasses import replace

from healthkart.analytics.kpis import Sums
from healthkart.analytics.scope import DIMENSION
from healthkart.insights.gaps import too_small, unplaced
from healthkart.insights.insight import Group, Insight
from healthkart.insights.owed import Found, due, not_as_declared, unassigned

ONE = Found(1, 1, 500_00, over=100_50, names=("Asha #1",), link="/those")
MANY = Found(12, 11, 9000_00, over=100_00, under=250_00, names=tuple(f"Person #{n}" for n in range(10)), link="/those")


def test_due() -> None:
    some = due(300_00, 100_00, 2, "/payouts")
    assert some == Insight("due", "₹100 of ₹400 of payout is still due, 25.00 %.", 100_00, "rupees", 2, "/payouts")
    paid = due(300_00, 0, 0, "/payouts")
    assert paid is not None
    assert (paid.sentence, paid.value) == ("All of the payout is paid, ₹300.", 300_00)
    owed = due(0, 100_00, 1, "/payouts")
    assert owed is not None
    assert (owed.sentence, owed.value) == ("All of the payout is still due, ₹100.", 100_00)
    assert due(0, 0, 0, "/payouts") is None


def test_not_as_declared() -> None:
    assert not_as_declared(ONE) == Insight(
        "not-as-declared",
        "1 payout declares another total than rate × units: ₹100.50 more. It is that of Asha #1. What counts is the "
        "declared total.",
        100_50, "rupees", 1, "/those",
    )  # fmt: skip
    many = not_as_declared(MANY)
    assert many is not None
    assert many.sentence == (
        "12 payouts declare another total than rate × units: ₹100.00 more and ₹250.00 less in all. The largest are "
        "those of Person #0, Person #1 and Person #2. What counts is the declared total."
    )
    assert many.value == 350_00
    assert not_as_declared(Found()) is None


def test_unassigned() -> None:
    one, two = unassigned(ONE), unassigned(replace(ONE, payouts=2, influencers=2, names=("Asha #1", "Bala #2")))
    assert one is not None
    assert two is not None
    assert one.sentence == (
        "1 payout of ₹500 has no post or order to fall on. It is that of Asha #1. Such a cost counts for its "
        "influencer, and keeps the campaign and the last day that it names."
    )
    assert two.sentence.startswith(
        "2 payouts of ₹500 together have no post or order to fall on. They are those of Asha #1 and Bala #2."
    )
    assert unassigned(Found()) is None


def test_too_small() -> None:
    groups = [Group("A", Sums(1), 2), Group("B", Sums(1), 3), Group("C", Sums(1), 1)]
    assert too_small(groups, DIMENSION["category"], 3, "/payouts") == Insight(
        "too-small-category",
        "2 of 3 categories rest on fewer than three influencers and are too small to judge: A and C.",
        2, "count", 3, "/payouts",
    )  # fmt: skip
    one = too_small(groups[:2], DIMENSION["category"], 2, "/payouts")
    assert one is not None
    assert one.sentence == "1 of 2 categories rests on fewer than three influencers and is too small to judge: A."
    assert too_small(groups[1:2], DIMENSION["category"], 0, "/payouts") is None
    assert too_small([], DIMENSION["category"], 0, "/payouts") is None


def test_cost_without_a_place() -> None:
    found = unplaced("campaign", 25_00, 100_00, 1, "/payouts")
    assert found is not None
    assert found.sentence == (
        "₹25 of ₹100 of payout, 25.00 %, has no campaign: its posts or orders are of none, or there are none and it "
        "names none. A filter on campaigns leaves it out, unless it asks for Unknown."
    )
    assert unplaced("day", 0, 100_00, 0, "/payouts") is None
