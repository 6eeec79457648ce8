"""A large file as a table at once, where all in it is plain and right; for any other, `reading` has the words.

It answers only if `reading` would find the same values, no problem and nothing to warn of. Every distinct text of a
column goes through the same parser; a column in which nearly all texts differ is looked at as a whole. No Django here.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as arrow_csv
from numpy.typing import NDArray

from healthkart.exchange import plain
from healthkart.exchange.columns import Cells, header_columns
from healthkart.exchange.formats import Format
from healthkart.exchange.problems import Problems
from healthkart.exchange.tables import Table
from healthkart.progress import progress

LONGEST_HEADER = 1 << 16
BLOCK = 1 << 22  # bytes: large enough for both cores to be busy, small enough to stay in their caches


class _NotPlain(Exception):
    """The exact reader has to look at this file."""


def read_quickly(path: Path, format: Format) -> Table | None:
    """The table in a file; None if the file is not plain or anything may be wrong in it.

    Raises OSError if the file cannot be read.
    """
    try:
        width, columns = _header(path, format)
        rows = so_far = 0
        with progress(f"Reading {path.name}", path.stat().st_size, "bytes") as done, pa.OSFile(str(path)) as file:
            for batch in _batches(file, width, columns):
                for column in columns:
                    column.take(batch.column(column.name))
                rows += len(batch)
                done(file.tell() - so_far)
                so_far = file.tell()
    except (_NotPlain, pa.ArrowInvalid, UnicodeDecodeError):
        return None
    if not rows:
        return None
    index = pd.RangeIndex(2, rows + 2, name="line")
    frame = pd.DataFrame({column.cells.column.name: column.series(index) for column in columns}, copy=False)
    return Table(path.name, format, frame, np.ones(rows, dtype=bool))


def _header(path: Path, format: Format) -> "tuple[int, list[_Column]]":
    with path.open("rb") as file:
        line = file.readline(LONGEST_HEADER)
    text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8-sig")
    titles = text.split(",")
    problems, warnings = Problems(), list[str]()
    found = header_columns(path.name, 1, titles, format, problems, warnings)
    if not line.endswith(b"\n") or '"' in text or "\r" in text or not titles[-1].strip() or warnings or not found:
        raise _NotPlain
    return len(titles), [_Text(cells) if cells.column.unlike else _Repeated(cells) for cells in found]


def _batches(file: Any, width: int, columns: "list[_Column]") -> Iterator[pa.RecordBatch]:
    names = [str(place) for place in range(width)]
    # Quotes are text here, and what holds one is not plain: the ways to quote are many.
    return arrow_csv.open_csv(
        file,
        arrow_csv.ReadOptions(column_names=names, skip_rows=1, block_size=BLOCK),
        arrow_csv.ParseOptions(quote_char=False, ignore_empty_lines=False),
        arrow_csv.ConvertOptions(column_types={column.name: column.type for column in columns}),
    )


class _Column(ABC):
    """One column, read batch by batch."""

    type: pa.DataType

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.name = str(cells.place)

    @abstractmethod
    def take(self, batch: pa.Array) -> None:
        """Read a batch."""

    @abstractmethod
    def series(self, index: pd.Index) -> pd.Series:
        """All that was read."""

    def values(self, texts: list[str]) -> list[Any]:
        """What these texts stand for."""
        values = [self.cells[text] for text in texts]
        if self.cells.wrong or any('"' in text for text in texts):
            raise _NotPlain
        return values


class _Repeated(_Column):
    """A column of few distinct texts: whole numbers, or categories."""

    type = pa.dictionary(pa.int32(), pa.string())

    def __init__(self, cells: Cells) -> None:
        super().__init__(cells)
        self.parts: list[NDArray[Any]] = []
        self.categories: dict[str, int] = {}

    def take(self, batch: pa.DictionaryArray) -> None:
        values = self.values(batch.dictionary.to_pylist())
        if not self.cells.column.is_number:
            values = [self.categories.setdefault(value, len(self.categories)) for value in values]
        dtype = np.int64 if self.cells.column.is_number else np.int32
        self.parts.append(np.array(values, dtype=dtype)[batch.indices.to_numpy()])

    def series(self, index: pd.Index) -> pd.Series:
        values, self.parts = np.concatenate(self.parts), []
        if self.cells.column.is_number:
            return pd.Series(values, index)
        categories = pd.Index(list(self.categories), dtype=object)
        return pd.Series(pd.Categorical.from_codes(values, categories), index)


class _Text(_Column):
    """A column in which nearly every text differs from all others."""

    type = pa.string()

    def __init__(self, cells: Cells) -> None:
        super().__init__(cells)
        self.parts: list[pa.Array] = []

    def take(self, batch: pa.StringArray) -> None:
        is_plain = not self.cells.column.filled and plain.all_codes(batch)
        self.parts.append(batch if is_plain else pa.array(self.values(batch.to_pylist()), pa.string()))

    def series(self, index: pd.Index) -> pd.Series:
        values, self.parts = pa.chunked_array(self.parts), []
        return pd.Series(pd.array(values, dtype=pd.StringDtype("pyarrow", na_value=np.nan)), index)
