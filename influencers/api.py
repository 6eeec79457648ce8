"""Lists of who posts and what was seen."""

from rest_framework import serializers

from healthkart.api.lists import DaysFilterSet, ListOnly, NamesFilter, NamesFilterSet, OfInfluencer, OfProduct
from influencers.models import Influencer, Post


class InfluencerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Influencer
        fields = [
            "id", "code", "name", "category", "gender", "follower_count", "platform", "influencer_type", "basis"
        ]  # fmt: skip


class PostSerializer(serializers.ModelSerializer):
    influencer = serializers.CharField(source="influencer.code")
    brand = serializers.CharField(source="product.brand.name", allow_null=True, default=None)
    product = serializers.CharField(source="product.name", allow_null=True, default=None)
    campaign = serializers.CharField(source="campaign.name", allow_null=True, default=None)

    class Meta:
        model = Post
        fields = [
            "id", "post_id", "influencer", "platform", "date", "url", "caption", "reach", "likes", "comments",
            "brand", "product", "product_known_by", "campaign", "campaign_known_by",
        ]  # fmt: skip


class InfluencerFilters(NamesFilterSet):
    platform = NamesFilter("platform", "platform")
    influencer_type = NamesFilter("influencer_type", "influencer_type")
    category = NamesFilter("category", "category")
    gender = NamesFilter("gender", "gender")
    basis = NamesFilter("basis", "basis")
    influencer = NamesFilter("influencer", "code")


class PostFilters(OfProduct, OfInfluencer, DaysFilterSet):
    platform = NamesFilter("platform", "platform")


class InfluencerList(ListOnly):
    """Influencers; `code` is the id in the source file."""

    queryset = Influencer.objects.order_by("-id")
    serializer_class = InfluencerSerializer
    filterset_class = InfluencerFilters


class PostList(ListOnly):
    """Posts with what was seen of them, and how their product and campaign became known."""

    queryset = Post.objects.order_by("-date", "-id").select_related("influencer", "product__brand", "campaign")
    serializer_class = PostSerializer
    filterset_class = PostFilters
