from django.urls import path

from agencies.views import audit

urlpatterns = [
    path("nhat-ky/", audit.audit, name="audit"),
    path("nhat-ky/xuat/", audit.audit_export, name="audit-export"),
]
