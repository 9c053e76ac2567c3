from django.urls import path

from recruitment.registration import public_views, views

urlpatterns = [
    path("doanh-nghiep/", views.employer_list, name="employer-list"),
    path("doanh-nghiep/dang-ky/", public_views.employer_register, name="employer-register"),
    path("doanh-nghiep/dang-ky/ma-so-thue/", public_views.tax_code_note, name="tax-code-note"),
    path("doanh-nghiep/xin-quyen/", public_views.employer_access, name="employer-access"),
    path("doanh-nghiep/nhap-thay/", views.employer_enter, name="employer-enter"),
    path("doanh-nghiep/cua-toi/", views.own_employer_page, name="own-employer"),
    path(
        "doanh-nghiep/cua-toi/rut-thay-doi/", views.own_change_withdraw, name="own-change-withdraw"
    ),
    path("doanh-nghiep/giay-to/<int:pk>/", views.employer_document, name="employer-document"),
    path("doanh-nghiep/<int:pk>/", views.employer_detail, name="employer-detail"),
    path("doanh-nghiep/<int:pk>/xac-minh/", views.employer_verify, name="employer-verify"),
    path("doanh-nghiep/<int:pk>/hoi-lai/", views.employer_ask_back, name="employer-ask-back"),
    path("doanh-nghiep/<int:pk>/tu-choi/", views.employer_refuse, name="employer-refuse"),
    path(
        "doanh-nghiep/<int:pk>/chap-nhan-thay-doi/",
        views.employer_change_accept,
        name="employer-change-accept",
    ),
    path(
        "doanh-nghiep/<int:pk>/tu-choi-thay-doi/",
        views.employer_change_refuse,
        name="employer-change-refuse",
    ),
]
