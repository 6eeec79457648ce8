"""Saved views in the admin: renamed, unshared and deleted there, made on the pages."""

from typing import Any

from django.contrib import admin

from healthkart.saved_views.models import SavedView


@admin.register(SavedView)
class SavedViewAdmin(admin.ModelAdmin):
    list_display = ["name", "owner", "page_name", "query", "shared"]
    list_filter = ["shared"]
    list_select_related = ["owner"]
    search_fields = ["name", "owner__username"]
    fields = ["name", "shared", "owner", "page_name", "query"]
    readonly_fields = ["owner", "page_name", "query"]

    def has_add_permission(self, *args: Any) -> bool:
        return False
