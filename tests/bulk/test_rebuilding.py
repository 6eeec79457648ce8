"""All results anew by DuckDB: the same as the database works out, and proved by both."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration

from healthkart.analytics import proof
from healthkart.analytics.apps import bring_in_step
from healthkart.analytics.grains import GRAINS, Grain
from healthkart.analytics.models import DailyResult, DataVersion
from healthkart.bulk import proof as proof_by_columns
from healthkart.bulk import rebuilding, replacing, select
from healthkart.bulk.engine import RAW_TABLES
from healthkart.exchange import importing
from healthkart.simulation import simulate
from payouts.models import PayoutLine
from tests.worlds import small_world

pytestmark = pytest.mark.django_db
EVENTS = "campaigns_trackingevent"


def everything() -> list[Any]:
    lines = PayoutLine.objects.order_by("payout", "date", "campaign", "product", "platform")
    return [
        list(lines.values_list("payout", "date", "campaign", "product", "platform", "units", "amount")),
        *(list(grain.model._default_manager.order_by(*grain.key).values()) for grain in GRAINS),
    ]


def test_it_is_what_the_database_works_out(monkeypatch: pytest.MonkeyPatch) -> None:
    small_world()
    before, version = everything(), DataVersion.current().number
    for few in (10**9, 0):  # on SQLite row by row, and by files
        monkeypatch.setattr(replacing, "FEW", few)
        rebuilding.rebuild()
        assert everything() == before
    assert proof.differences() == proof_by_columns.differences() == []
    assert DataVersion.current().number == version + 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite takes rows through files")
@pytest.mark.parametrize("room", [0, 1, 2])
def test_it_gets_by_with_the_room_that_an_import_leaves(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    small_world()
    before = everything()
    monkeypatch.setattr(replacing, "FEW", 0)
    database: sqlite3.Connection = connection.connection
    most = database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, held_files() + room)
    try:
        rebuilding.rebuild()
    finally:
        database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, most)
    assert everything() == before


def held_files() -> int:
    """How many files this test's transaction may hold already: it cannot let go of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pragma_database_list WHERE name NOT IN ('main', 'temp')")
        held: int = cursor.fetchone()[0]
    return held


def test_rows_that_are_in_memory_are_not_read_again() -> None:
    small_world()
    before, schema = everything(), RAW_TABLES[EVENTS]
    known = select(f"SELECT {', '.join(schema.names)} FROM {EVENTS}", schema)
    with connection.execute_wrapper(no_tracked_rows):
        rebuilding.rebuild({EVENTS: known})
    assert everything() == before


def no_tracked_rows(execute: Any, statement: str, *others: Any) -> Any:
    assert f"FROM {EVENTS}" not in statement
    return execute(statement, *others)


def test_a_large_import_works_out_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MANY", 1)
    simulate(influencers=30, events=600, posts=90, months=3, end=date(2026, 9, 30)).write(tmp_path)
    importing.import_files([tmp_path])
    assert proof.differences() == []


def test_both_proofs_find_the_same() -> None:
    small_world()
    DailyResult.objects.filter(revenue__gt=0).update(orders=77)
    PayoutLine.objects.filter(pk=PayoutLine.objects.order_by("pk")[0].pk).update(amount=1)
    assert len(proof.differences()) > 2
    assert {one for one in proof_by_columns.differences() if one.startswith("daily result not")} == {
        one for one in proof.differences() if one.startswith("daily result not")
    }


@pytest.mark.parametrize("emptied", [GRAINS, GRAINS[1:], GRAINS[-1:]])
def test_results_of_another_shape_are_worked_out_anew_by_migrate(emptied: Sequence[Grain]) -> None:
    """After a migration of their tables, which begin empty, where there are raw rows."""
    small_world()
    before = everything()
    for grain in emptied:
        grain.model._default_manager.all().delete()
    bring_in_step(plan=[(Migration("0001", "campaigns"), False), (Migration("0004", "analytics"), True)])
    assert everything() != before
    bring_in_step(plan=[(Migration("0004", "analytics"), False)])
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_results_are_the_same_after_migrations_back_and_forth() -> None:
    small_world()
    before = everything()
    try:
        call_command("migrate", "analytics", "0003", verbosity=0)
    finally:
        call_command("migrate", verbosity=0)
    assert everything() == before
    assert proof.differences() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without such knowledge")
def test_postgres_knows_what_the_tables_hold() -> None:
    small_world()
    rebuilding.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [DailyResult._meta.db_table])
        assert cursor.fetchone() == (DailyResult.objects.count(),)
