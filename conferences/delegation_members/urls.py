from django.urls import path

from conferences.delegation_members import views

urlpatterns = [
    path("doan-cong-tac/<int:pk>/moi/", views.members_invite, name="members-invite"),
    path("doan-cong-tac/<int:pk>/vi-tri/", views.seat_add, name="seat-member-add"),
    path("doan-cong-tac/<int:pk>/nguoi/", views.person_add, name="named-member-add"),
    path("doan-cong-tac/thanh-vien/<int:pk>/xoa/", views.member_remove, name="member-remove"),
    path(
        "doan-cong-tac/thanh-vien/<int:pk>/tra-loi/",
        views.member_answer,
        name="member-answer",
    ),
    path("doan-cong-tac/loi-moi/<str:token>/", views.member_link, name="member-link"),
]
