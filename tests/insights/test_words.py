"""The words that sentences share."""

import pytest

from healthkart.analytics.scope import DIMENSION
from healthkart.insights.insight import Insight, counted, listed


def test_one_and_several() -> None:
    assert [counted(n, DIMENSION["category"]) for n in (0, 1, 1200)] == [
        "0 categories",
        "1 category",
        "1,200 categories",
    ]


@pytest.mark.parametrize(
    ("names", "text"),
    [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C"), (list("ABCDE"), "A, B, C and 2 more")],
)
def test_names_in_a_sentence(names: list[str], text: str) -> None:
    assert listed(names) == text


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [(1_23_456_00, "rupees", "₹1.2 L"), (-650_00, "rupees", "−₹650"), (None, "rupees", "–"), (2.5, "ratio", "2.50×"),
     (3, "count", "3")],
)  # fmt: skip
def test_the_number_by_itself(value: float | None, unit: str, shown: str) -> None:
    insight = Insight("kind", "Sentence.", value, unit, 1)  # type: ignore[arg-type]
    assert (insight.shown, insight.rests_on) == (shown, "1 influencer")


@pytest.mark.parametrize(("value", "shown"), [(500_00, "+₹500"), (-500_00, "−₹500"), (0, "₹0")])
def test_a_change_has_its_sign(value: int, shown: str) -> None:
    assert Insight("kind", "Sentence.", value, "rupees", 1, is_change=True).shown == shown
