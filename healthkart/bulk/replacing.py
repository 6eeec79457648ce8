"""Other rows in the place of all that some tables hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from django.db import connection

from healthkart.bulk.indexes import without_indexes
from healthkart.bulk.inserting import FEW, insert
from healthkart.bulk.staging import attached, copy, detach_all, room, stage

FILES = 3  # at most: two for the largest tables, one for the others

Reader = Callable[[], pa.RecordBatchReader]


def replace(tables: Mapping[str, Reader], rows: int, done: Callable[[int], object] = lambda tables: None) -> None:
    """Put what these read in the place of all rows of the tables; `rows` is about how many it will be.

    `done` is told the number of tables as they are there.
    """
    if connection.vendor == "sqlite" and rows > FEW:
        detach_all()
        if files := min(room(), FILES):
            _replace_staged(tables, files, done)
            return
    for table, reader in tables.items():
        with _emptied(table):
            insert(table, reader())
        done(1)


def _replace_staged(tables: Mapping[str, Reader], most: int, done: Callable[[int], object]) -> None:
    """By so many files, one of which is written while the tables of the one before are copied from theirs."""
    with TemporaryDirectory(prefix="staging-") as folder, ThreadPoolExecutor(1) as ahead:
        shares = list(_shared_out(list(tables), most))
        files = [Path(folder, f"{number}.sqlite3") for number in range(len(shares))]
        staged = [
            ahead.submit(stage, file, {table: tables[table] for table in share})
            for file, share in zip(files, shares, strict=True)
        ]
        for share, file in zip(shares, staged, strict=True):
            schema = attached(file.result())
            for table in share:
                with _emptied(table):
                    copy(table, schema, table)
                done(1)


def _emptied(table: str) -> AbstractContextManager[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
    return without_indexes(table)


def _shared_out(tables: Sequence[str], files: int) -> Iterator[Sequence[str]]:
    """The first tables, which are the largest, each by itself, and the others together."""
    alone = files - 1
    yield from ([table] for table in tables[:alone])
    yield tables[alone:]
