from django.urls import path

from agencies.views import audit, personal

urlpatterns = [
    path("nhat-ky/", audit.audit, name="audit"),
    path("nhat-ky/xuat/", audit.audit_export, name="audit-export"),
    path("du-lieu-ca-nhan/", personal.personal_register, name="personal-register"),
    path("du-lieu-ca-nhan/xuat/", personal.personal_register_export, name="personal-register-export"),
]
