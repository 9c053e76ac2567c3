from django.urls import path

from agencies.members import views

urlpatterns = [
    path("co-quan/<int:pk>/thanh-vien/", views.member_list, name="member-list"),
    path("co-quan/<int:pk>/thanh-vien/moi/", views.member_invite, name="member-invite"),
    path("co-quan/<int:pk>/thanh-vien/xac-nhan/", views.member_review, name="member-review"),
    path("thanh-vien/<int:pk>/ket-thuc/", views.holding_end, name="member-end"),
    path("thanh-vien/<int:pk>/quan-tri/", views.holding_administrator, name="member-administrator"),
    path("thanh-vien/<int:pk>/mo-lai/", views.holding_reopen, name="member-reopen"),
    path(
        "thanh-vien/thu-moi/<int:pk>/thu-hoi/",
        views.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("loi-moi/<str:token>/", views.invitation, name="invitation"),
]
