"""Arrow columns into a table."""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from django.db import connection

from healthkart.bulk.copying import copy_in
from healthkart.bulk.staging import insert_staged

Rows: TypeAlias = pa.Table | pa.RecordBatchReader
Done = Callable[[int], object]

PART = 2_500_000  # rows at a time, unless a reader gives fewer
FEW = 50_000  # rows that are in sooner than a file is staged
BLOCK = 50_000  # rows whose cells Python holds at a time
TOGETHER = 30  # rows to a statement: half the time of one by one, and no more is gained beyond
STATEMENTS = 1_000  # at a time


def insert(table: str, rows: Rows, done: Done = lambda rows: None) -> None:
    """Append rows to a table, whose columns are those of the table; what is left out has the database's default.

    `done` is told the number of rows after each part of them.
    """
    if connection.vendor == "postgresql":
        copy_in(table, rows, done)
        return
    with connection.cursor() as cursor:
        # 64 MiB: the default of 2 MiB holds too few pages of the indexes, which then go to disk and back.
        cursor.execute("PRAGMA cache_size = -65536")
    insert_staged(table, _parts(rows), FEW, _insert_few, done)


def _parts(rows: Rows) -> Iterator[pa.Table]:
    if isinstance(rows, pa.Table):
        yield from (rows.slice(start, PART) for start in range(0, len(rows), PART))
        return
    held: list[pa.RecordBatch] = []
    for batch in rows:
        held.append(batch)
        if sum(map(len, held)) >= PART:
            yield pa.Table.from_batches(held)
            held = []
    if held:
        yield pa.Table.from_batches(held)


def _insert_few(table: str, part: pa.Table) -> None:
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(table)} ({', '.join(map(quote, part.column_names))}) VALUES "
    marks = f"({', '.join(['%s'] * part.num_columns)})"
    blocks = (part.slice(start, BLOCK) for start in range(0, len(part), BLOCK))
    cells = chain.from_iterable(chain.from_iterable(map(_rows, blocks)))
    whole, left = divmod(len(part), TOGETHER)
    with connection.cursor() as cursor:
        for times, together in ((whole, TOGETHER), (int(left > 0), left)):
            statement = into + ", ".join([marks] * together)
            rows = (list(islice(cells, together * part.num_columns)) for _ in range(times))
            while some := list(islice(rows, STATEMENTS)):  # Django keeps what it is given until it is done
                cursor.executemany(statement, some)


def _rows(block: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*map(_cells, block.columns), strict=True)


def _cells(column: pa.ChunkedArray) -> list[Any]:
    """The cells as SQLite stores them, each distinct text and day made once."""
    if pa.types.is_date(column.type):
        column = column.cast(pa.string()).dictionary_encode()
    if pa.types.is_dictionary(column.type):
        column = column.combine_chunks()
        texts = np.array([*column.dictionary.to_pylist(), None], dtype=object)
        return texts[column.indices.fill_null(len(texts) - 1).to_numpy()].tolist()
    return column.to_pylist() if column.null_count else column.to_numpy().tolist()
