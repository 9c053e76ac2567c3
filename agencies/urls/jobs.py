from django.urls import path

from agencies.views import health, jobs

urlpatterns = [
    path("he-thong/", jobs.jobs, name="jobs"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
