"""Rows of the database as tables in the language of the files, and many rows written at once.

In both, text is never null, days are ordinals, money is paise, and a number or id that is not known is MISSING.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
from django.db import connection
from django.db.models import BigIntegerField, DateField, Expression, ExpressionWrapper, F, Model, QuerySet
from numpy.typing import NDArray

from healthkart.exchange.cells import MISSING
from healthkart.progress import progress

CHUNK = 10_000


def paise(field: str) -> Expression:
    """A RupeesField as the paise that stand in the database."""
    return ExpressionWrapper(F(field), output_field=BigIntegerField())


def read(rows: QuerySet, text: Mapping[str, Any], numbers: Mapping[str, Any]) -> pd.DataFrame:
    """These rows in the order of their primary keys: a column `pk`, and one for each name and field or expression."""
    fields = {"pk": "pk", **numbers, **text}
    parts: list[list[NDArray[Any]]] = [[np.array([], dtype=object if name in text else np.int64)] for name in fields]
    fetched = rows.order_by("pk").values_list(*fields.values()).iterator(chunk_size=CHUNK)
    while batch := list(islice(fetched, CHUNK)):
        for name, part, cells in zip(fields, parts, zip(*batch, strict=True), strict=True):
            part.append(_text(cells) if name in text else _numbers(cells))
    columns = {name: np.concatenate(part) for name, part in zip(fields, parts, strict=True)}
    return pd.DataFrame({name: pd.Series(values, dtype=values.dtype) for name, values in columns.items()})


def _text(cells: Sequence[str | None]) -> NDArray[Any]:
    return np.array(["" if cell is None else cell for cell in cells] if None in cells else cells, dtype=object)


def _numbers(cells: Sequence[int | date | None]) -> NDArray[np.int64]:
    try:
        return np.array(cells, dtype=np.int64)
    except TypeError:  # days, or some that are not known
        return np.array([_number(cell) for cell in cells], dtype=np.int64)


def _number(cell: int | date | None) -> int:
    if cell is None:
        return MISSING
    return cell.toordinal() if isinstance(cell, date) else cell


def insert(model: type[Model], frame: pd.DataFrame) -> None:
    """Insert a row for each of these, whose columns are fields of the model: the quickest way the database has."""
    fields, table, columns = _named(model, frame)
    with connection.cursor() as cursor, progress(f"Writing {model._meta.verbose_name_plural}", len(frame)) as done:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for rows in _batches(frame, fields):
                    for row in rows:
                        copy.write_row(row)
                    done(len(rows))
            return
        # 64 MiB: the default of 2 MiB holds too few pages of the indexes, which then go to disk and back.
        cursor.execute("PRAGMA cache_size = -65536")
        marks = ", ".join(["%s"] * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        for rows in _batches(frame, fields):
            cursor.executemany(statement, rows)
            done(len(rows))


def update(model: type[Model], frame: pd.DataFrame) -> None:
    """Set the fields of the rows whose primary keys are in column `pk`."""
    frame = frame[[*frame.columns.drop("pk"), "pk"]]
    fields, table, columns = _named(model, frame)
    new = ", ".join(f"{column} = %s" for column in columns[:-1])
    with connection.cursor() as cursor:
        for rows in _batches(frame, fields):
            cursor.executemany(f"UPDATE {table} SET {new} WHERE {columns[-1]} = %s", rows)


def remove(model: type[Model], pks: NDArray[np.int64]) -> None:
    """Delete the rows of these primary keys."""
    for start in range(0, len(pks), CHUNK):
        model._default_manager.filter(pk__in=pks[start : start + CHUNK].tolist()).delete()


def _named(model: type[Model], frame: pd.DataFrame) -> tuple[list[Any], str, list[str]]:
    meta = model._meta
    fields: list[Any] = [meta.pk if name == "pk" else meta.get_field(name) for name in frame.columns]
    quote = connection.ops.quote_name
    return fields, quote(meta.db_table), [quote(field.column) for field in fields]


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
