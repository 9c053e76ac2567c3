from django.urls import path

from agencies.notices import views

urlpatterns = [
    path("thong-bao/", views.notice_list, name="notice-list"),
    path("thong-bao/da-xem/", views.notice_read_all, name="notice-read-all"),
    path("thong-bao/cach-nhan/", views.mail_mode, name="mail-mode"),
    path("thong-bao/<int:pk>/mo/", views.notice_open, name="notice-open"),
]
