"""Indexes along which lists are read."""

from typing import Any

from django.db import models


class ListIndex(models.Index):
    """An index of these columns, and within them of the ids: a list of one campaign is read along it, newest first.

    On SQLite every index ends with the id. Postgres has to be told: to spare itself the sorting of a day it walks the
    index of all days instead, through millions of rows where those of the campaign are old.
    """

    def create_sql(self, model: type[models.Model], schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using, **kwargs)
        with_id = models.Index(*self.expressions, "id", name=self.name)
        return with_id.create_sql(model, schema_editor, using, **kwargs)
