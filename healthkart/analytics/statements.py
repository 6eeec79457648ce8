"""A scope, and what it is to be summed by, as querysets of the pieces that answer it, added up in one statement."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, CharField, F, QuerySet, Value, When

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

    With `organic` rows without an influencer pass too.
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
        """The rows that pass: the parts and the measures."""
        for piece in self.pieces:
            rows = self._rows(piece, organic=self.organic).filter(*(asked.passes() for asked in self.asked.values()))
            yield _as_columns(rows, [_column(part, piece.grain) for part in self.parts], measures, piece.sign)

    def dropped(self) -> Iterator[Rows]:
        """Costs that the filters cannot tell: what each lacks that they ask for, and the measures."""
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
            rows = rows.annotate(lacks=lacks).filter(lacks__isnull=False)
            yield _as_columns(rows, ["lacks"], Sums._fields, piece.sign)

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


def _as_columns(rows: QuerySet[Any], columns: Sequence[str], measures: Sequence[str], sign: int) -> Rows:
    """Tuples of these columns, and of these measures or what takes them away."""
    return rows.values_list(*columns, *(measures if sign > 0 else [F(name) * sign for name in measures]))


def summed(
    question: Question, measures: Sequence[str] = Sums._fields, *, with_dropped: bool = False
) -> list[tuple[Any, ...]]:
    """The parts, the measures added up over all that passes, and None; nothing where they come to nothing.

    `with_dropped` also rows of parts that are not known, the measures of what is dropped, and what it lacks. One
    statement. As the database hands the rows out, for Django would look at every cell again: a day may be a date or,
    from SQLite, its ISO text.
    """
    keys = [f"of_{part}" for part in question.parts]  # a part may have the name of a type
    # Cast: Postgres adds integers up to a numeric, which Python reads slowly.
    sums = [f"CAST(SUM({measure}) AS BIGINT)" for measure in measures]
    wanted = {"passing": (question.passing(tuple(measures)), keys, [*keys, *sums, "NULL"])}
    if with_dropped:
        unknown = ["''" if part == "platform" else "0" for part in question.parts]
        wanted["dropped"] = (question.dropped(), ["lacks"], [*unknown, *sums, "lacks"])
    tables: list[str] = []
    statements: list[str] = []
    parameters: list[Any] = []
    for name, (branches, by, columns) in wanted.items():
        if (pieces := _all(branches)) is None:
            continue
        tables.append(f"{name} ({', '.join([*by, *measures])}) AS ({pieces[0]})")
        parameters += pieces[1]
        # Without a key one row comes whatever there is: HAVING alone is beyond SQLite before 3.39.
        something = " OR ".join(f"SUM({measure}) <> 0" for measure in measures)
        grouped = f"GROUP BY {', '.join(by)} HAVING {something}" if by else ""
        statements.append(f"SELECT {', '.join(columns)} FROM {name} {grouped}")  # noqa: S608 - names of ours
    if not statements:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(tables)} {' UNION ALL '.join(statements)}", parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows if keys else [row for row in rows if any(row)]


def _all(branches: Iterable[Rows]) -> tuple[str, Sequence[Any]] | None:
    """The SQL of the rows of all branches and its parameters; None where there can be no row."""
    every = list(branches)
    try:
        joined = every[0].union(*every[1:], all=True) if len(every) > 1 else every[0]
        statement: tuple[str, Sequence[Any]] = joined.query.sql_with_params()
    except (IndexError, EmptyResultSet):
        return None
    return statement
