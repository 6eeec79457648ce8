"""Numbers as people in India read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthkart.analytics.numbers import grouped, number_of, rupees, short_rupees, show


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (999, "999"), (1000, "1,000"), (123456, "1,23,456"), (1234567, "12,34,567"),
     (123456789, "12,34,56,789"), (-1234567, "−12,34,567")],
)  # fmt: skip
def test_indian_grouping(number: int, text: str) -> None:
    assert grouped(number) == text


@given(st.integers())
def test_grouping_loses_no_digit(number: int) -> None:
    assert int(grouped(number).replace(",", "").replace("−", "-")) == number


@pytest.mark.parametrize(
    ("paise", "text"),
    [(394358989, "₹39.4 L"), (1_20_00_000_00, "₹1.2 Cr"), (99_999_00, "₹99,999"), (99_999_99, "₹1.0 L"),
     (99_94_000_00, "₹99.9 L"), (99_95_000_00, "₹1.0 Cr"), (-5_00_000_00, "−₹5.0 L"), (0, "₹0")],
)  # fmt: skip
def test_lakh_and_crore(paise: int, text: str) -> None:
    assert short_rupees(paise) == text


def test_one_and_several() -> None:
    assert [number_of(n, "payout") for n in (0, 1, 1_23_456)] == ["0 payouts", "1 payout", "1,23,456 payouts"]


def test_rupees() -> None:
    assert (rupees(394358989), rupees(-150), rupees(49)) == ("₹39,43,590", "−₹2", "₹0")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(None, "ratio", "–"), (11.60562, "ratio", "11.61×"), (-2.345, "ratio", "−2.35×"), (0.0498, "percent", "4.98 %"),
     (10.6056206, "percent", "1,060.56 %"), (-1.0, "percent", "−100.00 %"), (8239.57, "rupees", "₹82.40"),
     (33980000, "rupees", "₹3,39,800"), (4124, "count", "4,124"), (88.59, "score", "89"), (-25.4, "score", "−25"),
     (0.1234, "change", "+12.3 %"), (-0.0761, "change", "−7.6 %"), (0.0, "change", "0.0 %")],
)  # fmt: skip
def test_units(value: float | None, unit: str, text: str) -> None:
    assert show(value, unit) == text  # type: ignore[arg-type]
