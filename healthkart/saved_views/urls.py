from django.urls import path

from healthkart.saved_views import views

app_name = "saved_views"
urlpatterns = [
    path("", views.views, name="list"),
    path("menu/", views.menu, name="menu"),
    path("new/", views.save, name="save"),
    path("<int:pk>/", views.change, name="change"),
    path("<int:pk>/start/", views.start, name="start"),
    path("<int:pk>/delete/", views.delete, name="delete"),
]
