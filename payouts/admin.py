"""Payouts in the admin: what is declared beside what was counted, its lines, and the history of every change."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from simple_history.admin import SimpleHistoryAdmin
from simple_history.utils import bulk_update_with_history

from healthkart.analytics.numbers import number_of
from healthkart.analytics.periods import in_words
from healthkart.analytics.stale import Stale
from healthkart.analytics.transactions import changing
from healthkart.analytics.upkeep import RawRowsAdmin
from payouts.forms import PayoutForm
from payouts.ledger import stale_lines
from payouts.models import Payout, PayoutLine, in_rupees


class ReadOnly:
    """Nobody adds, changes or deletes here."""

    def has_add_permission(self, *args: Any) -> bool:
        return False

    def has_change_permission(self, *args: Any) -> bool:
        return False

    def has_delete_permission(self, *args: Any) -> bool:
        return False


@admin.register(PayoutLine)
class LineAdmin(ReadOnly, RawRowsAdmin):
    """Where the cost of one payout falls, as the ledger worked it out: a page at a time, reached from the payout."""

    list_display = ["date", "campaign", "product", "platform", "units", "in_amount"]
    list_display_links = None
    list_select_related = ["campaign", "product__brand"]
    ordering = ["date", "id"]
    sortable_by = ()

    @admin.display(description="amount")
    def in_amount(self, line: PayoutLine) -> str:
        return in_rupees(line.amount)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("payouts.view_payout")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup == "payout__id__exact"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Nothing but the lines of a payout: all of them would have to be sorted."""
        lines: QuerySet[Any] = super().get_queryset(request)
        return lines if "payout__id__exact" in request.GET else lines.none()


@admin.register(Payout)
class PayoutAdmin(SimpleHistoryAdmin, RawRowsAdmin):
    list_display = [
        "influencer", "basis", "in_rate", "units", "in_total", "counted", "difference",
        "status", "paid_on", "covers", "campaign", "reference",
    ]  # fmt: skip
    list_filter = ["basis", "status", "paid_on", "influencer__category", "influencer__influencer_type"]
    list_select_related = ["influencer", "campaign"]
    search_fields = ["reference", "influencer__code", "influencer__name", "campaign__name"]
    search_help_text = "Reference, influencer's code or name, or campaign."
    autocomplete_fields = ["influencer", "campaign"]
    readonly_fields = ["lines"]
    ordering = ["-id"]
    actions = ["mark_paid_today"]
    change_list_template = "admin/payouts/payout/change_list.html"
    form = PayoutForm
    rematches = False

    def stale_of(self, rows: QuerySet[Any]) -> Stale:
        return stale_lines(rows)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).with_counted()  # type: ignore[attr-defined]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """As Django's, which would show to whoever may only look what the form is to remember."""
        fields = super().get_fields(request, obj)
        return fields if self.has_change_permission(request, obj) else [name for name in fields if name != "seen"]

    def history_form_view(self, request: HttpRequest, object_id: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """As the library's, which lets whoever may see a version bring it back."""
        if request.method != "POST":
            return super().history_form_view(request, object_id, *args, **kwargs)
        with changing():
            is_there = Payout.objects.filter(pk=object_id).exists()
            if not (self.has_change_permission(request) and (is_there or self.has_add_permission(request))):
                raise PermissionDenied
            return super().history_form_view(request, object_id, *args, **kwargs)

    @admin.display(description="counted", ordering="counted")
    def counted(self, payout: Any) -> int:
        return payout.counted

    @admin.display(description="where it falls")
    def lines(self, payout: Any) -> str:
        """A link to its lines, of which a month may have thousands."""
        if payout.pk is None:
            return ""
        address = reverse("admin:payouts_payoutline_changelist", query={"payout__id__exact": payout.pk})
        return format_html('<a href="{}">{}</a> (worked out)', address, number_of(payout.lines.count(), "line"))

    @admin.display(description="rate", ordering="rate")
    def in_rate(self, payout: Payout) -> str:
        return in_rupees(payout.rate)

    @admin.display(description="total", ordering="total")
    def in_total(self, payout: Payout) -> str:
        return in_rupees(payout.total)

    @admin.display(description="covers", ordering="first_day")
    def covers(self, payout: Payout) -> str:
        """The days it names, or nothing."""
        if payout.first_day and payout.last_day:
            return in_words(payout.first_day, payout.last_day)
        days = [f"{day:%-d %b %Y}" if day else "…" for day in (payout.first_day, payout.last_day)]
        return " – ".join(days) if days != ["…", "…"] else ""

    @admin.display(description="difference")
    def difference(self, payout: Any) -> str:
        """Total less rate × counted; nothing where the payout reconciles."""
        differs = payout.total - payout.rate * payout.counted
        return in_rupees(differs) if differs else ""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes is said without the lines, which may be thousands and follow by themselves."""
        names = [str(payout) for payout in objs]
        return names, {self.opts.verbose_name_plural: len(names)}, set(), []

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, with what all payouts that it filters come to."""
        response = super().changelist_view(request, extra_context)
        changes = getattr(response, "context_data", {}).get("cl")
        if changes is not None:
            by_status = changes.queryset.order_by().values_list("status").annotate(sum=Sum("total"))
            totals = {status: in_rupees(total) for status, total in by_status}
            response.context_data["totals"] = totals  # type: ignore[attr-defined]
        return response

    @admin.action(description="Mark as paid today", permissions=["change"])
    def mark_paid_today(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with changing():
            due = list(Payout.objects.filter(pk__in=queryset.values("pk"), status=Payout.Status.DUE))
            for payout in due:
                payout.status, payout.paid_on = Payout.Status.PAID, timezone.localdate()
            bulk_update_with_history(due, Payout, ["status", "paid_on"], default_user=request.user)
            self.bring_in_step(stale_lines(due))
        self.message_user(request, f"{len(due)} payouts marked as paid today.")
