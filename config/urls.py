from django.contrib import admin
from django.urls import include, path

from config.api import api_documentation, api_urls
from config.middleware.busy import healthz
from config.middleware.headers import csp_report
from config.routing import include_by_segment

handler403 = "agencies.sign_in.views.show_denied"
handler500 = "config.middleware.busy.error_page"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("csp", csp_report, name="csp-report"),
    path("tai-khoan/", include("config.account_urls")),
    path("quan-tri/", admin.site.urls),
    path("api/v1/tai-lieu/", api_documentation, name="api-documentation"),
    path("api/v1/", api_urls()),
    path("", include_by_segment("campaigns.urls")),
    path("", include_by_segment("conferences.urls")),
    path("", include_by_segment("recruitment.urls")),
    path("", include_by_segment("agencies.urls")),
]
