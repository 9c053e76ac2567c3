from django.urls import path

from agencies.conversation import views

urlpatterns = [
    path("nhiem-vu/ky/<int:pk>/xin-gia-han/", views.extension_ask, name="extension-ask"),
    path("nhiem-vu/gia-han/<int:pk>/cho/", views.extension_grant, name="extension-grant"),
    path("nhiem-vu/gia-han/<int:pk>/tu-choi/", views.extension_refuse, name="extension-refuse"),
    path("nhiem-vu/ky/<int:pk>/yeu-cau-giai-trinh/", views.explanation_ask, name="explanation-ask"),
    path(
        "nhiem-vu/giai-trinh/<int:pk>/tra-loi/", views.explanation_answer, name="explanation-answer"
    ),
    path("nhiem-vu/ky/<int:pk>/y-kien/", views.comment_add, name="comment-add"),
    path("nhiem-vu/ky/<int:pk>/hoan-nhac/", views.snooze_start, name="snooze"),
    path("nhiem-vu/ky/<int:pk>/hoan-nhac/thoi/", views.snooze_end, name="snooze-end"),
]
