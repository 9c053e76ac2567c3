from django.urls import path

from agencies.search import views

urlpatterns = [
    path("tim-kiem/", views.search_page, name="search"),
]
