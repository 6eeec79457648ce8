"""A scope, and what it is to be summed by, as querysets of the pieces that answer it, joined into one statement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, Case, CharField, Count, F, IntegerField, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from healthkart.analytics.asked import UNKNOWN, Asked, asked_of, influencers_asked
from healthkart.analytics.grains import Grain, smallest
from healthkart.analytics.kpis import Sums
from healthkart.analytics.labels import Labels
from healthkart.analytics.models import NO_DAY
from healthkart.analytics.planner import Piece, plan
from healthkart.analytics.scope import DIMENSION, Scope

Rows = QuerySet[Any, tuple[Any, ...]]


def text(value: str | None) -> Value:
    return Value(value, output_field=CharField())


class Question:
    """What passes the filters of a scope, by the parts that carry some dimensions.

    With `organic` rows without an influencer pass too, and a last column says what a row lacks.
    """

    def __init__(self, scope: Scope, labels: Labels, dimensions: Sequence[str] = (), *, organic: bool = False) -> None:
        parts = dict.fromkeys(DIMENSION[name].part for name in dimensions)
        if of_products := "product" in parts or bool(scope.product):
            parts = dict.fromkeys("product" if part == "brand" else part for part in parts)
        self.parts = tuple(parts)
        self.organic = organic
        times = {name for name in dimensions if DIMENSION[name].part == "date"}
        self.time = ("month" if times == {"month"} else "date") if times else None
        self.asked: Mapping[str, Asked] = asked_of(scope, labels, of_products=of_products)
        self.influencers = influencers_asked(scope)
        self.span = (scope.date_from or date.min, scope.date_to or date.max) if scope.has_dates else None
        self.known = (labels.first_day, labels.last_day) if labels.first_day and labels.last_day else None

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The rows that what passes is added up from."""
        carried = {"influencer"} if self.organic or self.influencers is not None else set()
        return plan(self._carried(self.parts, carried), self.time, self.span, self.known)

    def passing(self, measures: tuple[str, ...] = Sums._fields) -> Iterator[Rows]:
        """The parts, then the sums, of what passes."""
        for piece in self.pieces:
            rows = self._rows(piece, organic=self.organic).filter(*(asked.passes() for asked in self.asked.values()))
            columns = [_column(part, piece.grain) for part in self.parts]
            yield _summed(rows, columns, measures, piece.sign, text(None) if self.organic else None)

    def dropped(self) -> Iterator[Rows]:
        """Costs that the filters cannot tell, in the same columns: no part is known, the last one says what lacks."""
        carried = self._carried({"influencer"} if self.influencers is not None else ())
        lacking = [
            When(asked.lacks(name), then=Value(name))
            for name in UNKNOWN
            for asked in self.asked.values()
            if name in asked.lacking
        ]
        pieces: list[tuple[Piece, Any]] = []
        if lacking:
            lacks = Case(*lacking, default=None, output_field=CharField())
            pieces = [(piece, lacks) for piece in plan(carried, None, self.span, self.known)]
        if self.span:
            pieces.append((Piece(next(smallest(carried, "month", "date")), (NO_DAY, NO_DAY)), text("day")))
        for piece, lacks in pieces:
            rows = self._rows(piece).filter(*(asked.may_pass() for asked in self.asked.values()), payout__gt=0)
            unknown = [text("") if part == "platform" else Value(0, output_field=IntegerField()) for part in self.parts]
            yield _summed(rows, unknown, Sums._fields, piece.sign, lacks).filter(lacks__isnull=False)

    def _carried(self, *parts: Iterable[str]) -> frozenset[str]:
        return frozenset(self.asked).union(*parts) - {"date"}

    def _rows(self, piece: Piece, *, organic: bool = False) -> QuerySet[Any]:
        rows: QuerySet[Any] = piece.grain.model._default_manager.order_by()
        if piece.span:
            rows = rows.filter(**{f"{piece.grain.time}__range": piece.span})
        if self.influencers is not None:
            return rows.filter(influencer_id__in=self.influencers)
        return rows if organic or "influencer" not in piece.grain.parts else rows.filter(influencer_id__gt=0)


def _column(part: str, grain: Grain) -> str:
    return grain.time or "" if part == "date" else part if part == "platform" else f"{part}_id"


def _summed(rows: QuerySet[Any], columns: Sequence[Any], measures: Sequence[str], sign: int, lacks: Any = None) -> Rows:
    """Tuples of these columns (or expressions), these measures added up (or taken away), and what the row lacks."""
    named = {f"column_{n}": F(column) if isinstance(column, str) else column for n, column in enumerate(columns)}
    last = {} if lacks is None else {"lacks": lacks}
    sums = {
        # Cast: Postgres adds integers up to a numeric, which Python reads slowly.
        f"sum_{name}": Cast(Sum(F(name) * sign if sign < 0 else name), BigIntegerField())
        for name in measures
    }
    # By something that is the same in every row, where nothing else is grouped by; and no row at all for no rows.
    grouped: Rows = rows.annotate(**named, **last, whole=Value(0)).values(*named, *last, "whole")
    grouped = grouped.annotate(**sums, rows=Count("*")).filter(rows__gt=0)
    return grouped.values_list(*named, *sums, *last)


def fetched(branches: Iterable[Rows]) -> list[tuple[Any, ...]]:
    """The rows of all branches, asked for in one statement; a day may be a date or, from SQLite, its ISO text.

    As the database hands them out: Django would look at every cell again.
    """
    every = list(branches)
    try:
        joined = every[0].union(*every[1:], all=True) if len(every) > 1 else every[0]
        statement, parameters = joined.query.sql_with_params()
    except (IndexError, EmptyResultSet):
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
