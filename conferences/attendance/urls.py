from django.urls import path

from conferences.attendance import views

urlpatterns = [
    path("hoi-nghi/<int:pk>/diem-danh/", views.attendance_list, name="attendance"),
    path("hoi-nghi/<int:pk>/diem-danh/con-lai/", views.attendance_rest, name="attendance-rest"),
    path("hoi-nghi/diem-danh/<int:pk>/ra-ve/", views.attendance_leave, name="attendance-leave"),
]
