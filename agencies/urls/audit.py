from django.urls import path

from agencies.views import audit, breaches, data_requests, personal

urlpatterns = [
    path("nhat-ky/", audit.audit, name="audit"),
    path("nhat-ky/xuat/", audit.audit_export, name="audit-export"),
    path("du-lieu-ca-nhan/", personal.personal_register, name="personal-register"),
    path("du-lieu-ca-nhan/xuat/", personal.personal_register_export, name="personal-register-export"),
    path("du-lieu-ca-nhan/yeu-cau/", data_requests.data_request_list, name="data-request-list"),
    path("du-lieu-ca-nhan/yeu-cau/moi/", data_requests.data_request_enter, name="data-request-enter"),
    path("du-lieu-ca-nhan/yeu-cau/<int:pk>/", data_requests.data_request, name="data-request"),
    path("du-lieu-ca-nhan/yeu-cau/<int:pk>/tra-loi/", data_requests.data_request_answer, name="data-request-answer"),
    path("du-lieu-ca-nhan/yeu-cau/<int:pk>/ket-qua/", data_requests.data_request_settle, name="data-request-settle"),
    path("du-lieu-ca-nhan/su-co/", breaches.breach_list, name="breach-list"),
    path("du-lieu-ca-nhan/su-co/moi/", breaches.breach_enter, name="breach-enter"),
    path("du-lieu-ca-nhan/su-co/<int:pk>/", breaches.breach, name="breach"),
    path("du-lieu-cua-toi/", data_requests.data_request_make, name="data-request-make"),
]
