"""A table without its indexes while it is filled: made afterwards, each in one go, they cost a fraction."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

from django.db import OperationalError, connection

from healthkart.progress import progress

SQLITE_INDEXES = """
    SELECT 'DROP INDEX "' || name || '"', sql FROM sqlite_master
    WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL ORDER BY name
"""
# Those of constraints go and come with them. A key that other tables refer to has to stay.
POSTGRES_INDEXES = """
    SELECT format('DROP INDEX %%s', indexrelid::regclass), pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY indexrelid::regclass::text
"""
POSTGRES_CONSTRAINTS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint kept
    WHERE conrelid = %s::regclass AND contype IN ('p', 'u', 'f')
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE confrelid = kept.conrelid)
    ORDER BY contype DESC, conname
"""


def outnumbered(table: str, new: int) -> bool:
    """Whether this many new rows are more than those that a table holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM (SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT {new:d}) AS held")
        held: int = cursor.fetchone()[0]
    return held < new


@contextmanager
def without_indexes(table: str) -> Iterator[None]:
    """Take the indexes of a table away, on Postgres its keys too, and make them again by their own definitions.

    Inside the caller's transaction, which has to roll back if anything inside fails: they are then not made again.
    """
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgres:  # it changes no table of which it has yet to check a row
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        taken: list[tuple[str, str]] = []
        for statement in (POSTGRES_CONSTRAINTS, POSTGRES_INDEXES) if is_postgres else (SQLITE_INDEXES,):
            cursor.execute(statement, [connection.ops.quote_name(table) if is_postgres else table])
            taken += cursor.fetchall()
        for drop, _ in taken:
            cursor.execute(drop)
    yield
    with _room_to_sort(), connection.cursor() as cursor, progress(f"Indexing {table}", len(taken), "indexes") as done:
        for _, make in taken:
            cursor.execute(make)
            done(1)


# 16 MiB a time, and then files, on every core: with more, or in memory, sorting ten million rows takes twice as long.
SORTING = {"cache_size": -16_384, "threads": os.cpu_count() or 1, "temp_store": 1}


@contextmanager
def _room_to_sort() -> Iterator[None]:
    """The settings in which the database sorts many rows quickly, for as long as it does."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            yield
            return
        usual = {}
        for name in SORTING:
            cursor.execute(f"PRAGMA {name}")
            (usual[name],) = cursor.fetchone()
        _set(SORTING)
        try:
            yield
        finally:
            _set(usual)


def _set(pragmas: Mapping[str, int]) -> None:
    with connection.cursor() as cursor:
        for name, value in pragmas.items():
            with suppress(OperationalError):  # temp_store is refused while there are temporary tables, and no matter
                cursor.execute(f"PRAGMA {name} = {value:d}")
