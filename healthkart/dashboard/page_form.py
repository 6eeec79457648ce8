"""What a page with tables understands beside the filters: how they are sorted."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from healthkart.analytics.changes import CHANGES
from healthkart.analytics.periods import INTERVALS
from healthkart.dashboard.filters import ScopeForm
from healthkart.dashboard.pages import DataTable
from healthkart.dashboard.sorting import Orders, read, written


class PageForm(ScopeForm):
    """The shared filters, and how the page's tables are sorted."""

    sort = forms.CharField(required=False)

    def clean_sort(self) -> Orders:
        try:
            return read(self.cleaned_data["sort"], self.main)
        except ValueError as error:
            raise ValidationError(str(error)) from None

    @property
    def orders(self) -> Orders:
        orders: Orders = self.cleaned_data["sort"]
        return orders

    def options(self) -> dict[str, Any]:
        return {name: value for name, value in super().options().items() if name != "sort"}

    def kept(self) -> dict[str, Any]:
        sort = written(self.orders, self.main)
        return {**super().kept(), **({"sort": sort} if sort else {})}

    def check_orders(self, tables: Mapping[str, DataTable]) -> None:
        for name, order in self.orders.items():
            table = tables.get(name)
            columns = [column.name for column in table.columns] if table else []
            if table is None:
                self.refuse("sort", f"No table here is called {name!r}: there is {', '.join(tables) or 'none'}.")
            elif table.has_order and name != self.main:
                self.refuse("sort", f"{name} has an order of its own.")
            elif order.column not in (*columns, *_at_times(columns)):
                self.refuse("sort", f"{name} has no column {order.column!r}: there is {', '.join(columns)}.")


def _at_times(columns: Collection[str]) -> Iterator[str]:
    """The columns that such a table has when it is compared, or by another interval.

    A sort by them stays in the address meanwhile.
    """
    yield from (change for change, kpi in CHANGES.items() if kpi in columns)
    if any(interval in columns for interval in INTERVALS):
        yield from (*INTERVALS, *(f"{column}_before" for column in columns))
