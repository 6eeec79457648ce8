"""Pages of the API's lists: keyset pages, so that the last page costs what the first does."""

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError as Invalid
from django.db.models import BooleanField, F, Func, OrderBy, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

NO_CURSOR = ValidationError({"cursor": ["This is no cursor of ours: follow `next` and `previous`."]})


class Together(Func):
    """Several columns compared as one value, which every database here looks up in an index of those columns."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


class NewestFirst(CursorPagination):
    """Newest rows first, 100 a page; `page_size` to 1,000. What cannot be understood is refused by name.

    A cursor holds all the columns that the rows are ordered by: DRF's own compares the first and counts the rows that
    are equal in it, of which a day has tens of thousands.
    """

    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1000
    at: Cursor  # of which DRF's offset is not used

    def from_cursor(self, rows: QuerySet[Any], request: Request) -> list[QuerySet[Any]]:
        """The rows beyond the cursor, in the order in which they are read, as querysets that share no row.

        There is one, unless the first column that they are ordered by may be empty: then those rows come apart, for
        they stand last, and no index compares them. To be asked before all filters: of several bounds SQLite looks up
        the first that it meets, and tests the rest.
        """
        self.columns = columns_of(rows)
        self.at = self.decode_cursor(request) or Cursor(0, False, None)
        position = self._values(rows)
        if not self._may_lack_its_day(rows):
            return [self._beyond(rows, position)]
        day, *_ = self.columns
        dated = rows.filter(**{f"{day}__isnull": False}).order_by(*(f"-{column}" for column in self.columns))
        undated = rows.filter(**{f"{day}__isnull": True}).order_by(*(f"-{column}" for column in self.columns))
        if not position:
            return [self._beyond(dated, position), self._beyond(undated, position)]
        at_undated = position[0].value is None
        if self.at.reverse:
            nearer = self._beyond(dated, [] if at_undated else position)
            return [nearer, self._beyond(undated, position, beside=1)] if at_undated else [nearer]
        further = self._beyond(undated, position if at_undated else [], beside=1)
        return [further] if at_undated else [self._beyond(dated, position), further]

    def _beyond(self, rows: QuerySet[Any], position: list[Value], *, beside: int = 0) -> QuerySet[Any]:
        """The rows beyond this position (all for none), compared by all columns but the first few `beside`."""
        if self.at.reverse:
            rows = rows.reverse()
        if not position:
            return rows
        compare = GreaterThan if self.at.reverse else LessThan
        return rows.filter(compare(Together(*map(F, self.columns[beside:])), Together(*position[beside:])))

    def _may_lack_its_day(self, rows: QuerySet[Any]) -> bool:
        return bool(rows.model._meta.get_field(self.columns[0]).null)

    def keys(self, strands: Sequence[QuerySet[Any]], request: Request) -> list[Any]:
        """The keys of the rows on the page that the request asks for.

        The strands come from `from_cursor`, share no row and are all in one order: columns falling, the last of them
        unique. Each is read along its index, and no further than the page.
        """
        self.base_url = request.build_absolute_uri()
        size = self.get_page_size(request)
        if len(strands) == 1:
            found = list(strands[0].values_list(*self.columns)[: size + 1])
        else:  # SQLite takes no limit inside a union, but does inside a subquery
            rows = strands[0].model._default_manager.order_by().values_list(*self.columns)
            first, *others = (rows.filter(pk__in=strand[: size + 1]) for strand in strands)
            order = [
                F(column).asc(nulls_first=True) if self.at.reverse else F(column).desc(nulls_last=True)
                for column in self.columns
            ]
            found = list(first.union(*others, all=True).order_by(*order)[: size + 1])
        more, known = len(found) > size, self.at.position is not None
        self.has_next, self.has_previous = (known, more) if self.at.reverse else (more, known)
        self.page = found[size - 1 :: -1] if self.at.reverse else found[:size]
        return [key for *_, key in self.page]

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get("page_size", "")
        if not asked:
            return self.page_size
        if not (asked.isdecimal() and len(asked) <= 4 and 1 <= int(asked) <= self.max_page_size):
            raise ValidationError({"page_size": [f"Give a whole number from 1 to {self.max_page_size}."]})
        return int(asked)

    def decode_cursor(self, request: Request) -> Any:
        if not re.fullmatch(r"[A-Za-z0-9+/=]*", request.query_params.get("cursor", "")):
            raise NO_CURSOR  # base64 passes over what is not in its alphabet
        try:
            return super().decode_cursor(request)
        except Exception as error:  # NotFound, and whatever a made-up cursor leads to
            raise NO_CURSOR from error

    def get_next_link(self) -> str | None:
        return self._link(self.page[-1], reverse=False) if self.page and self.has_next else None

    def get_previous_link(self) -> str | None:
        return self._link(self.page[0], reverse=True) if self.page and self.has_previous else None

    def _link(self, position: Sequence[Any], *, reverse: bool) -> str:
        return self.encode_cursor(Cursor(0, reverse, " ".join(map(str, position))))  # type: ignore[arg-type]

    def _values(self, rows: QuerySet[Any]) -> list[Value]:
        """What the cursor holds, as values of the columns that it is compared with; none without a cursor."""
        if self.at.position is None:
            return []
        texts = str(self.at.position).split(" ")
        if self.at.offset or len(texts) != len(self.columns) or len(texts[-1]) > 18:
            raise NO_CURSOR
        fields = [rows.model._meta.get_field(column) for column in self.columns]
        try:
            return [
                Value(None if text == "None" and field.null else field.to_python(text), output_field=field)
                for field, text in zip(fields, texts, strict=True)
            ]
        except Invalid as error:
            raise NO_CURSOR from error


def columns_of(rows: QuerySet[Any]) -> list[str]:
    """The names of the columns that rows are ordered by."""
    return [_column(each) for each in rows.query.order_by]


def _column(order: Any) -> str:
    """The name of a column that is ordered by, written as text or as an expression."""
    ordered: Any = order.expression if isinstance(order, OrderBy) else None
    name: str = ordered.name if ordered else order.removeprefix("-")
    return name
