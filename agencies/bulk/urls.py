from django.urls import path

from agencies.bulk import views

urlpatterns = [
    path("nhiem-vu/hang-loat/phan-cong/", views.bulk_assign, name="bulk-assign"),
    path("nhiem-vu/hang-loat/nhac/", views.bulk_remind, name="bulk-remind"),
    path("nhiem-vu/hang-loat/chap-nhan/", views.bulk_accept, name="bulk-accept"),
    path("nhiem-vu/ky/<int:pk>/phan-cong/", views.task_seat, name="task-seat"),
    path("nhiem-vu/ky/<int:pk>/nhac/", views.task_remind, name="task-remind"),
]
