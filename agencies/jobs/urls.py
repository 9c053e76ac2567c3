from django.urls import path

from agencies.jobs import views

urlpatterns = [
    path("he-thong/", views.jobs, name="jobs"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
]
