"""The rows behind the numbers, a page at a time: a list of the API drawn, under the totals that the pages show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from django import forms
from django.core.exceptions import ValidationError as Invalid
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from healthkart.analytics.labels import Labels
from healthkart.analytics.numbers import grouped
from healthkart.analytics.scope import Scope
from healthkart.api.lists import FILES, ListOnly
from healthkart.dashboard.filters import ScopeForm
from healthkart.dashboard.pages import Card, Cell, Column, DataTable, Notice
from healthkart.dashboard.reading import Reading
from healthkart.dashboard.tables import narrowed_to
from healthkart.fields import PAISE
from healthkart.pagination import NewestFirst
from healthkart.rows.behind import Source

LONGEST = 140  # characters of a caption

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outside(Cell):
    """Text of other people that leads to another host."""

    address: str = ""


@dataclass(frozen=True, slots=True)
class RowsPage:
    """A page of rows, the sums of all of them, and the query strings of the pages before and after it."""

    source: Source
    is_empty: bool
    cards: tuple[Card, ...]
    notices: tuple[Notice, ...]
    table: DataTable
    newer: str
    older: str
    count: str
    csv: str
    xlsx: str


@dataclass(frozen=True, slots=True)
class RowsOf:
    """How the rows of a source are drawn: the list of the API, its address, what is always asked of it, the columns."""

    source: Source
    listed: type[ListOnly]
    api: str
    columns: tuple[Column, ...]
    cells: Callable[[Row, Scope, Labels], tuple[Cell, ...]]
    always: tuple[tuple[str, str], ...] = ()

    def asked(self, scope: Scope) -> QueryDict:
        """The scope as the list understands it."""
        names = self.listed.filterset_class.get_filters()
        asked = QueryDict(mutable=True)
        for name, value in (*scope.parameters(), *self.always):
            if name in names:
                asked.appendlist(name, value)
        return asked

    def file(self, asked: QueryDict, wanted: str) -> str:
        """The address of all rows that the list lets through, as `csv` or `xlsx`."""
        whole = asked.copy()
        whole["format"] = wanted
        return f"{reverse(self.api)}?{whole.urlencode()}"


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
    asked = rows_of.asked(scope)
    rows = rows_of.listed.page_of(asked, Request(request), pages)
    newer, older = (urlsplit(link or "").query for link in (pages.get_previous_link(), pages.get_next_link()))
    csv, xlsx = (rows_of.file(asked, each) for each in FILES)
    return RowsPage(
        source=rows_of.source,
        is_empty=not rows,
        cards=cards,
        notices=notices,
        table=DataTable(rows_of.columns, tuple(rows_of.cells(row, scope, reading.labels) for row in rows)),
        newer=newer,
        older=older,
        count=_count(reading, rows_of.source, None if newer or older else len(rows)),
        csv=csv,
        xlsx=xlsx,
    )


def _count(reading: Reading, source: Source, on_the_only_page: int | None) -> str:
    """How many rows there are, where that is known without counting them."""
    known = reading.total.posts if source.name == "posts" else on_the_only_page
    return "" if known is None else f"{grouped(known)} row{'' if known == 1 else 's'}"


def named(row: Row, dimension: str, scope: Scope) -> Cell:
    """A name that narrows the page to itself; what is not known is None."""
    value = row[dimension] or None
    return Cell(value, link=narrowed_to(scope, **{dimension: value}))


def who(row: Row, scope: Scope, labels: Labels) -> Cell:
    """The influencer of a row."""
    code = row["influencer"]
    return Cell(str(labels.by_code[code]), link=narrowed_to(scope, influencer=code))


def amount(rupees: str) -> Cell:
    """Rupees to the paisa, for one row."""
    return Cell(float(Decimal(rupees) * PAISE), "rupees")


def outside(text: str, address: str) -> Cell:
    """Other people's text, as a link if it leads to a page of the web and to nothing else."""
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    try:
        parts = urlsplit(address)
    except ValueError:
        return Cell(shown or address or None)
    leads = parts.scheme in ("http", "https") and bool(parts.netloc)
    return Outside(shown or address or None, address=address if leads else "")
