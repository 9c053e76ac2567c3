from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("ngon-ngu/", login_not_required(set_language), name="set-language"),
    path("tai-khoan/", include("config.account_urls")),
    path("quan-tri/", admin.site.urls),
    path("bao-cao/", include("campaigns.urls")),
    path("", include("agencies.urls")),
]
