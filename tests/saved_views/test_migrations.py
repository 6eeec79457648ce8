"""What was saved before a migration is still there after it."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def migrate(name: str) -> Any:
    """The models as of this migration, with the database brought to it."""
    executor = MigrationExecutor(connection)
    executor.migrate([("saved_views", name)])
    return executor.loader.project_state([("saved_views", name)]).apps


@pytest.mark.django_db(transaction=True)
def test_who_started_from_a_view_still_does() -> None:
    try:
        before = migrate("0001_initial")
        owner = before.get_model("auth", "User").objects.create(username="asha")
        views = before.get_model("saved_views", "SavedView").objects
        start = views.create(owner=owner, name="Start", page="campaigns:overview", is_start=True)
        views.create(owner=owner, name="Other", page="campaigns:overview")
        after = migrate("0002_start_pages")
        assert list(after.get_model("saved_views", "StartPage").objects.values_list("reader", "view")) == [
            (owner.pk, start.pk)
        ]
    finally:
        call_command("migrate", verbosity=0)
