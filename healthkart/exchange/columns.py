"""The columns that a file has, and the values of their cells. No Django here."""

from typing import Any

from healthkart.exchange.cells import quoted
from healthkart.exchange.formats import Column, Format, key
from healthkart.exchange.problems import Problems

REMEMBERED = 100_000  # distinct texts of a column

Row = list[str]


def header_columns(
    file: str, line: int, header: Row, format: Format, problems: Problems, warnings: list[str]
) -> "list[Cells] | None":
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
    return [Cells(column, found[column.name][0]) for column in format.columns if column.name in found]


class Cells(dict[str, Any]):
    """The cells of one column: the value of each text, so that it is parsed only once, and what is wrong with it."""

    def __init__(self, column: Column, place: int) -> None:
        super().__init__()
        self.column = column
        self.place = place
        self.wrong: dict[str, str] = {}

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
