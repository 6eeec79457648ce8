from django.urls import path

from campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("<name:name>/", views.campaign, name="campaign"),
]
