from django.urls import path

from agencies.jobs import health_views, views

urlpatterns = [
    path("he-thong/", views.jobs, name="jobs"),
    path("readyz", health_views.readyz, name="readyz"),
    path("metrics", health_views.metrics, name="metrics"),
]
