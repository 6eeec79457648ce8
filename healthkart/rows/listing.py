"""The rows behind the numbers: a list of the API as a table, a page of it or all, under the totals of the pages."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from django import forms
from django.core.exceptions import ValidationError as Invalid
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from healthkart.analytics.labels import Labels, current_labels
from healthkart.analytics.numbers import grouped
from healthkart.analytics.scope import Scope
from healthkart.analytics.transactions import snapshot
from healthkart.api.lists import ListOnly
from healthkart.dashboard.filters import ScopeForm
from healthkart.dashboard.pages import Card, Cell, Column, DataTable, Notice
from healthkart.dashboard.reading import Reading
from healthkart.dashboard.tables import narrowed_to
from healthkart.downloads.exports import rows_in_order
from healthkart.downloads.strands import more_than
from healthkart.pagination import NewestFirst
from healthkart.rows.behind import Source
from healthkart.rows.columns import cells

NARROWING = {"campaign", "brand", "product", "platform"}
Strands = Sequence[QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class RowsPage:
    """A page of rows, which as a file are called `file`, the sums of all, and the query strings of the pages beside."""

    source: Source
    file: str
    is_empty: bool
    cards: tuple[Card, ...]
    notices: tuple[Notice, ...]
    table: DataTable
    newer: str
    older: str
    shown: str

    @property
    def tables(self) -> Mapping[str, DataTable]:
        return {self.file: self.table}


@dataclass(frozen=True, slots=True)
class RowsOf:
    """How the rows of a source are shown: the list of the API and what is always asked of it, the name of their file,
    the columns, the fields that are read of each, and what is made of these.

    `asked` is what the page was asked beside its scope: the list is too, and links to other rows keep it.
    """

    source: Source
    listed: type[ListOnly]
    file: str
    columns: tuple[Column, ...]
    fields: tuple[str, ...]
    row: Callable[[Mapping[str, Any], Labels], Any]
    always: tuple[tuple[str, str], ...] = ()
    asked: tuple[tuple[str, str], ...] = ()

    def strands(self, scope: Scope, request: Request | None = None, pages: NewestFirst | None = None) -> Strands:
        """The rows of a scope from where a request begins, or all, as the list reads them."""
        names = self.listed.filterset_class.get_filters()
        asked = QueryDict(mutable=True)
        # The days that the page shows: of its period the list might see others if the data changed meanwhile.
        for name, value in (*scope.but(period=None).parameters(), *self.always, *self.asked):
            if name in names:
                asked.appendlist(name, value)
        return self.listed.strands_of(asked, request or Request(HttpRequest()), pages or NewestFirst())

    def page(self, scope: Scope, request: Request, pages: NewestFirst, labels: Labels) -> tuple[tuple[Cell, ...], ...]:
        """The cells of the page that a request asks for."""
        keys = pages.keys(self.strands(scope, request, pages), request)
        rows = self.listed.queryset.filter(pk__in=keys).values(*self.fields)  # type: ignore[union-attr]
        return tuple(cells(self.columns, self.row(row, labels), partial(self._narrowed, scope)) for row in rows)

    def _narrowed(self, scope: Scope, column: str, row: Any) -> str:
        """The same rows narrowed to a name; nothing where a column holds none."""
        link = narrowing(scope, column, row)
        return "&".join(filter(None, (link, urlencode(self.asked)))) if link else ""

    def all(self, scope: Scope) -> Iterator[tuple[Cell, ...]]:
        """The cells of all rows in the order of the pages, read in one snapshot as they are asked for."""
        with snapshot():
            labels = current_labels()
            for row in rows_in_order(self.strands(scope), self.fields):
                yield cells(self.columns, self.row(row, labels))


class RowsForm(ScopeForm):
    """The shared filters, and where in the list the page begins."""

    places = ("cursor",)
    cursor = forms.CharField(required=False, max_length=500)
    listed: ClassVar[type[ListOnly]]

    def clean_cursor(self) -> str:
        """The cursor, if it is one of this list's."""
        cursor: str = self.cleaned_data["cursor"]
        asked = HttpRequest()
        asked.GET = QueryDict(urlencode({"cursor": cursor}))
        try:
            NewestFirst().from_cursor(self.listed.queryset, Request(asked))  # type: ignore[arg-type]
        except ValidationError as error:
            raise Invalid([str(why) for why in error.detail["cursor"]]) from error  # type: ignore[call-overload]
        return cursor


def rows_page(
    rows_of: RowsOf, request: HttpRequest, reading: Reading, cards: tuple[Card, ...], notices: tuple[Notice, ...] = ()
) -> RowsPage:
    """The page of rows that a request asks for, newest first. Cards and notices are those of its whole scope."""
    scope, pages = reading.scope, NewestFirst()
    rows = rows_of.page(scope, Request(request), pages, reading.labels)
    newer, older = (urlsplit(link or "").query for link in (pages.get_previous_link(), pages.get_next_link()))
    return RowsPage(
        source=rows_of.source,
        file=rows_of.file,
        is_empty=not rows,
        cards=cards,
        notices=notices,
        table=DataTable(
            rows_of.columns,
            rows,
            all_rows=partial(rows_of.all, scope),
            more_than=lambda most: more_than(most, rows_of.strands(scope)),
        ),
        newer=newer,
        older=older,
        shown=shown(len(rows), _known(reading, rows_of.source), newer, older),
    )


def narrowing(scope: Scope, column: str, row: Any) -> str:
    """A name leads to the same page narrowed to it, and what has none to that narrowed to Unknown."""
    if column == "influencer":
        return narrowed_to(scope, influencer=row.who.code)
    return narrowed_to(scope, **{column: getattr(row, column)}) if column in NARROWING else ""


def shown(rows: int, of: int | None, newer: str, older: str) -> str:
    """What a page shows of a list, and of how many rows where that is known: ten million are not counted for it."""
    if not newer and not older:
        return "One row" if rows == 1 else f"All {grouped(rows)} rows, newest first"
    count = f"{grouped(rows)}{f' of {grouped(of)}' if of else ''} row{'' if (of or rows) == 1 else 's'}"
    if not newer:
        return f"The newest {count}"
    return f"{'Another' if older else 'The oldest'} {count}, newest first"


def _known(reading: Reading, source: Source) -> int | None:
    """How many rows a list has, where the results know it."""
    return reading.total.posts if source.name == "posts" else None
