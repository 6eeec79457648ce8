"""The API, version 1."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from campaigns.api import BrandList, CampaignList, ProductList, TrackingEventList
from healthkart.api.views import PayoutsByBasis, Performance, Summary
from influencers.api import InfluencerList, PostList
from payouts.api import PayoutLineList, PayoutList

router = SimpleRouter()
router.register("influencers", InfluencerList)
router.register("posts", PostList)
router.register("tracking-events", TrackingEventList)
router.register("payouts", PayoutList)
router.register("payout-lines", PayoutLineList)
router.register("campaigns", CampaignList)
router.register("brands", BrandList)
router.register("products", ProductList)

app_name = "api"
urlpatterns = [
    path("summary/", Summary.as_view(), name="summary"),
    path("performance/", Performance.as_view(), name="performance"),
    path("payouts-by-basis/", PayoutsByBasis.as_view(), name="payouts-by-basis"),
    path("", include(router.urls)),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
]
