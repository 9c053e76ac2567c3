from django.urls import path

from conferences.petition_page import answer_views, opinion_views, views

urlpatterns = [
    path("doi-thoai/kien-nghi/<int:pk>/", views.petition_detail, name="petition"),
    path("doi-thoai/kien-nghi/<int:pk>/giao/", views.petition_route, name="petition-route"),
    path("doi-thoai/kien-nghi/<int:pk>/gop/", views.petition_merge, name="petition-merge"),
    path("doi-thoai/kien-nghi/<int:pk>/tach/", views.petition_separate, name="petition-separate"),
    path("doi-thoai/phan/<int:pk>/chuyen/", views.part_redirect, name="part-redirect"),
    path("doi-thoai/phan/<int:pk>/tra-loi/", answer_views.answer_enter, name="answer-enter"),
    path("doi-thoai/phan/<int:pk>/mo-lai/", answer_views.part_reopen, name="part-reopen"),
    path("doi-thoai/tra-loi/<int:pk>/kiem-tra/", answer_views.answer_accept, name="answer-accept"),
    path("doi-thoai/tra-loi/<int:pk>/tra-lai/", answer_views.answer_return, name="answer-return"),
    path("doi-thoai/cong-van/<int:pk>/tep/", answer_views.answer_letter, name="answer-letter"),
    path(
        "doi-thoai/kien-nghi/<int:pk>/lien-ket/",
        opinion_views.opinion_link_make,
        name="opinion-link-make",
    ),
    path("doi-thoai/kien-nghi/<int:pk>/y-kien/", opinion_views.opinion_enter, name="opinion-enter"),
    path("doi-thoai/y-kien/<int:pk>/da-xem/", opinion_views.opinion_settle, name="opinion-settle"),
    path("kien-nghi/y-kien/<str:token>/", opinion_views.opinion_give, name="opinion-give"),
]
