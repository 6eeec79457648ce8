"""How Postgres takes many rows, and gives them: COPY, by blocks of CSV that Arrow itself writes and reads."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv
from django.db import connection

BLOCK = 50_000  # rows

# An unquoted empty cell is null and a quoted one empty text, on both sides.
WRITTEN = arrow_csv.WriteOptions(include_header=False, quoting_style="needed")


def copy_in(table: str, rows: pa.Table | pa.RecordBatchReader, done: Callable[[int], object]) -> None:
    """Append these rows to a table; `done` is told the number of rows after each block."""
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, rows.schema.names))
    batches = rows.to_batches(BLOCK) if isinstance(rows, pa.Table) else rows
    with connection.cursor() as cursor, cursor.copy(f"COPY {quote(table)} ({columns}) FROM STDIN (FORMAT csv)") as copy:
        for batch in batches:
            block = BytesIO()
            arrow_csv.write_csv(batch, block, WRITTEN)
            copy.write(block.getbuffer())
            done(len(batch))


def copy_out(statement: str, schema: pa.Schema, parameters: Sequence[Any]) -> pa.Table:
    """What a statement finds, with these names and types."""
    found = BytesIO()
    # COPY takes no parameters of its own.
    asked = connection.ops.compose_sql(statement, parameters) if parameters else statement  # type: ignore[attr-defined]
    with connection.cursor() as cursor, cursor.copy(f"COPY ({asked}) TO STDOUT (FORMAT csv)") as copy:
        for block in copy:
            found.write(block)
    if not found.tell():
        return schema.empty_table()
    found.seek(0)
    return arrow_csv.read_csv(
        found,
        arrow_csv.ReadOptions(column_names=schema.names),
        arrow_csv.ParseOptions(newlines_in_values=True),
        arrow_csv.ConvertOptions(
            column_types=schema,
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["t"],
            false_values=["f"],
        ),
    )
