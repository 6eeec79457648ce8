"""Lists of what is sold: brands, products, campaigns, tracking events."""

from typing import Any

import django_filters
from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet
from rest_framework import serializers

from campaigns.models import Brand, Campaign, Product, TrackingEvent
from campaigns.querysets import PLATFORM
from healthkart.api.lists import (
    DayFilter,
    DaysFilterSet,
    ListOnly,
    NamesFilter,
    NamesFilterSet,
    OfInfluencer,
    OfProduct,
    PeriodFilter,
    PlatformFilter,
    rupees_field,
)


class BrandSerializer(serializers.ModelSerializer):
    class Meta:
        model = Brand
        fields = ["id", "name"]


class ProductSerializer(serializers.ModelSerializer):
    brand = serializers.CharField(source="brand.name")

    class Meta:
        model = Product
        fields = ["id", "brand", "name"]


class CampaignSerializer(serializers.ModelSerializer):
    brand = serializers.CharField(source="brand.name", allow_null=True, default=None)

    class Meta:
        model = Campaign
        fields = ["id", "name", "brand", "first_day", "last_day"]


class TrackingEventSerializer(serializers.ModelSerializer):
    campaign = serializers.CharField(source="campaign.name", allow_null=True, default=None)
    influencer = serializers.CharField(source="influencer.code", allow_null=True, default=None)
    brand = serializers.CharField(source="product.brand.name")
    product = serializers.CharField(source="product.name")
    platform = serializers.CharField(help_text="Where it happened; empty for an organic row.")
    revenue = rupees_field()

    class Meta:
        model = TrackingEvent
        fields = [
            "id", "tracking_id", "source", "platform", "campaign", "influencer",
            "user_id", "brand", "product", "date", "orders", "revenue",
        ]  # fmt: skip


class BrandFilters(NamesFilterSet):
    brand = NamesFilter("brand", "name")


class ProductFilters(NamesFilterSet):
    brand = NamesFilter("brand", "brand__name")
    product = NamesFilter("product", "name")


class CampaignFilters(NamesFilterSet):
    """Campaigns that ran on any of the days asked for (inclusive)."""

    brand = NamesFilter("brand", "brand__name")
    campaign = NamesFilter("campaign", "name")
    date_from = DayFilter("last_day", "gte", "First day")
    date_to = DayFilter("first_day", "lte", "Last day")
    period = PeriodFilter()


class AttributedFilter(django_filters.ChoiceFilter):
    """The rows of influencers, or the organic ones."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        # An expression, for no index may be taken that would leave the rows to be sorted.
        whose = ExpressionWrapper(F("influencer_id") + 0, BigIntegerField(null=True))
        return qs.alias(whose=whose).filter(whose__isnull=value == "false")


class TrackingEventFilters(OfProduct, OfInfluencer, DaysFilterSet):
    """`attributed` leaves out the organic rows, as revenue does, or everything else."""

    platform = PlatformFilter("platform", "platform")
    attributed = AttributedFilter(choices=[("true", "Attributed"), ("false", "Organic")])


class BrandList(ListOnly):
    """Brands."""

    queryset = Brand.objects.order_by("-id")
    serializer_class = BrandSerializer
    filterset_class = BrandFilters


class ProductList(ListOnly):
    """Products; an empty name is a brand's unspecified product."""

    queryset = Product.objects.order_by("-id").select_related("brand")
    serializer_class = ProductSerializer
    filterset_class = ProductFilters


class CampaignList(ListOnly):
    """Campaigns with their brand and days (inclusive)."""

    queryset = Campaign.objects.order_by("-id").select_related("brand")
    serializer_class = CampaignSerializer
    filterset_class = CampaignFilters


class TrackingEventList(ListOnly):
    """Tracked orders and revenue, one row as the source gave it; without an influencer it is organic."""

    queryset = TrackingEvent.objects.order_by("-date", "-id").select_related("campaign", "influencer", "product__brand")
    serializer_class = TrackingEventSerializer
    filterset_class = TrackingEventFilters
    worked_out = {"platform": PLATFORM}
