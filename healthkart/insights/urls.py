from django.urls import path

from healthkart.insights import views

app_name = "insights"
urlpatterns = [path("", views.summary, name="summary")]
