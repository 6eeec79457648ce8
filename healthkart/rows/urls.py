"""The rows behind the numbers."""

from django.urls import path

from campaigns.rows import orders
from influencers.rows import posts
from payouts.rows import payout

app_name = "rows"
urlpatterns = [
    path("orders/", orders, name="orders"),
    path("posts/", posts, name="posts"),
    path("payout/", payout, name="payout"),
]
