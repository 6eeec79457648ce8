"""Several connections read, and all of them see one moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyarrow as pa
import pytest
from django.db import connection

from healthkart.analytics.models import DailyResult
from healthkart.bulk import proof, scanning
from tests.worlds import small_world


@pytest.mark.skipif(connection.vendor != "postgresql", reason="test_locks has the file of SQLite")
@pytest.mark.django_db(transaction=True)
def test_what_another_commits_meanwhile_is_not_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    small_world()
    read, asked = scanning.whole, list[str]()

    def after_a_change(table: str, *arguments: Any) -> pa.Table:
        asked.append(table)
        if len(asked) == 1:
            elsewhere(change_results)
        return read(table, *arguments)

    monkeypatch.setattr(scanning, "whole", after_a_change)
    assert proof.differences() == []
    assert proof.differences() != []


def change_results() -> None:
    try:
        DailyResult.objects.filter(revenue__gt=0).update(orders=77)
    finally:
        connection.close()


def elsewhere(action: Callable[[], object]) -> None:
    """Over a connection of its own."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(action).result()
