from django.urls import path

from agencies.privacy import views

urlpatterns = [
    path("du-lieu-ca-nhan/yeu-cau/", views.data_request_list, name="data-request-list"),
    path("du-lieu-ca-nhan/yeu-cau/moi/", views.data_request_enter, name="data-request-enter"),
    path("du-lieu-ca-nhan/yeu-cau/<int:pk>/", views.data_request, name="data-request"),
    path(
        "du-lieu-ca-nhan/yeu-cau/<int:pk>/tra-loi/",
        views.data_request_answer,
        name="data-request-answer",
    ),
    path(
        "du-lieu-ca-nhan/yeu-cau/<int:pk>/ket-qua/",
        views.data_request_settle,
        name="data-request-settle",
    ),
    path("du-lieu-cua-toi/", views.data_request_make, name="data-request-make"),
]
