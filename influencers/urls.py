from django.urls import path

from influencers import views

app_name = "influencers"
urlpatterns = [
    path("", views.insights, name="insights"),
    path("<name:code>/", views.influencer, name="influencer"),
]
