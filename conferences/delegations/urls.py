from django.urls import path

from conferences.delegations import views

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
]
