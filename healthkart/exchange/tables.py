"""Tables of parsed values: a function of each distinct value, and which row is which. No Django here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from healthkart.exchange.formats import Format

LOW = 100_000  # so many numbers are counted sooner than they are looked up

Flags = NDArray[np.bool_]
Places = NDArray[np.integer]


@dataclass(frozen=True)
class Table:
    """The rows of one file, indexed by the line on which each begins. Columns have the names of the format.

    Text is trimmed and never null; numbers, paise and days (ordinals) are integers, MISSING where not given.
    `good` says which rows have no bad cell.
    """

    file: str
    format: Format
    frame: pd.DataFrame
    good: Flags

    @property
    def rows(self) -> pd.DataFrame:
        """The rows without a bad cell."""
        return self.frame if self.good.all() else self.frame[self.good]


def by_value(column: pd.Series, function: Callable[[Any], Any], dtype: type = object) -> pd.Series:
    """The function's value for each cell, asked once for each distinct cell; text of a category comes as one again."""
    places, cells = factorized(column)
    values = [function(cell) for cell in cells]
    if dtype is object and isinstance(column.dtype, pd.CategoricalDtype):
        codes, categories = pd.factorize(np.array(values, dtype=object))
        return pd.Series(pd.Categorical.from_codes(codes[places], pd.Index(categories, dtype=object)), column.index)
    return pd.Series(np.array(values, dtype=dtype)[places], column.index, dtype=dtype)


def factorized(column: pd.Series) -> tuple[Places, list[Any]]:
    """The place of each cell among the distinct ones, and these."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        places, cells = pd.factorize(column.to_numpy())
        return places, list(cells)
    by_category, used = _numbered_anew(column.cat.codes.to_numpy(), len(column.cat.categories))
    return by_category, list(column.cat.categories[used])


def distinct(frame: pd.DataFrame, columns: Sequence[str]) -> tuple[Places, list[tuple[Any, ...]]]:
    """The distinct combinations of cells in these columns, and the place of each row's among them."""
    together: Places = np.zeros(len(frame), dtype=np.int64)
    combinations: list[tuple[Any, ...]] = [()]
    for column in columns:
        places, cells = factorized(frame[column])
        together, found = _numbered_anew(together * len(cells) + places, len(combinations) * len(cells))
        combinations = [(*combinations[number // len(cells)], cells[number % len(cells)]) for number in found]
    return together, combinations


def _numbered_anew(numbers: Places, bound: int) -> tuple[Places, list[int]]:
    """Numbers below a bound as places among those that there are, and these; by counting if the bound is low."""
    if bound > LOW:
        places, found = pd.factorize(numbers)
        return places, found.tolist()
    is_there = np.bincount(numbers, minlength=bound) > 0
    counted: Places = np.cumsum(is_there) - 1
    return counted[numbers], np.flatnonzero(is_there).tolist()


def repeated(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The line of every row that says what an earlier one says in these columns, and the line of the first."""
    columns = list(columns)
    if not frame.duplicated(columns).any():
        return
    lines = pd.Series(frame.index, frame.index)
    first = lines.groupby([frame[column] for column in columns], sort=False).transform("first")
    again = lines != first
    yield from zip(lines[again].tolist(), first[again].tolist(), strict=True)


class Meeting:
    """Finds which row of a file is which stored row, one rule after the other; no row is taken twice.

    `found` holds, for each row of the file, the place of its stored row, or -1.
    """

    def __init__(self, rows: pd.DataFrame, stored: pd.DataFrame) -> None:
        self.rows = rows
        self.stored = stored
        self.found = np.full(len(rows), -1, dtype=np.int64)
        self.free = np.ones(len(stored), dtype=bool)

    @property
    def met(self) -> Flags:
        """Which rows of the file have a stored row."""
        return self.found >= 0

    def meet(self, on: Sequence[str], mine: Flags, theirs: Flags) -> None:
        """Where these columns agree, my first row takes their first, my second their second, and so on."""
        my, their = np.flatnonzero(mine & ~self.met), np.flatnonzero(theirs & self.free)
        if not len(my) or not len(their):
            return
        both = pd.concat([self.rows[list(on)].iloc[my], self.stored[list(on)].iloc[their]], ignore_index=True)
        content = both.groupby(list(on), sort=False).ngroup().to_numpy()
        mine_nth, theirs_nth = _numbered(my, content[: len(my)]), _numbered(their, content[len(my) :])
        pairs = mine_nth.merge(theirs_nth, on=["content", "nth"], suffixes=("", "_stored"))
        self.found[pairs["place"]] = pairs["place_stored"]
        self.free[pairs["place_stored"]] = False

    def candidates(self, on: Sequence[str], theirs: Flags) -> NDArray[np.int64]:
        """How many of their free rows agree with each row of the file in these columns."""
        left = self.stored[list(on)][theirs & self.free]
        counted = left.groupby(list(on), sort=False).size().rename("candidates")
        return self.rows[list(on)].join(counted, on=list(on))["candidates"].fillna(0).to_numpy(dtype=np.int64)

    def before(self, column: str, otherwise: Any) -> pd.Series:
        """What the stored row of each row holds in this column; `otherwise` where there is none."""
        stored = self.stored[column].to_numpy()
        values = np.full(len(self.rows), otherwise, dtype=stored.dtype)
        values[self.met] = stored[self.found[self.met]]
        return pd.Series(values, self.rows.index, dtype=values.dtype)

    def changed(self, after: pd.DataFrame) -> Flags:
        """Which rows have a stored row that differs from `after` in any of its columns."""
        differs = np.zeros(len(self.found), dtype=bool)
        if not self.met.any():
            return differs
        for column in after.columns:
            was = self.stored[column].to_numpy()[self.found[self.met]]
            differs[self.met] |= after[column].to_numpy()[self.met] != was
        return differs


def _numbered(places: Places, content: Places) -> pd.DataFrame:
    frame = pd.DataFrame({"place": places, "content": content})
    frame["nth"] = frame.groupby("content").cumcount()
    return frame
