"""A CSV file as a table of parsed values, with a problem for whatever is wrong in it. No Django here."""

import csv
import re
from collections.abc import Iterator
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from healthkart.exchange.columns import Cells, Row, header_columns
from healthkart.exchange.formats import Format
from healthkart.exchange.problems import Problems
from healthkart.exchange.quick import read_quickly
from healthkart.exchange.tables import Table
from healthkart.progress import progress

BATCH = 500  # rows at a time: larger batches leave the processor's cache and are slower

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def read(path: Path, format: Format, problems: Problems, warnings: list[str]) -> Table | None:
    """The table in a file; None where it has none. Adds to `problems` what is wrong, each bad cell by itself.

    Raises OSError if the file cannot be read.
    """
    table = read_quickly(path, format) if format.large else None
    return table or read_exactly(path, format, problems, warnings)


def read_exactly(path: Path, format: Format, problems: Problems, warnings: list[str]) -> Table | None:
    """As `read`, cell by cell."""
    before = problems.count
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            batches = _batches(csv.reader(lines, strict=True), path.name, problems)
            table = _table(path, format, batches, problems, warnings)
    except UnicodeDecodeError:
        problems.add(path.name, _line_not_in_utf8(path), "", "is not UTF-8; save the file as UTF-8")
        return None
    if table is None and problems.count == before:
        problems.add(path.name, 0, "", "holds no rows; leave the file out or fill it")
    return table


def _batches(reader: Any, file: str, problems: Problems) -> Iterator[tuple[list[int], list[Row]]]:
    """Rows that are not blank, some thousands at a time, with the line on which each begins."""
    line, wrong = 1, None
    while wrong is None:
        rows: list[Row] = []
        try:
            rows.extend(islice(reader, BATCH))
        except csv.Error as error:  # what came before it is in rows
            wrong = error
        if wrong is None and not rows:
            return
        if wrong is None and reader.line_num - line + 1 == len(rows):
            begins = list(range(line, line + len(rows) + 1))
        else:
            begins = list(accumulate(map(_lines_of, rows), initial=line))
        line = begins[-1]
        filled = [n for n, row in enumerate(rows) if any(row) and (row[0].strip() or any(map(str.strip, row)))]
        if filled:
            yield [begins[n] for n in filled], [rows[n] for n in filled]
    problems.add(file, line, "", f"is not well-formed CSV: {wrong}")


def _lines_of(row: Row) -> int:
    return 1 + sum(len(_LINE_BREAK.findall(cell)) for cell in row)


def _table(
    path: Path,
    format: Format,
    batches: Iterator[tuple[list[int], list[Row]]],
    problems: Problems,
    warnings: list[str],
) -> Table | None:
    first_lines, first_rows = next(batches, ([], []))
    if not first_rows:
        return None
    header = first_rows[0]
    while not header[-1].strip():
        header.pop()
    found = header_columns(path.name, first_lines[0], header, format, problems, warnings)
    if found is None:
        return None
    columns = [_Batches(cells) for cells in found]
    begins: list[NDArray[np.int64]] = []
    good: list[NDArray[np.bool_]] = []
    with progress(f"Reading {path.name}", _count_lines(path)) as done:
        for lines, rows in chain([(first_lines[1:], first_rows[1:])], batches):
            fine = np.ones(len(rows), dtype=bool)
            for n, many in _fit(rows, len(header)):
                problems.add(path.name, lines[n], "", f"has {many} cells where the header has {len(header)}")
                fine[n] = False
            by_place = list(zip(*rows, strict=True))
            for column in columns if rows else ():
                for n, message in column.take(by_place[column.cells.place]):
                    problems.add(path.name, lines[n], column.cells.column.name, message)
                    fine[n] = False
            begins.append(np.array(lines, dtype=np.int64))
            good.append(fine)
            done(len(rows))
    index = pd.Index(np.concatenate(begins), name="line")
    if index.empty:
        return None
    frame = pd.DataFrame({column.cells.column.name: column.series(index) for column in columns}, copy=False)
    return Table(path.name, format, frame, np.concatenate(good))


def _fit(rows: list[Row], width: int) -> Iterator[tuple[int, int]]:
    """Give every row this many cells, in place; yields each row that holds more, with how many it has."""
    if set(map(len, rows)) <= {width}:
        return
    for n, row in enumerate(rows):
        while len(row) > width and not row[-1].strip():
            row.pop()
        if len(row) > width:
            yield n, len(row)
        rows[n] = row[:width] + [""] * (width - len(row))


class _Batches:
    """One column, read batch by batch."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.parts: list[NDArray[Any]] = []

    def take(self, batch: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        """Read a batch; yields which of its cells are wrong, and how."""
        column, wrong = self.cells.column, self.cells.wrong
        at_once = column.at_once(batch) if column.at_once else None
        if at_once is not None:
            self.parts.append(at_once)
            return
        dtype = np.int64 if column.is_number else object
        self.parts.append(np.array(list(map(self.cells.__getitem__, batch)), dtype=dtype))
        if wrong:
            yield from ((n, wrong[cell]) for n, cell in enumerate(batch) if cell in wrong)

    def series(self, index: pd.Index) -> pd.Series:
        values, self.parts = np.concatenate(self.parts), []
        return pd.Series(values, index, dtype=values.dtype)  # said, or pandas would guess at text


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


def _line_not_in_utf8(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0
