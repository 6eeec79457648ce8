"""Whole columns whose cells are all spelt plainly, parsed at once: the same values, many times faster. No Django here.

A function here returns None for a column that it cannot vouch for, which is then read cell by cell.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as compute
from numpy.typing import NDArray

from healthkart.names import NO_ID

Values = NDArray[Any] | None
PlainParser = Callable[[Sequence[str]], Values]

_COUNTS = re.compile(r"(?:[0-9]{1,9}\n)*")
_IN_CODES = np.array([chr(byte).isascii() and (chr(byte).isalnum() or chr(byte) == "_") for byte in range(256)])
_NO_ID = pa.array(sorted(NO_ID))
_AMOUNTS = re.compile(r"(?:[0-9]{1,12}(?:\.[0-9]{1,2})?\n)*")


def counts(cells: Sequence[str]) -> Values:
    """Whole numbers of up to nine digits."""
    return np.fromiter(map(int, cells), np.int64, len(cells)) if _all_like(_COUNTS, cells) else None


def amounts(cells: Sequence[str]) -> Values:
    """Rupees with up to two places, in paise. Floats are exact enough: twelve digits leave them four to spare."""
    if not _all_like(_AMOUNTS, cells):
        return None
    return np.rint(np.fromiter(map(float, cells), np.float64, len(cells)) * 100).astype(np.int64)


def codes(cells: Sequence[str]) -> Values:
    """Ids of ASCII letters, digits and underscores, or empty."""
    together = "".join(cells).replace("_", "")
    plain = not together or (together.isascii() and together.isalnum())
    if not plain or max(map(len, cells)) > 100 or not NO_ID.isdisjoint(map(str.casefold, cells)):
        return None
    return np.array(cells, dtype=object)


def all_codes(cells: pa.StringArray) -> bool:
    """Whether all of these are ids of ASCII letters, digits and underscores, or empty: `codes` for an Arrow array."""
    longest = compute.max(compute.binary_length(cells)).as_py()
    ends = np.frombuffer(cells.buffers()[1], np.int32)[cells.offset : cells.offset + len(cells) + 1]
    held = np.frombuffer(cells.buffers()[2] or b"", np.uint8)[ends[0] : ends[-1]]
    if longest > 100 or not _IN_CODES[held].all():
        return False
    are_digits = held.max(initial=0) <= ord("9")
    return are_digits or not compute.any(compute.is_in(compute.ascii_lower(cells), _NO_ID)).as_py()


def _all_like(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    lines = "\n".join(cells) + "\n"
    return lines.count("\n") == len(cells) and pattern.fullmatch(lines) is not None
