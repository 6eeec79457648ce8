"""What a statement finds, as Arrow columns."""

from collections.abc import Collection, Sequence
from typing import Any

import pyarrow as pa
from django.db import connection

from healthkart.bulk.copying import copy_out

BLOCK = 50_000  # rows


def select(statement: str, schema: pa.Schema, parameters: Sequence[Any] = ()) -> pa.Table:
    """What a SELECT finds, as columns of these names and types: those of the statement, in the order of the schema.

    Days are asked for as date32, on SQLite too, where they are text.
    """
    if connection.vendor == "postgresql":
        names = ", ".join(map(connection.ops.quote_name, schema.names))
        return copy_out(f"SELECT {names} FROM ({statement}) AS found", schema, parameters)
    blocks = []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(_as_stored, schema))} FROM ({statement}) AS found", parameters)
        while rows := cursor.fetchmany(BLOCK):
            columns = zip(schema, zip(*rows, strict=True), strict=True)
            blocks.append(pa.record_batch([_array(cells, field.type) for field, cells in columns], schema=schema))
    return pa.Table.from_batches(blocks, schema)


def whole(table: str, schema: pa.Schema, sums: Collection[str] = ()) -> pa.Table:
    """These columns of all rows of a table.

    On Postgres the columns `sums` are added up where rows are alike in the others: it sends Python a row in the time in
    which it adds up several.
    """
    if not sums or connection.vendor != "postgresql":
        return select(f"SELECT {', '.join(schema.names)} FROM {table}", schema)
    alike = ", ".join(name for name in schema.names if name not in sums)
    added_up = ", ".join(f"CAST(SUM({name}) AS bigint) AS {name}" for name in sums)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")  # with less it sorts all rows, to have groups side by side
    return select(f"SELECT {alike}, {added_up} FROM {table} GROUP BY {alike}", schema)


def _as_stored(field: pa.Field) -> str:
    name = connection.ops.quote_name(field.name)
    # Otherwise Django makes a date of each cell, for Arrow to take apart again.
    return f"CAST({name} AS text)" if pa.types.is_date(field.type) else name


def _array(cells: tuple[object, ...], type: pa.DataType) -> pa.Array:
    return pa.array(cells, pa.string()).cast(type) if pa.types.is_date(type) else pa.array(cells, type)
