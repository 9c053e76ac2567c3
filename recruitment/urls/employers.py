from django.urls import path

from recruitment.views import employers, parks

urlpatterns = [
    path("doanh-nghiep/", employers.employer_list, name="employer-list"),
    path("doanh-nghiep/dang-ky/", employers.employer_register, name="employer-register"),
    path("doanh-nghiep/xin-quyen/", employers.employer_access, name="employer-access"),
    path("doanh-nghiep/nhap-thay/", employers.employer_enter, name="employer-enter"),
    path("doanh-nghiep/cua-toi/", employers.own_employer_page, name="own-employer"),
    path("doanh-nghiep/cua-toi/rut-thay-doi/", employers.own_change_withdraw, name="own-change-withdraw"),
    path("doanh-nghiep/khu/", parks.park_list, name="park-list"),
    path("doanh-nghiep/khu/<int:pk>/", parks.park_change, name="park-change"),
    path("doanh-nghiep/<int:pk>/", employers.employer_detail, name="employer-detail"),
    path("doanh-nghiep/<int:pk>/xac-minh/", employers.employer_verify, name="employer-verify"),
    path("doanh-nghiep/<int:pk>/hoi-lai/", employers.employer_ask_back, name="employer-ask-back"),
    path("doanh-nghiep/<int:pk>/tu-choi/", employers.employer_refuse, name="employer-refuse"),
    path("doanh-nghiep/<int:pk>/chap-nhan-thay-doi/", employers.employer_change_accept, name="employer-change-accept"),
    path("doanh-nghiep/<int:pk>/tu-choi-thay-doi/", employers.employer_change_refuse, name="employer-change-refuse"),
]
