"""Rows -> tables: ranked, with totals made of sums."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from urllib.parse import urlencode

from healthkart.analytics.changes import CHANGES, COMPARED
from healthkart.analytics.kpis import KPI, Sums
from healthkart.analytics.performance import Row, value_of
from healthkart.analytics.scope import DIMENSION, Scope
from healthkart.dashboard.pages import Cell, Column, DataTable
from healthkart.names import name_of

# What a row knows beside the KPIs.
BESIDE = {
    column.name: column
    for column in (
        Column("influencers", "Influencers", "count", "Influencers with any measure other than zero."),
        Column("incremental_roas_pooled", "Against pooled", "ratio", "ROAS less all revenue over all payout in scope."),
        *(
            Column(
                name, f"{KPI[kpi].label} change", "change", f"{KPI[kpi].label} against the compared period, in percent."
            )
            for name, kpi in CHANGES.items()
        ),
    )
}
FOLLOWERS = Column("followers", "Followers", "count", "Followers on the home platform.")
PERSONAS = Column("persona", "Persona", help="Category, gender, platform and influencer type together.")
PAID = Column("paid", "Paid", "rupees", "Payout that was paid.")
INCOMPLETE = Column("incomplete", "Incomplete", help="Which days a week or month holds, where these are not all.")
DUE = Column("due", "Due", "rupees", "Payout that is still owed.")


def ranked(rows: Iterable[Row], by: str, *, descending: bool = True) -> list[Row]:
    """Rows by a KPI or what else they know, what is not known last either way, equals by name."""
    value = value_of(by)
    by_name = sorted(rows, key=lambda row: str(row.key))
    valued = [(value(row), row) for row in by_name]
    known = [pair for pair in valued if pair[0] is not None]
    known.sort(key=itemgetter(0), reverse=descending)  # which leaves equals as they are
    return [row for _, row in known] + [row for number, row in valued if number is None]


def narrowed_to(scope: Scope, **values: str | None) -> str:
    """The address of the same page narrowed to one value of each dimension, or to what has none."""
    rest = _narrowed_otherwise(scope, *values)
    narrowed = urlencode({name: name_of(value) for name, value in values.items()})
    return f"?{rest}&{narrowed}" if rest else f"?{narrowed}"


def narrowed_to_days(scope: Scope, first: date, last: date) -> str:
    """The address of the same page narrowed to these days, both inclusive."""
    return "?" + scope.but(date_from=first, date_to=last, interval=None).query_string()


@lru_cache(maxsize=64)
def _narrowed_otherwise(scope: Scope, *dimensions: str) -> str:
    """The query string of a scope without these: a table asks for it once in each of its rows."""
    return scope.without(*dimensions).query_string()


def column(name: str) -> Column:
    """The column of a KPI, or of what else a row knows."""
    return Column.of(name) if name in KPI else BESIDE[name]


def with_changes(columns: Sequence[str], rows: Iterable[Row]) -> tuple[str, ...]:
    """These columns, each main measure with its change after it where the rows are compared."""
    if not any(row.before is not None for row in rows):
        return tuple(columns)
    pairs = ((name, f"{name}_change") if name in COMPARED else (name,) for name in columns)
    return tuple(chain.from_iterable(pairs))


def cells(row: Row, columns: Iterable[str]) -> tuple[Cell, ...]:
    """What these columns hold for a row."""
    return tuple(Cell(row.value(name), column(name).unit) for name in columns)


def table_of(
    rows: Sequence[Row],
    scope: Scope,
    dimensions: Sequence[str],
    columns: Sequence[str],
    *,
    total: Row | None = None,
    influencers: int | None = None,
) -> DataTable:
    """A row for each group, its names first; they lead to the same page narrowed to the group.

    `influencers` is how many all rows rest on together, where that is known and each may belong to several.
    """
    columns = with_changes(columns, rows)
    headings = (*(Column(name, DIMENSION[name].label) for name in dimensions), *map(column, columns))
    body = tuple((*_names(row, scope, dimensions), *cells(row, columns)) for row in rows)
    total = total or added_up(rows, dimensions, influencers)
    if total is None:
        return DataTable(headings, body)
    return DataTable(
        headings, body, (Cell("All", sums=total.sums), *(Cell("") for _ in dimensions[1:]), *cells(total, columns))
    )


def added_up(rows: Sequence[Row], dimensions: Sequence[str], influencers: int | None = None) -> Row | None:
    """All rows as one, from their sums now and before; None for fewer than two.

    Influencers are added up where each belongs to one group alone; else they are those given, None if not known.
    """
    if len(rows) < 2:
        return None
    apart = all(DIMENSION[name].part == "influencer" for name in dimensions)
    known = [row.influencers for row in rows if row.influencers is not None]
    before = [row.before for row in rows if row.before is not None]
    return Row(
        (),
        Sums.total(row.sums for row in rows),
        sum(known) if apart and len(known) == len(rows) else influencers,
        before=Sums.total(before) if len(before) == len(rows) else None,
    )


def _names(row: Row, scope: Scope, dimensions: Sequence[str]) -> Iterable[Cell]:
    link = narrowed_to(scope, **dict(zip(dimensions, row.key, strict=True)))
    return [Cell(value, link=link, sums=row.sums) for value in row.key]
