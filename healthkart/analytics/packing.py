"""The sums of a row in one whole number: Python adds rows up with one addition instead of seven. No Django here."""

from collections.abc import Iterable, Sequence
from struct import Struct

from healthkart.analytics.kpis import Sums

BITS = 64  # of each sum, its sign among them, as in the database: enough for ninety quadrillion rupees
LAYOUT = Struct(f"<{len(Sums._fields)}q")
FULL, HALF = (1 << BITS) - 1, 1 << (BITS - 1)
OFFSET = sum(HALF << (BITS * place) for place in range(len(Sums._fields)))
BEFORE_PAYOUT = BITS * Sums._fields.index("payout")


def packed(columns: Sequence[Sequence[int]]) -> list[int]:
    """A number for each row of these columns, one column for each sum; the numbers add up as the rows do."""
    # As two's complement a negative sum would take one from the sum above it: by the offset each stands above zero.
    return [(int.from_bytes(row, "little") ^ OFFSET) - OFFSET for row in map(LAYOUT.pack, *columns)]


def unpacked(number: int) -> Sums:
    """The sums of a row, or of rows that were added up."""
    return Sums._make(LAYOUT.unpack(((number + OFFSET) ^ OFFSET).to_bytes(LAYOUT.size, "little")))


def payouts(numbers: Iterable[int]) -> list[int]:
    """The payout alone of each row, in paise."""
    return [((number + OFFSET) >> BEFORE_PAYOUT & FULL) - HALF for number in numbers]
