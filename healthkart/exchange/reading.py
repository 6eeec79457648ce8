"""A CSV file as a table of parsed values, with a problem for whatever is wrong in it. No Django here."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from healthkart.exchange.cells import quoted
from healthkart.exchange.formats import Column, Format, key
from healthkart.exchange.problems import Problems
from healthkart.progress import progress

BATCH = 500  # rows at a time: larger batches leave the processor's cache and are slower
REMEMBERED = 100_000  # distinct texts of a column

_LINE_BREAK = re.compile(r"\r\n|\r|\n")

Row = list[str]


@dataclass(frozen=True)
class Table:
    """The rows of one file, indexed by the line on which each begins. Columns have the names of the format.

    Text is trimmed and never null; numbers, paise and days (ordinals) are integers, MISSING where not given.
    `good` says which rows have no bad cell.
    """

    file: str
    format: Format
    frame: pd.DataFrame
    good: NDArray[np.bool_]

    @property
    def rows(self) -> pd.DataFrame:
        """The rows without a bad cell."""
        return self.frame if self.good.all() else self.frame[self.good]


def read(path: Path, format: Format, problems: Problems, warnings: list[str]) -> Table | None:
    """The table in a file; None where it has none. Adds to `problems` what is wrong, each bad cell by itself.

    Raises OSError if the file cannot be read.
    """
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
    columns = _columns(path.name, first_lines[0], header, format, problems, warnings)
    if columns is None:
        return None
    begins: list[NDArray[np.int64]] = []
    good: list[NDArray[np.bool_]] = []
    with progress(f"Reading {path.name}", _count_lines(path)) as done:
        for lines, rows in chain([(first_lines[1:], first_rows[1:])], batches):
            fine = np.ones(len(rows), dtype=bool)
            for n, many in _fit(rows, len(header)):
                problems.add(path.name, lines[n], "", f"has {many} cells where the header has {len(header)}")
                fine[n] = False
            by_place = list(zip(*rows, strict=True))
            for cells in columns if rows else ():
                for n, message in cells.take(by_place[cells.place]):
                    problems.add(path.name, lines[n], cells.column.name, message)
                    fine[n] = False
            begins.append(np.array(lines, dtype=np.int64))
            good.append(fine)
            done(len(rows))
    index = pd.Index(np.concatenate(begins), name="line")
    if index.empty:
        return None
    frame = pd.DataFrame({cells.column.name: cells.series(index) for cells in columns}, copy=False)
    return Table(path.name, format, frame, np.concatenate(good))


def _columns(
    file: str, line: int, header: Row, format: Format, problems: Problems, warnings: list[str]
) -> "list[_Cells] | None":
    """The columns of the format that the file has; None if one is missing or stands twice."""
    known = format.headers
    found: dict[str, list[int]] = {}
    unknown = []
    for place, title in enumerate(header):
        if column := known.get(key(title)):
            found.setdefault(column.name, []).append(place)
        else:
            unknown.append(title.strip() or f"number {place + 1}")
    if unknown:
        warnings.append(f"{file}: ignored the unknown column{'s' * (len(unknown) > 1)} {', '.join(unknown)}")
    before = problems.count
    for column in format.columns:
        places = found.get(column.name, [])
        if column.required and not places:
            problems.add(file, line, column.name, "the column is missing")
        if len(places) > 1:
            titles = " and ".join(quoted(header[place].strip()) for place in places)
            problems.add(file, line, column.name, f"stands in more than one column: {titles}")
    if problems.count > before:
        return None
    return [_Cells(column, found[column.name][0]) for column in format.columns if column.name in found]


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


class _Cells(dict[str, Any]):
    """The cells of one column, read batch by batch. As a dict: the value of each text, so it is parsed only once."""

    def __init__(self, column: Column, place: int) -> None:
        super().__init__()
        self.column = column
        self.place = place
        self.wrong: dict[str, str] = {}
        self.parts: list[NDArray[Any]] = []

    def __missing__(self, raw: str) -> str | int:
        if len(self) >= REMEMBERED:
            self.clear()
        cell, value = raw.strip(), self.column.empty
        try:
            if cell:
                value = self.column.parse(cell)
            if self.column.filled and value == self.column.empty:
                raise ValueError(f"{quoted(cell)} stands for none" if cell else "is empty")
        except ValueError as error:
            self.wrong[raw] = str(error)
        self[raw] = value
        return value

    def take(self, cells: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        """Read a batch; yields which of its cells are wrong, and how."""
        at_once = self.column.at_once(cells) if self.column.at_once else None
        if at_once is not None:
            self.parts.append(at_once)
            return
        dtype = np.int64 if self.column.is_number else object
        self.parts.append(np.array(list(map(self.__getitem__, cells)), dtype=dtype))
        if self.wrong:
            yield from ((n, self.wrong[cell]) for n, cell in enumerate(cells) if cell in self.wrong)

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
