"""What a page with tables understands beside the filters: how they are sorted."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from healthkart.analytics.changes import CHANGES
from healthkart.analytics.kpis import KPI
from healthkart.analytics.periods import INTERVALS
from healthkart.dashboard.filters import ScopeForm
from healthkart.dashboard.pages import DataTable
from healthkart.dashboard.sorting import Orders, read, written

# Columns that stand in a table or not by what else is asked: a sort by them stays in the address meanwhile.
COME_AND_GO = frozenset((*CHANGES, *INTERVALS, *(f"{kpi}_before" for kpi in KPI)))


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
        columns = {column.name for table in tables.values() for column in table.columns} | COME_AND_GO
        for name, order in self.orders.items():
            if name not in tables:
                self.refuse("sort", f"No table here is called {name!r}: there is {', '.join(tables) or 'none'}.")
            elif tables[name].has_order and name != self.main:
                self.refuse("sort", f"{name} has an order of its own.")
            elif order.column not in columns:
                there = ", ".join(column.name for column in tables[name].columns)
                self.refuse("sort", f"{name} has no column {order.column!r}: there is {there}.")
