"""Brands, products, campaigns and tracked rows in the admin."""

from typing import Any

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from healthkart.analytics.upkeep import RawRowsAdmin


@admin.register(Brand)
class BrandAdmin(RawRowsAdmin):
    """A new brand extends the catalogue: products and campaigns whose names begin with it become its own."""

    list_display = ["name"]
    search_fields = ["name"]


@admin.register(Product)
class ProductAdmin(RawRowsAdmin):
    list_display = ["name", "brand"]
    list_filter = ["brand"]
    list_select_related = ["brand"]
    search_fields = ["name", "brand__name"]
    autocomplete_fields = ["brand"]


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

    def influencers_of(self, rows: QuerySet[Any]) -> set[int | None]:
        """Those whose payouts name the campaign: a payout without units keeps the campaign's brand."""
        return set(rows.filter(payouts__isnull=False).values_list("payouts__influencer", flat=True))

    def save_model(self, request: HttpRequest, obj: Campaign, form: Any, change: bool) -> None:
        if {"brand", "first_day", "last_day"} & set(form.changed_data):
            obj.confirmed = True
        super().save_model(request, obj, form, change)

    @admin.action(description="Work out brand and days anew", permissions=["change"])
    def work_out_anew(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            affected = self.influencers_of(queryset)
            queryset.update(confirmed=False)
            self.bring_in_step(affected)


@admin.register(TrackingEvent)
class TrackingEventAdmin(RawRowsAdmin):
    list_display = ["date", "source", "campaign", "influencer", "product", "orders", "revenue"]
    list_select_related = ["campaign", "influencer", "product__brand"]
    list_filter = ["source"]
    search_fields = ["tracking_id", "user_id", "influencer__code", "campaign__name"]
    search_help_text = "Tracking id, user id, influencer code or campaign."
    raw_id_fields = ["campaign", "influencer", "product"]
    ordering = ["-id"]

    def influencers_of(self, rows: QuerySet[Any]) -> set[int | None]:
        return set(rows.values_list("influencer_id", flat=True))
