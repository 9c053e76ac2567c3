from django.urls import path

from agencies.views import members

urlpatterns = [
    path("co-quan/<int:pk>/thanh-vien/", members.member_list, name="member-list"),
    path("co-quan/<int:pk>/thanh-vien/moi/", members.member_invite, name="member-invite"),
    path("co-quan/<int:pk>/thanh-vien/xac-nhan/", members.member_review, name="member-review"),
    path("thanh-vien/<int:pk>/ket-thuc/", members.holding_end, name="member-end"),
    path("thanh-vien/<int:pk>/quan-tri/", members.holding_administrator, name="member-administrator"),
    path("thanh-vien/<int:pk>/mo-lai/", members.holding_reopen, name="member-reopen"),
    path("thanh-vien/thu-moi/<int:pk>/thu-hoi/", members.invitation_withdraw, name="invitation-withdraw"),
    path("loi-moi/<str:token>/", members.invitation, name="invitation"),
]
