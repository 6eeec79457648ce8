"""One cell at a time."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthkart.exchange import cells, plain
from healthkart.exchange.cells import MOST, MOST_ORDERS


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("32", "32"),
        ("32.0", "32"),
        ("32.00", "32"),
        ("INF_001", "INF_001"),
        ("007", "007"),
        ("1.5", "1.5"),
        ("N/A", ""),
        ("unknown", "unknown"),
    ],
)
def test_codes(cell: str, code: str) -> None:
    assert cells.code(100)(cell) == code


@pytest.mark.parametrize("cell", ["n/a", "N/A", "NA", "none", "None", "null", "NULL", "-", "Unknown", "unknown"])
def test_words_that_stand_for_no_name(cell: str) -> None:
    assert cells.named(200)(cell) == ""


@pytest.mark.parametrize(
    "cell",
    [
        "2025-01-31",
        "31-01-2025",
        "31/01/2025",
        "2025/1/31",
        "2025-01-31 23:59:59",
        "2025-01-31 23:59:59.123456",
        "2025-01-31T23:59:59.123456Z",
        "2025-01-31T23:59:59+05:30",
        "2025-01-31t09:15z",
        "31-01-2025 10:15",
        "31/01/2025 10:15:00 PM",
    ],
)
def test_days(cell: str) -> None:
    assert cells.day(cell) == date(2025, 1, 31).toordinal()


@pytest.mark.parametrize(
    "cell", ["01/31/2025", "2025-02-29", "31-01-25", "2025-01/31", "January", "45688", "2025-01-31x"]
)
def test_what_is_no_day(cell: str) -> None:
    with pytest.raises(ValueError, match="is not a day") as wrong:
        cells.day(cell)
    assert str(wrong.value) == f"'{cell}' is not a day (YYYY-MM-DD, DD-MM-YYYY or DD/MM/YYYY)"


@pytest.mark.parametrize(
    ("cell", "number"), [("0", 0), ("-0", 0), ("12", 12), ("12.0", 12), ("1,234", 1234), ("12,34,567", 1234567)]
)
def test_counts(cell: str, number: int) -> None:
    assert cells.count(MOST)(cell) == number


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("many", "'many' is not a whole number"),
        ("1.5", "'1.5' is not a whole number"),
        ("1e3", "'1e3' is not a whole number"),
        ("1_000", "'1_000' is not a whole number"),
        ("12,5", "'12,5' is not a whole number"),
        ("٣", "'٣' is not a whole number"),
        ("-3", "'-3' is negative"),
        ("2147483648", "'2147483648' is too large"),
    ],
)
def test_what_is_no_count(cell: str, message: str) -> None:
    with pytest.raises(ValueError, match="is") as wrong:
        cells.count(MOST_ORDERS)(cell)
    assert str(wrong.value) == message


@pytest.mark.parametrize(
    ("cell", "paise"),
    [
        ("1778.95", 177895),
        ("240.0", 24000),
        ("240", 24000),
        (".5", 50),
        ("₹4,37,947/post", 43794700),
        ("₹ 300 per order", 30000),
        ("Rs. 500/-", 50000),
        ("rs500", 50000),
        ("INR 1,234.5", 123450),
        ("1,234.50 INR", 123450),
        ("0.005", 1),
        ("0.0049", 0),
        ("1778.9499999999998", 177895),
        ("9999999999999.99", MOST),
    ],
)
def test_money(cell: str, paise: int) -> None:
    assert cells.money(cell) == paise


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("free", "'free' is not an amount of rupees"),
        ("₹", "'₹' is not an amount of rupees"),
        ("1.2.3", "'1.2.3' is not an amount of rupees"),
        ("12,50", "'12,50' is not an amount of rupees"),
        ("1e5", "'1e5' is not an amount of rupees"),
        ("nan", "'nan' is not an amount of rupees"),
        ("$5", "'$5' is not an amount of rupees"),
        ("-5", "'-5' is negative"),
        ("₹-5", "'₹-5' is negative"),
        ("10000000000000", "'10000000000000' is too large"),
        ("1" * 40, f"'{'1' * 40}' is too large"),
    ],
)
def test_what_is_no_money(cell: str, message: str) -> None:
    with pytest.raises(ValueError, match="is") as wrong:
        cells.money(cell)
    assert str(wrong.value) == message


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (cells.basis, "post", "post"),
        (cells.basis, "Posts", "post"),
        (cells.basis, "PER_POST", "post"),
        (cells.basis, "per order", "order"),
        (cells.gender, "F", "Female"),
        (cells.gender, "female", "Female"),
        (cells.gender, "m", "Male"),
        (cells.gender, "Non-binary", "Non-binary"),
        (cells.gender, "N/A", "Unknown"),
        (cells.gender, "-", "Unknown"),
        (cells.platform, "X", "Twitter"),
        (cells.platform, "youtube", "YouTube"),
        (cells.platform, "Koo", "Koo"),
        (cells.source, "instagram", "Instagram"),
        (cells.source, "Organic", "Organic"),
        (cells.status, "Pending", "due"),
        (cells.status, "UNPAID", "due"),
        (cells.status, "Paid", "paid"),
        (cells.yes_no, "Yes", 1),
        (cells.yes_no, "false", 0),
        (cells.known_by, "Matched", "matched"),
    ],
)
def test_words(parse: cells.Parser, cell: str, value: str | int) -> None:
    assert parse(cell) == value


@pytest.mark.parametrize(
    ("parse", "cell", "message"),
    [
        (cells.basis, "click", "'click' is neither post nor order"),
        (cells.status, "soon", "'soon' is neither due nor paid"),
        (cells.yes_no, "maybe", "'maybe' is neither yes nor no"),
        (cells.known_by, "guessed", "'guessed' is not stated, matched or confirmed"),
        (cells.text(5), "too long", "'too long' is longer than 5 characters"),
        (cells.text(5), "a\0b", r"'a\x00b' holds a NUL character"),
        (cells.text(5), "x" * 99, f"'{'x' * 59}…' is longer than 5 characters"),
    ],
)
def test_what_is_no_such_word(parse: cells.Parser, cell: str, message: str) -> None:
    with pytest.raises(ValueError, match="is|holds") as wrong:
        parse(cell)
    assert str(wrong.value) == message


@given(st.decimals(0, 10**11, allow_nan=False, allow_infinity=False))
def test_money_is_rounded_half_up_to_the_paisa(rupees: Decimal) -> None:
    assert cells.money(f"{rupees:f}") == int(rupees.quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)


oddly_spelt = st.text("0123456789.,- \n₹_eE", max_size=16)
plainly_spelt = st.decimals(0, 10**12 - 1, places=2).map(str) | st.integers(0, 10**12 - 1).map(str)


@pytest.mark.parametrize(
    ("at_once", "one_by_one", "empty"),
    [(plain.amounts, cells.money, None), (plain.codes, cells.code(100), "")],
)
@given(column=st.lists(plainly_spelt, min_size=1) | st.lists(plainly_spelt | oddly_spelt, min_size=1))
def test_a_column_read_at_once_is_the_column_read_cell_by_cell(
    at_once: plain.PlainParser, one_by_one: cells.Parser, empty: str | None, column: list[str]
) -> None:
    values = at_once(column)
    if values is not None:
        assert values.tolist() == [one_by_one(cell) if cell else empty for cell in column]


def test_plain_columns_are_read_at_once() -> None:
    amounts, codes = plain.amounts(["12", "12.5", "12.55", "0.07"]), plain.codes(["U1", "", "20_7"])
    assert amounts is not None
    assert amounts.tolist() == [1200, 1250, 1255, 7]
    assert codes is not None
    assert codes.tolist() == ["U1", "", "20_7"]
