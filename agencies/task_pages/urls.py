from django.urls import path

from agencies.task_pages import list_views, result_views, views

urlpatterns = [
    path("nhiem-vu/", list_views.task_list, name="task-list"),
    path("nhiem-vu/xuat/", list_views.task_export, name="task-export"),
    path("nhiem-vu/<int:pk>/", views.task_detail, name="task-detail"),
    path("nhiem-vu/ky/<int:pk>/bao-cao/", views.task_report, name="task-report"),
    path("nhiem-vu/ky/<int:pk>/nop/", views.task_submit, name="task-submit"),
    path("nhiem-vu/ky/<int:pk>/rut-lai/", result_views.task_take_back, name="task-take-back"),
    path("nhiem-vu/ky/<int:pk>/nhap-thay/", views.task_enter, name="task-enter"),
    path("nhiem-vu/ky/<int:pk>/chap-nhan/", views.task_accept, name="task-accept"),
    path("nhiem-vu/ky/<int:pk>/tra-lai/", views.task_return, name="task-return"),
    path("nhiem-vu/ky/<int:pk>/thu-hoi/", views.task_withdraw, name="task-withdraw"),
]
