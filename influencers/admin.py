"""Influencers and posts in the admin."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from healthkart.analytics.stale import Stale
from healthkart.analytics.transactions import changing
from healthkart.analytics.upkeep import RawRowsAdmin
from influencers.models import Influencer, Post


@admin.register(Influencer)
class InfluencerAdmin(RawRowsAdmin):
    list_display = ["code", "name", "category", "gender", "follower_count", "influencer_type", "platform", "basis"]
    list_filter = ["influencer_type", "category", "gender", "platform", "basis"]
    search_fields = ["code", "name"]
    readonly_fields = ["influencer_type", "basis"]
    rematches = False

    def stale_of(self, rows: QuerySet[Any]) -> Stale:
        return Stale.of(rows.values_list("pk", flat=True))


class ToConfirm(admin.SimpleListFilter):
    """Posts whose product or campaign nobody knows yet."""

    title = "to confirm"
    parameter_name = "to_confirm"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Product or campaign is open")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.to_confirm() if self.value() == "yes" else queryset  # type: ignore[attr-defined]


@admin.register(Post)
class PostAdmin(RawRowsAdmin):
    """What a person sets here, or confirms as it stands, no import and no matching touches again."""

    list_display = ["date", "influencer", "platform", "caption_start", "product", "product_known_by", "campaign",
                    "campaign_known_by"]  # fmt: skip
    list_filter = [ToConfirm, "product_known_by", "campaign_known_by", "platform"]
    list_select_related = ["influencer", "product__brand", "campaign"]
    search_fields = ["post_id", "url", "influencer__code", "influencer__name"]
    search_help_text = "Post id, url, or the influencer's code or name."
    raw_id_fields = ["influencer"]
    autocomplete_fields = ["product", "campaign"]
    readonly_fields = ["brand", "product_known_by", "campaign_known_by"]
    ordering = ["-id"]
    actions = ["confirm"]

    @admin.display(description="caption")
    def caption_start(self, post: Post) -> str:
        return post.caption if len(post.caption) <= 60 else post.caption[:59] + "…"

    def stale_of(self, rows: QuerySet[Any]) -> Stale:
        known = list(rows.values_list("influencer_id", "date"))
        return Stale.of((influencer for influencer, _ in known), (day for _, day in known))

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: bool) -> None:
        for field in ("product", "campaign"):
            if field in form.changed_data:
                setattr(obj, f"{field}_known_by", Post.KnownBy.CONFIRMED)
        super().save_model(request, obj, form, change)

    @admin.action(description="Confirm product and campaign as they stand", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with changing():
            affected = self.stale_of(queryset)
            queryset.update(product_known_by=Post.KnownBy.CONFIRMED, campaign_known_by=Post.KnownBy.CONFIRMED)
            self.bring_in_step(affected)
