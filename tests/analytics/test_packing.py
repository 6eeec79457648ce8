"""Sums in one whole number come out as they went in, and add up as they do apart."""

from hypothesis import given
from hypothesis import strategies as st

from healthkart.analytics.kpis import Sums
from healthkart.analytics.packing import packed, payouts, unpacked

AMOUNTS = st.integers(-(1 << 60), 1 << 60)  # a correction may take away
ROWS = st.lists(st.tuples(*[AMOUNTS] * len(Sums._fields)), min_size=1, max_size=6)


@given(ROWS)
def test_numbers_add_up_as_their_rows_do(rows: list[tuple[int, ...]]) -> None:
    numbers = packed(list(zip(*rows, strict=True)))
    assert [unpacked(number) for number in numbers] == [Sums._make(row) for row in rows]
    assert unpacked(sum(numbers)) == Sums.total(rows)
    assert payouts(numbers) == [Sums._make(row).payout for row in rows]


def test_nothing_is_nothing() -> None:
    assert packed([()] * len(Sums._fields)) == []
    assert unpacked(0) == Sums()
