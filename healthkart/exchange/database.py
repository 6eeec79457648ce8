"""Rows of the database as tables in the language of the files, and many rows written at once.

In both, text is never null, days are ordinals, money is paise, and a number or id that is not known is MISSING.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as compute
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    Expression,
    ExpressionWrapper,
    F,
    Field,
    Max,
    Model,
    QuerySet,
    TextField,
)
from django.utils import timezone
from numpy.typing import NDArray

from healthkart import bulk
from healthkart.exchange.cells import MISSING
from healthkart.progress import progress

CHUNK = 10_000
EPOCH = date(1970, 1, 1).toordinal()


def paise(field: str) -> Expression:
    """A RupeesField as the paise that stand in the database."""
    return ExpressionWrapper(F(field), output_field=BigIntegerField())


def read(rows: QuerySet, text: Mapping[str, Any], numbers: Mapping[str, Any]) -> pd.DataFrame:
    """These rows in the order of their primary keys: a column `pk`, and one for each name and field or expression."""
    asked = {"pk": "pk", **numbers, **text}
    # Under names of our own: those of the tables' columns may be alike.
    named = {f"its_{name}": F(what) if isinstance(what, str) else what for name, what in asked.items()}
    query = rows.order_by().annotate(**named).values_list(*named).query
    schema = pa.schema([(alias, _type(query.annotations[alias].output_field)) for alias in named])
    try:
        statement, parameters = query.sql_with_params()
        found = bulk.select(statement, schema, parameters)
    except EmptyResultSet:  # nothing can be found, so nothing is asked
        found = schema.empty_table()
    columns = {name: _text(found[f"its_{name}"]) if name in text else _numbers(found[f"its_{name}"]) for name in asked}
    frame = pd.DataFrame({name: pd.Series(values, dtype=values.dtype) for name, values in columns.items()})
    return frame if frame["pk"].is_monotonic_increasing else frame.sort_values("pk", ignore_index=True)


def _type(field: Field) -> pa.DataType:
    if isinstance(field, DateField):
        return pa.date32()
    if isinstance(field, BooleanField):
        return pa.bool_()
    return pa.string() if isinstance(field, CharField | TextField) else pa.int64()


def _text(column: pa.ChunkedArray) -> NDArray[Any]:
    return np.array(column.fill_null("").to_pylist(), dtype=object)


def _numbers(column: pa.ChunkedArray) -> NDArray[np.int64]:
    is_day = pa.types.is_date(column.type)
    values = (column.cast(pa.int32()) if is_day else column).cast(pa.int64())
    counted = compute.add(values, EPOCH) if is_day else values
    return counted.fill_null(MISSING).to_numpy()


def insert(model: type[Model], frame: pd.DataFrame) -> pa.Table:
    """Insert a row for each of these, whose columns are fields of the model; they come back as they went in."""
    rows = as_stored(model, frame)
    with progress(f"Writing {model._meta.verbose_name_plural}", len(rows)) as done:
        bulk.insert(model._meta.db_table, rows, done)
    return rows


def insert_with_history(model: type[Model], frame: pd.DataFrame, reason: str) -> None:
    """Insert a row for each of these, and each row's beginning into the model's history."""
    history = model.history.model  # type: ignore[attr-defined]
    last = model._default_manager.aggregate(last=Max("pk", default=0))["last"]
    insert(model, frame)
    quote = connection.ops.quote_name
    kept = ", ".join(quote(str(field.column)) for field in model._meta.concrete_fields)
    into = f"INSERT INTO {quote(history._meta.db_table)} ({kept}, history_date, history_change_reason, history_type)"
    since = f"FROM {quote(model._meta.db_table)} WHERE id > %s ORDER BY id"
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(f"{into} SELECT {kept}, %s, %s, '+' {since}", [moment, reason, last])


def as_stored(model: type[Model], frame: pd.DataFrame) -> pa.Table:
    """The rows as the database has them: under the names of its columns, unknown values null, days as such."""
    fields = {name: _field(model, name) for name in frame.columns}
    return pa.table({field.column: _array(field, frame[name]) for name, field in fields.items()})


def _array(field: Any, column: pd.Series) -> pa.Array:
    if not pd.api.types.is_integer_dtype(column.dtype):
        return pa.array(column.tolist() if column.dtype == object else column)
    values = column.to_numpy()
    unknown = (values == MISSING) if field.null else np.zeros(0, dtype=bool)
    mask = unknown if unknown.any() else None
    if isinstance(field, DateField):
        return pa.array((values - EPOCH).astype(np.int32), mask=mask).cast(pa.date32())
    return pa.array(values, mask=mask)


def update(model: type[Model], frame: pd.DataFrame) -> None:
    """Set the fields of the rows whose primary keys are in column `pk`."""
    frame = frame[[*frame.columns.drop("pk"), "pk"]]
    quote = connection.ops.quote_name
    fields = [_field(model, name) for name in frame.columns]
    table, columns = quote(model._meta.db_table), [quote(field.column) for field in fields]
    new = ", ".join(f"{column} = %s" for column in columns[:-1])
    with connection.cursor() as cursor:
        for rows in _batches(frame, fields):
            cursor.executemany(f"UPDATE {table} SET {new} WHERE {columns[-1]} = %s", rows)


def remove(model: type[Model], pks: NDArray[np.int64]) -> None:
    """Delete the rows of these primary keys."""
    for start in range(0, len(pks), CHUNK):
        model._default_manager.filter(pk__in=pks[start : start + CHUNK].tolist()).delete()


def _field(model: type[Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def _batches(frame: pd.DataFrame, fields: list[Any]) -> Iterator[list[tuple[Any, ...]]]:
    for start in range(0, len(frame), CHUNK):
        part = frame.iloc[start : start + CHUNK]
        columns = (_cells(field, part[name].tolist()) for field, name in zip(fields, part.columns, strict=True))
        yield list(zip(*columns, strict=True))


def _cells(field: Any, cells: list[Any]) -> list[Any]:
    if isinstance(field, DateField):
        return [_iso_day(cell) for cell in cells]
    return [None if cell == MISSING else cell for cell in cells] if field.null else cells


@cache
def as_day(ordinal: int) -> date | None:
    """The day of an ordinal; None for MISSING."""
    return None if ordinal == MISSING else date.fromordinal(ordinal)


@cache
def _iso_day(ordinal: int) -> str | None:
    day = as_day(ordinal)
    return day.isoformat() if day else None
