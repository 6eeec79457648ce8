"""Answers as CSV files: streamed, and harmless in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Any

from django.http import StreamingHttpResponse

LINES_AT_ONCE = 1_000


def csv_answer(name: str, heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> StreamingHttpResponse:
    """The rows as a file of this name; what is not known is an empty cell. Only some rows are held at a time."""

    def written() -> Iterator[str]:
        yield _lines([heading])
        lines = (list(map(harmless, row)) for row in rows)
        while some := list(islice(lines, LINES_AT_ONCE)):
            yield _lines(some)

    return StreamingHttpResponse(
        written(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def harmless(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers."""
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        try:
            Decimal(value)
        except ArithmeticError:
            return f"'{value}"
    return "" if value is None else value


def _lines(rows: Iterable[Sequence[Any]]) -> str:
    file = StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue()
