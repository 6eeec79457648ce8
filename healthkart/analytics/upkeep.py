"""The admin of raw rows: whoever edits one brings ledger and results in step, in the same transaction."""

from contextlib import nullcontext
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property

from healthkart.analytics import rollups
from healthkart.analytics.matching import rematch
from healthkart.analytics.stale import NOTHING, Stale
from healthkart.analytics.transactions import changing


class ShortCount(Paginator):  # type: ignore[type-arg]
    """Counts no further than anyone pages: a count of ten million rows takes longer than the page it stands on."""

    most = 10_000

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return len(rows.order_by().values_list("pk")[: self.most])


class RawRowsAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Edits, deletions and actions that end in `bring_in_step` leave results that follow from the raw rows.

    `stale_of` says which results a row goes into; `rematches` whether it can change what other rows match.
    """

    paginator = ShortCount
    show_full_result_count = False
    list_per_page = 50
    rematches = True

    def stale_of(self, rows: "models.QuerySet[Any]") -> Stale:
        """The influencers and days whose results these rows go into."""
        return NOTHING

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """As Django's; the row is read when no other writer can change it before it is saved."""
        with changing() if request.method == "POST" else nullcontext():
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with changing():
            affected = self.stale_of(self._rows([obj.pk])) if change else NOTHING
            super().save_model(request, obj, form, change)
            self.bring_in_step(affected | self.stale_of(self._rows([obj.pk])))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.delete_queryset(request, self._rows([obj.pk]))

    def delete_queryset(self, request: HttpRequest, queryset: "models.QuerySet[Any]") -> None:
        with changing():
            affected = self.stale_of(queryset)
            super().delete_queryset(request, queryset)
            self.bring_in_step(affected)

    def bring_in_step(self, affected: Stale) -> None:
        """These parts of ledger and results, and those of all rows that now match otherwise."""
        rollups.update(affected | rematch() if self.rematches else affected)

    def _rows(self, keys: list[Any]) -> "models.QuerySet[Any]":
        rows: models.QuerySet[Any] = self.model._default_manager.filter(pk__in=keys)
        return rows
