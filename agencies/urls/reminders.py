from django.urls import path

from agencies.views import notices, policies

urlpatterns = [
    path("thong-bao/", notices.notice_list, name="notice-list"),
    path("thong-bao/da-xem/", notices.notice_read_all, name="notice-read-all"),
    path("thong-bao/cach-nhan/", notices.mail_mode, name="mail-mode"),
    path("thong-bao/<int:pk>/mo/", notices.notice_open, name="notice-open"),
    path("nhac-han/", policies.policy_list, name="policy-list"),
    path("nhac-han/them/", policies.policy_add, name="policy-add"),
    path("nhac-han/<int:pk>/", policies.policy_edit, name="policy-edit"),
    path("nhac-han/<int:pk>/bo/", policies.policy_remove, name="policy-remove"),
]
