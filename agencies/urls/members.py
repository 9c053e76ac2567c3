from django.urls import path

from agencies.views import api_tokens, members

urlpatterns = [
    path("co-quan/<int:pk>/thanh-vien/", members.member_list, name="member-list"),
    path("co-quan/<int:pk>/thanh-vien/moi/", members.member_invite, name="member-invite"),
    path("co-quan/<int:pk>/thanh-vien/xac-nhan/", members.member_review, name="member-review"),
    path("co-quan/<int:pk>/ma-truy-cap/", api_tokens.api_token_list, name="api-token-list"),
    path("ma-truy-cap/<int:pk>/dung/", api_tokens.api_token_revoke, name="api-token-revoke"),
    path("thanh-vien/<int:pk>/ket-thuc/", members.holding_end, name="member-end"),
    path("thanh-vien/<int:pk>/quan-tri/", members.holding_administrator, name="member-administrator"),
    path("thanh-vien/<int:pk>/mo-lai/", members.holding_reopen, name="member-reopen"),
    path("thanh-vien/thu-moi/<int:pk>/thu-hoi/", members.invitation_withdraw, name="invitation-withdraw"),
    path("loi-moi/<str:token>/", members.invitation, name="invitation"),
]
