from django.urls import path

from agencies.audit import views

urlpatterns = [
    path("nhat-ky/", views.audit_log, name="audit"),
    path("nhat-ky/xuat/", views.audit_export, name="audit-export"),
]
