"""Answers as Excel workbooks: real numbers and real days, and a second sheet that says what they are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any, Literal, NamedTuple

from django.http import FileResponse
from rest_framework.exceptions import ValidationError

from healthkart.analytics.kpis import Unit
from healthkart.analytics.labels import Labels
from healthkart.dashboard.presets import said
from healthkart.downloads.spreadsheets import harmless
from healthkart.names import UNKNOWN_NAME

MOST_ROWS = 1_048_575  # of a sheet, beside its heading
LONGEST_TEXT = 32_767  # that a cell holds
TOO_MANY = f"A sheet holds {MOST_ROWS:,} rows, and these are more: take CSV."
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COST_RULE = (
    "A payout is spread evenly over the units it pays for: the influencer's posts, or the orders tracked for it, "
    "within the payout's campaign and days if it names any. Each unit's share falls on that unit's day, campaign, "
    "product and platform. A filter on something that a cost does not have drops that cost, unless it asks for "
    f"{UNKNOWN_NAME}."
)

Kind = Unit | Literal["text", "date", "id"]
# Grouped as in India: a format has room for two conditions, and the rest.
_RUPEES = '[>=10000000]"₹"##\\,##\\,##\\,##0.00;[>=100000]"₹"##\\,##\\,##0.00;"₹"#,##0.00'
_COUNT = "[>=10000000]##\\,##\\,##\\,##0;[>=100000]##\\,##\\,##0;#,##0"
_FORMATS: dict[Kind, str] = {
    "rupees": _RUPEES, "count": _COUNT, "ratio": '#,##0.00"×"', "percent": "0.00%",
    "change": "+0.0%;-0.0%;0.0%", "score": "0", "id": "0",
    "date": "yyyy-mm-dd",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a sheet: its name, what it holds, and what it means.

    Cells of rupees are decimals (or their text) in rupees, of percent and ratio fractions; None is an empty cell.
    """

    name: str
    kind: Kind = "text"
    meaning: str = ""


class Measured(NamedTuple):
    """A number of its own kind, in a column that has numbers of several."""

    value: Any
    kind: Kind


@dataclass(frozen=True, slots=True)
class About:
    """What the second sheet says of the rows: what they are, the filters by name, and the data they come from."""

    name: str
    filters: Sequence[tuple[str, str]]
    labels: Labels


def workbook_answer(
    about: About, headings: Sequence[Heading], rows: Iterable[Sequence[Any]], totals: Sequence[Any] = ()
) -> FileResponse:
    """The rows as a workbook, in memory one at a time; raises a 400 that names `format` if a sheet cannot hold them.

    `totals` stand below the rows, and are none of those that are counted, sorted and filtered.
    """
    # Not at the top: a worker has no use for it until somebody asks for a workbook.
    from xlsxwriter import Workbook

    file = TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    try:
        workbook = Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        sheet, beside = workbook.add_worksheet("Rows"), workbook.add_worksheet("About")
        count = _write_rows(workbook, sheet, headings, rows, totals)
        _write_about(workbook, beside, about, headings, count)
        workbook.close()
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{about.name}.xlsx", content_type=TYPE)


def _write_rows(
    workbook: Any, sheet: Any, headings: Sequence[Heading], rows: Iterable[Sequence[Any]], totals: Sequence[Any]
) -> int:
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {kind: workbook.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
    sheet.freeze_panes(1, 0)
    writers: list[Callable[[int, Any], object]] = []
    for place, heading in enumerate(headings):
        cells = formats.get(heading.kind)
        sheet.set_column(place, place, max(12, len(heading.name) + 3) if cells else 24, cells)
        writers.append(_writer(sheet, place, heading.kind, formats))
        sheet.write_string(0, place, heading.name, bold)

    def write_row(number: int, row: Sequence[Any]) -> None:
        if number > MOST_ROWS:
            raise ValidationError({"format": [TOO_MANY]})
        for write, value in zip(writers, row, strict=True):
            if value is not None and value != "":
                write(number, value)

    number = 0
    for number, row in enumerate(rows, start=1):
        write_row(number, row)
    if totals:
        write_row(number + 1, totals)
    if headings:
        sheet.autofilter(0, 0, max(number, 1), len(headings) - 1)
    return number


def _writer(sheet: Any, place: int, kind: Kind, formats: Mapping[Kind, Any]) -> Callable[[int, Any], object]:
    """What writes a known value into a row of this column: text is never a formula, in whatever it is saved again."""

    def write(row: int, value: Any) -> None:
        if isinstance(value, date):
            sheet.write_datetime(row, place, value, formats["date"])
        elif isinstance(value, Measured):
            sheet.write_number(row, place, float(value.value), formats[value.kind])
        elif isinstance(value, int | float | Decimal):
            sheet.write_number(row, place, value)
        else:
            sheet.write_string(row, place, str(harmless(value))[:LONGEST_TEXT])

    if kind in ("text", "date"):
        return write
    cells = formats[kind]
    return lambda row, value: sheet.write_number(row, place, float(value), cells)


def _write_about(workbook: Any, sheet: Any, about: About, headings: Sequence[Heading], count: int) -> None:
    bold, wrapped = workbook.add_format({"bold": True, "valign": "top"}), workbook.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 28, bold)
    sheet.set_column(1, 1, 100, wrapped)
    facts: list[tuple[str, Any]] = [
        ("Rows", count),
        ("Data as of", f"{about.labels.last_day:%Y-%m-%d}" if about.labels.last_day else "no day: there are no data"),
        ("Data version", about.labels.version),
        ("Filters", "" if about.filters else "none"),
        *((name, said(value, about.labels.last_day) if name == "period" else value) for name, value in about.filters),
        ("", ""),
        ("Cost rule", COST_RULE),
        ("Not known", "An empty cell: there is nothing to divide by, or the data do not say."),
        ("", ""),
        ("Columns", ""),
        *((heading.name, heading.meaning) for heading in headings),
    ]
    for row, (name, value) in enumerate(facts):
        sheet.write_string(row, 0, str(harmless(name)), bold)
        if isinstance(value, int):
            sheet.write_number(row, 1, value, workbook.add_format({"align": "left"}))
        else:
            sheet.write_string(row, 1, str(harmless(value))[:LONGEST_TEXT], wrapped)
