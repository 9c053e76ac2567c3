from django.urls import path

from recruitment.service_firms import views

urlpatterns = [
    path("doanh-nghiep/dich-vu/", views.service_firm_list, name="service-firm-list"),
    path("doanh-nghiep/dich-vu/xuat/", views.service_firm_export, name="service-firm-export"),
    path("doanh-nghiep/dich-vu/moi/", views.service_firm_enter, name="service-firm-enter"),
    path("doanh-nghiep/dich-vu/<int:pk>/", views.service_firm_detail, name="service-firm"),
    path(
        "doanh-nghiep/dich-vu/<int:pk>/sua/", views.service_firm_change, name="service-firm-change"
    ),
    path("doanh-nghiep/dich-vu/<int:pk>/giay-phep/", views.licence_add, name="licence-add"),
    path("doanh-nghiep/dich-vu/<int:pk>/hop-dong/", views.contract_add, name="contract-add"),
    path(
        "doanh-nghiep/dich-vu/<int:pk>/kiem-tra/", views.inspection_enter, name="inspection-enter"
    ),
    path(
        "doanh-nghiep/dich-vu/giay-phep/<int:pk>/thu-hoi/",
        views.licence_revoke,
        name="licence-revoke",
    ),
    path("doanh-nghiep/dich-vu/hop-dong/<int:pk>/", views.contract_count, name="contract-count"),
    path("doanh-nghiep/dich-vu/kiem-tra/<int:pk>/", views.inspection_detail, name="inspection"),
    path(
        "doanh-nghiep/dich-vu/kiem-tra/<int:pk>/bien-ban/",
        views.inspection_minutes,
        name="inspection-minutes",
    ),
]
