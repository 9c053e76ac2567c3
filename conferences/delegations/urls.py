from django.urls import path

from conferences.delegations import member_views, plan_views, views

urlpatterns = [
    path("doan-cong-tac/", views.delegation_list, name="delegation-list"),
    path("tinh-ban/<int:pk>/doan-cong-tac/", views.delegation_plan, name="delegation-plan"),
    path("doan-cong-tac/<int:pk>/", views.delegation_detail, name="delegation"),
    path("doan-cong-tac/<int:pk>/sua/", views.delegation_change, name="delegation-change"),
    path("doan-cong-tac/<int:pk>/quyet-dinh/", views.delegation_decide, name="delegation-decide"),
    path("doan-cong-tac/<int:pk>/huy/", views.delegation_cancel, name="delegation-cancel"),
    path("doan-cong-tac/<int:pk>/da-di/", views.delegation_travelled, name="delegation-travelled"),
    path("doan-cong-tac/<int:pk>/bao-cao/", views.delegation_report, name="delegation-report"),
    path("doan-cong-tac/<int:pk>/chia-se/", views.delegation_share, name="delegation-share"),
    path("doan-cong-tac/<int:pk>/van-ban/", views.delegation_paper, name="delegation-paper"),
    path("doan-cong-tac/<int:pk>/lich-trinh/", plan_views.stop_add, name="itinerary-add"),
    path("doan-cong-tac/lich-trinh/<int:pk>/xoa/", plan_views.stop_remove, name="itinerary-remove"),
    path("doan-cong-tac/<int:pk>/noi-dung/", plan_views.point_add, name="talking-point-add"),
    path(
        "doan-cong-tac/<int:pk>/noi-dung/mau/", plan_views.points_take, name="talking-points-take"
    ),
    path("doan-cong-tac/noi-dung/<int:pk>/", plan_views.point_change, name="talking-point"),
    path(
        "doan-cong-tac/noi-dung/<int:pk>/so-de-nghi/",
        plan_views.point_raise,
        name="talking-point-raise",
    ),
    path("doan-cong-tac/<int:pk>/moi/", member_views.members_invite, name="members-invite"),
    path("doan-cong-tac/<int:pk>/vi-tri/", member_views.seat_add, name="seat-member-add"),
    path("doan-cong-tac/<int:pk>/nguoi/", member_views.person_add, name="named-member-add"),
    path(
        "doan-cong-tac/thanh-vien/<int:pk>/xoa/", member_views.member_remove, name="member-remove"
    ),
    path(
        "doan-cong-tac/thanh-vien/<int:pk>/tra-loi/",
        member_views.member_answer,
        name="member-answer",
    ),
    path("doan-cong-tac/loi-moi/<str:token>/", member_views.member_link, name="member-link"),
]
