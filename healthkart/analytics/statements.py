"""A scope, and what it is to be summed by, as querysets of the pieces that answer it, added up in one statement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, F, IntegerField, QuerySet, Value, When

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

    With `organic` rows without an influencer pass too. A last column says what a row lacks that the filters ask for.
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

    @cached_property
    def lacks(self) -> bool:
        """Whether the filters ask for something that a row may lack."""
        return self.span is not None or any(asked.lacking for asked in self.asked.values())

    def passing(self, measures: tuple[str, ...] = Sums._fields) -> Iterator[Rows]:
        """The rows that pass: the parts, the measures, and no word of what is lacking."""
        for piece in self.pieces:
            rows = self._rows(piece, organic=self.organic).filter(*(asked.passes() for asked in self.asked.values()))
            columns = [_column(part, piece.grain) for part in self.parts]
            yield _as_columns(rows, columns, measures, piece.sign, text(None))

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
            yield _as_columns(rows, unknown, Sums._fields, piece.sign, lacks).filter(lacks__isnull=False)

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


def _as_columns(rows: QuerySet[Any], columns: Sequence[Any], measures: Sequence[str], sign: int, lacks: Any) -> Rows:
    """Tuples of these columns (or expressions), these measures (or what takes them away), and what the row lacks."""
    named = {f"column_{n}": F(column) if isinstance(column, str) else column for n, column in enumerate(columns)}
    signed = {f"signed_{name}": F(name) * sign if sign < 0 else F(name) for name in measures}
    listed: Rows = rows.annotate(**named, **signed, lacks=lacks).values_list(*named, *signed, "lacks")
    return listed


def summed(question: Question, branches: Iterable[Rows], measures: Sequence[str] = Sums._fields) -> list[Any]:
    """The parts, the measures added up over all branches, and what lacks; none where they come to nothing.

    One statement. As the database hands the rows out, for Django would look at every cell again: a day may be a date
    or, from SQLite, its ISO text.
    """
    every = list(branches)
    try:
        joined = every[0].union(*every[1:], all=True) if len(every) > 1 else every[0]
        pieces, parameters = joined.query.sql_with_params()
    except (IndexError, EmptyResultSet):
        return []
    keys = [f"of_{part}" for part in question.parts]  # a part may have the name of a type
    # Where it is the same in all rows it is not grouped by, or SQLite would sort rows that lie in order already.
    alike = ["lacks"] if question.lacks or not keys else []
    # Cast: Postgres adds integers up to a numeric, which Python reads slowly.
    sums = [f"CAST(SUM({measure}) AS BIGINT)" for measure in measures]
    statement = f"""
        WITH pieces ({", ".join([*keys, *measures, "lacks"])}) AS ({pieces})
        SELECT {", ".join([*keys, *sums, *alike])} FROM pieces GROUP BY {", ".join([*keys, *alike])}
        HAVING {" OR ".join(f"SUM({measure}) <> 0" for measure in measures)}"""  # noqa: S608 - names of columns of ours
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[Any] = cursor.fetchall()
        return rows
