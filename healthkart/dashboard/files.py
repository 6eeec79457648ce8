"""A table of a page as a file: the cells that the page shows, all rows of them, and the totals last.

It is sorted as the page says (`sort`), without the columns of it that the page hides (`hide`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import Any

from django import forms
from django.http import FileResponse, StreamingHttpResponse
from rest_framework.exceptions import ValidationError

from healthkart.analytics.labels import Labels
from healthkart.analytics.numbers import exact_rupees
from healthkart.dashboard.columns import without
from healthkart.dashboard.definitions import of_column
from healthkart.dashboard.filters import ScopeForm
from healthkart.dashboard.pages import Cell, Column, DataTable
from healthkart.dashboard.sorting import in_order
from healthkart.downloads.spreadsheets import csv_answer
from healthkart.downloads.workbooks import MOST_ROWS, TOO_MANY, About, Heading, Measured, workbook_answer

FILE = ("table", "format")  # the parameters that make a file of a page
FORMATS = [("csv", "CSV"), ("xlsx", "Excel")]
FileAnswer = StreamingHttpResponse | FileResponse


class FileForm(ScopeForm):
    """What a page understands where one of its tables is asked for as a file."""

    table = forms.CharField()
    format = forms.ChoiceField(choices=FORMATS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in self.places:
            if self.query.get(name):
                self.refuse(name, "A file is whole: it has no pages.")
        return cleaned

    def of_page(self) -> dict[str, Any]:
        """The options of the page, without those that make a file of it."""
        return {name: value for name, value in self.options().items() if name not in FILE}

    def check_table(self, tables: Mapping[str, DataTable]) -> None:
        """Refuse a table that the page does not have."""
        if (name := self.cleaned_data["table"]) not in tables:
            self.refuse("table", f"No table here is called {name!r}: there is {', '.join(tables) or 'none'}.")

    def as_shown(self, table: DataTable) -> DataTable:
        """The table in the order that was asked for, without the columns that are hidden."""
        name = self.cleaned_data["table"]
        return without(in_order(table, self.orders.get(name)), name, self.hidden)

    def filters(self) -> list[tuple[str, str]]:
        """What else was asked, as pairs of parameter and value."""
        pairs = ((name, value) for name, values in self.query.lists() for value in values if value)
        return [pair for pair in pairs if pair[0] not in FILE]


def file_form(form: type[ScopeForm]) -> type[FileForm]:
    """The form of a page with what its files need."""
    return type(f"{form.__name__}OfFile", (FileForm, form), {})


def table_as_file(
    table: DataTable, name: str, wanted: str, filters: Sequence[tuple[str, str]], labels: Labels
) -> FileAnswer:
    """A table as `csv` or `xlsx`; raises a 400 that names `format` where a sheet cannot hold its rows.

    Numbers are as the API has them: rupees to the paisa, fractions unrounded.
    """
    if wanted == "xlsx" and table.more_than and table.more_than(MOST_ROWS):
        raise ValidationError({"format": [TOO_MANY]})  # before a million of them are written
    rows = table.all_rows() if table.all_rows else table.rows
    if wanted == "csv":
        lines = chain(rows, [table.totals] if table.totals else [])
        return csv_answer(name, [column.name for column in table.columns], map(_plain, lines))
    about, headings = About(name, filters, labels), list(map(_heading, table.columns))
    measured = partial(_measured, table.columns)
    return workbook_answer(about, headings, map(measured, rows), measured(table.totals))


def _heading(column: Column) -> Heading:
    meaning = of_column(column).meaning
    return Heading(column.name, column.unit or "text", f"{column.label}. {meaning}".rstrip())


def _plain(cells: Iterable[Cell]) -> list[Any]:
    return [_value(cell) for cell in cells]


def _measured(columns: Iterable[Column], cells: Iterable[Cell]) -> list[Any]:
    """As a sheet has them: a number that is not in the unit of its column says in which."""
    return [
        Measured(_value(cell), cell.unit)
        if cell.unit and cell.unit != column.unit and cell.value is not None
        else _value(cell)
        for column, cell in zip(columns, cells, strict=False)
    ]


def _value(cell: Cell) -> Any:
    if cell.value is None or isinstance(cell.value, date):
        return cell.value
    if cell.unit is None:
        return str(cell.value)
    return Decimal(exact_rupees(cell.value)) if cell.unit == "rupees" else cell.value
