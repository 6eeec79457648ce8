"""The two kinds of transaction: one that changes raw rows, and one that reads a page of one piece."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

WRITERS = 0x4845414C  # any number that nothing else in this database locks


@contextmanager
def changing() -> Iterator[None]:
    """A transaction that changes raw rows and what follows from them: one at a time.

    What follows is worked out from all rows of an influencer, so a second writer has to wait until the first one's
    are there to see. Enter it before reading what is about to be changed.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":  # on SQLite the transaction itself is the lock
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])
        yield


@contextmanager
def snapshot() -> Iterator[None]:
    """All that is read inside is as of one moment, whatever others write meanwhile. For reading alone."""
    if connection.in_atomic_block:  # a test's transaction, or the caller's own
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Not atomic(): that begins IMMEDIATE here, and readers would wait for writers.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
