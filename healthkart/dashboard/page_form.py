"""What a page with tables understands beside the filters: how they are sorted, and which columns they hide."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from healthkart.analytics.changes import CHANGES
from healthkart.analytics.periods import INTERVALS
from healthkart.dashboard import columns, sorting
from healthkart.dashboard.columns import Hidden
from healthkart.dashboard.filters import ScopeForm
from healthkart.dashboard.pages import DataTable
from healthkart.dashboard.sorting import Orders
from healthkart.dashboard.tables import INCOMPLETE


class PageForm(ScopeForm):
    """The shared filters, how the page's tables are sorted, and which of their columns are hidden."""

    sort = forms.CharField(required=False)
    hide = forms.CharField(required=False)

    def clean_sort(self) -> Orders:
        with _refused():
            return sorting.read(self.cleaned_data["sort"], self.main)

    def clean_hide(self) -> Hidden:
        with _refused():
            return columns.hidden(self.cleaned_data["hide"], self.main)

    @property
    def orders(self) -> Orders:
        orders: Orders = self.cleaned_data["sort"]
        return orders

    @property
    def hidden(self) -> Hidden:
        hidden: Hidden = self.cleaned_data["hide"]
        return hidden

    def options(self) -> dict[str, Any]:
        return {name: value for name, value in super().options().items() if name not in ("sort", "hide")}

    def kept(self) -> dict[str, Any]:
        own = {"sort": sorting.written(self.orders, self.main), "hide": columns.written(self.hidden, self.main)}
        return {**super().kept(), **{name: text for name, text in own.items() if text}}

    def check_columns(self, tables: Mapping[str, DataTable]) -> None:
        for name, order in self.orders.items():
            self._check("sort", tables, name, order.column)
        for name, column in self.hidden:
            self._check("hide", tables, name, column)

    def _check(self, parameter: str, tables: Mapping[str, DataTable], name: str, column: str) -> None:
        table = tables.get(name)
        there = [each.name for each in table.columns] if table else []
        if table is None:
            self.refuse(parameter, f"No table here is called {name!r}: there is {', '.join(tables) or 'none'}.")
        elif table.has_order and name != self.main:
            self.refuse(parameter, f"{name} has an order and columns of its own.")
        elif column not in (*there, *_at_times(there)):
            self.refuse(parameter, f"{name} has no column {column!r}: there is {', '.join(there)}.")
        elif parameter == "hide" and column in _first(there):
            self.refuse(parameter, f"{name} is not shown without {column!r}, which names its rows.")


@contextmanager
def _refused() -> Iterator[None]:
    """What cannot be read is refused for the reason that is given."""
    try:
        yield
    except ValueError as error:
        raise ValidationError(str(error)) from None


def _first(columns: Sequence[str]) -> Collection[str]:
    """The first column of such a table, by any interval."""
    return INTERVALS if columns[0] in INTERVALS else columns[:1]


def _at_times(columns: Collection[str]) -> Iterator[str]:
    """The columns that such a table has when it is compared, or by another interval.

    A sort by them stays in the address meanwhile, and so does that they are hidden.
    """
    yield from (change for change, kpi in CHANGES.items() if kpi in columns)
    if any(interval in columns for interval in INTERVALS):
        yield from (*INTERVALS, INCOMPLETE.name, *(f"{column}_before" for column in columns))
