"""Brands, products, campaigns and tracked rows in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics.models import DailyCampaignResult, OverallResult
from healthkart.analytics.stale import Stale
from healthkart.analytics.transactions import changing
from healthkart.analytics.upkeep import RawRowsAdmin


def sold_as(products: QuerySet[Any]) -> Stale:
    """All results of these products: they carry the brand, and remainders of a payout go by the order of names."""
    of = OverallResult.objects.filter(product_id__in=products.values("pk")).values_list("influencer_id", flat=True)
    # A payout of nothing leaves no result, but a line: on the unspecified product of its campaign's brand.
    paid = Campaign.objects.filter(brand__products__in=products.filter(name=""), payouts__isnull=False).order_by()
    whose = {*of.distinct(), *paid.values_list("payouts__influencer", flat=True)}
    return Stale.of(influencer or None for influencer in whose)


@admin.register(Brand)
class BrandAdmin(RawRowsAdmin):
    """A new brand extends the catalogue: products and campaigns whose names begin with it become its own."""

    list_display = ["name"]
    search_fields = ["name"]

    def stale_of(self, rows: QuerySet[Any]) -> Stale:
        return sold_as(Product.objects.filter(brand__in=rows))


@admin.register(Product)
class ProductAdmin(RawRowsAdmin):
    list_display = ["name", "brand"]
    list_filter = ["brand"]
    list_select_related = ["brand"]
    search_fields = ["name", "brand__name"]
    autocomplete_fields = ["brand"]

    def stale_of(self, rows: QuerySet[Any]) -> Stale:
        return sold_as(rows)


@admin.register(Campaign)
class CampaignAdmin(RawRowsAdmin):
    """Brand and days follow from the name and the tracked rows until a person sets them here."""

    list_display = ["name", "brand", "first_day", "last_day", "confirmed"]
    list_filter = ["brand", "confirmed"]
    list_select_related = ["brand"]
    search_fields = ["name"]
    autocomplete_fields = ["brand"]
    readonly_fields = ["confirmed"]
    actions = ["work_out_anew"]

    def stale_of(self, rows: QuerySet[Any]) -> Stale:
        """What was sold in it; and who is paid for it: a payout without units keeps the campaign's brand."""
        campaigns = rows.order_by().values("pk")
        sellers = OverallResult.objects.filter(campaign_id__in=campaigns, influencer_id__gt=0)
        days = DailyCampaignResult.objects.filter(campaign_id__in=campaigns)
        sold = Stale.of(
            sellers.values_list("influencer_id", flat=True).distinct(), days.values_list("date", flat=True).distinct()
        )
        paid = rows.filter(payouts__isnull=False).order_by().values_list("payouts__influencer", flat=True)
        return sold | Stale.of(paid)

    def save_model(self, request: HttpRequest, obj: Campaign, form: Any, change: bool) -> None:
        if {"brand", "first_day", "last_day"} & set(form.changed_data):
            obj.confirmed = True
        super().save_model(request, obj, form, change)

    @admin.action(description="Work out brand and days anew", permissions=["change"])
    def work_out_anew(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with changing():
            affected = self.stale_of(queryset)
            queryset.update(confirmed=False)
            self.bring_in_step(affected)


@admin.register(TrackingEvent)
class TrackingEventAdmin(RawRowsAdmin):
    list_display = ["date", "source", "campaign", "influencer", "product", "orders", "revenue"]
    list_select_related = ["campaign", "influencer", "product__brand"]
    list_filter = ["campaign"]
    search_fields = ["tracking_id"]
    search_help_text = "The whole tracking id, influencer code or campaign."
    raw_id_fields = ["campaign", "influencer", "product"]
    ordering = ["-date", "-id"]
    sortable_by = ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Exact matches, each looked up in an index: a search within ten million texts takes a quarter of a minute."""
        term = search_term.strip()
        if not term:
            return queryset, False
        influencers: Any = TrackingEvent._meta.get_field("influencer").related_model
        codes = influencers.objects.filter(code=term).values_list("pk", flat=True)
        names = Campaign.objects.filter(name=term).values_list("pk", flat=True)
        found = Q(influencer__in=list(codes)) | Q(campaign__in=list(names)) | (Q(tracking_id=term) & ~Q(tracking_id=""))
        return queryset.filter(found), False

    def stale_of(self, rows: QuerySet[Any]) -> Stale:
        known = list(rows.values_list("influencer_id", "date"))
        return Stale.of((influencer for influencer, _ in known), (day for _, day in known))

    def save_model(self, request: HttpRequest, obj: TrackingEvent, form: Any, change: bool) -> None:
        if "product" in form.changed_data:  # what a person says of it is not worked out again
            obj.brand_known_by = TrackingEvent.BrandKnownBy.STATED
        super().save_model(request, obj, form, change)
