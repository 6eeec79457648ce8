"""How SQLite takes a million rows: through a file beside the database, each core doing half of the work.

One thread writes the columns into a file of their own, without Python seeing a single cell; the main thread then has
the database itself copy them, in the caller's transaction. A third of the time of inserting them from Python.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import adbc_driver_sqlite.dbapi as arrow_sqlite
import pyarrow as pa
from django.db import OperationalError, connection


def insert_staged(
    table: str,
    parts: Iterator[pa.Table],
    few: int,
    insert_few: Callable[[str, pa.Table], None],
    done: Callable[[int], object],
) -> None:
    """Append these parts to a table; those of up to `few` rows, and what finds no room, by `insert_few`.

    There is room for ten files in a transaction: SQLite lets go of none before it ends.
    """
    detach_all()
    with TemporaryDirectory(prefix="staging-") as folder, ThreadPoolExecutor(1) as ahead:
        files = (Path(folder, f"{number}.sqlite3") for number in range(room()))

        def begin(part: pa.Table) -> "tuple[pa.Table, Future[Path] | None]":
            file = next(files, None) if len(part) > few else None
            return part, ahead.submit(stage, file, {table: lambda: part.to_reader(65_536)}) if file else None

        begun = map(begin, parts)
        waiting = next(begun, None)
        while waiting:
            part, staged = waiting
            waiting = next(begun, None)  # so that the next part is staged while this one is copied
            if staged:
                copy(table, attached(staged.result()), table)
            else:
                insert_few(table, part)
            done(len(part))


def stage(file: Path, tables: Mapping[str, Callable[[], pa.RecordBatchReader]]) -> Path:
    """Write a database file with these tables, each of what its reader reads; OSError if it cannot be written."""
    try:
        with arrow_sqlite.connect(f"file:{quote(str(file))}", autocommit=True) as staging, staging.cursor() as cursor:
            # It is read once and thrown away: nothing of it has to survive anything.
            cursor.execute("PRAGMA journal_mode = off")
            cursor.execute("PRAGMA synchronous = off")
            for table, reader in tables.items():
                cursor.adbc_ingest(table, reader())
    except arrow_sqlite.Error as error:  # it has no class of its own for a full disk
        raise OSError(f"rows cannot be staged in {file.parent}: {error}") from error
    return file


def attached(file: Path) -> str:
    """The name under which the database now knows a file, which stays until it lets go of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pragma_database_list")
        schema = f"staging_{cursor.fetchone()[0]}"
        cursor.execute(f"ATTACH %s AS {schema}", [str(file)])
    file.unlink()
    return schema


def copy(table: str, schema: str, staged: str) -> None:
    """Append the rows of a table in an attached file to one of ours, in their order there."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_info(%s, %s)", [staged, schema])
        names = ", ".join(quote(name) for (name,) in cursor.fetchall())
        cursor.execute(f"INSERT INTO {quote(table)} ({names}) SELECT {names} FROM {schema}.{quote(staged)}")


def detach_all() -> None:
    """Let go of the files of transactions that have ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_database_list WHERE name LIKE 'staging%%'")
        for (schema,) in cursor.fetchall():
            with suppress(OperationalError):  # it is of this transaction
                cursor.execute(f"DETACH {schema}")


def room() -> int:
    """How many more files the database can know in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pragma_database_list WHERE name NOT IN ('main', 'temp')")
        attached: int = cursor.fetchone()[0]
    database: sqlite3.Connection = connection.connection
    return database.getlimit(sqlite3.SQLITE_LIMIT_ATTACHED) - attached
