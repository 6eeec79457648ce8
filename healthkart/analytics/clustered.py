"""A table whose rows lie in the order of its primary key: what a page reads together lies together."""

from typing import Any

from django.db import migrations


class CreateClusteredModel(migrations.CreateModel):
    """CreateModel; on SQLite the rows are kept in the index of the primary key itself, and nowhere else.

    Name the fields of the key first: SQLite 3.40 takes other tables of this kind for damaged when it checks them.
    Postgres has no such table: there the rows lie as they are put in, which is in that order too.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        if schema_editor.connection.vendor != "sqlite":
            return
        table = to_state.apps.get_model(app_label, self.name)._meta.db_table
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
            (statement,) = cursor.fetchone()
            cursor.execute(f"DROP TABLE {table}")
            cursor.execute(f"{statement} WITHOUT ROWID")
