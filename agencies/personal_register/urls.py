from django.urls import path

from agencies.personal_register import views

urlpatterns = [
    path("du-lieu-ca-nhan/", views.personal_register, name="personal-register"),
    path(
        "du-lieu-ca-nhan/xuat/",
        views.personal_register_export,
        name="personal-register-export",
    ),
]
