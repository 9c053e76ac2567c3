from django.urls import path

from conferences.line_tests import views

urlpatterns = [
    path("hoi-nghi/<int:pk>/duong-truyen/", views.line_test, name="line-test"),
    path("hoi-nghi/<int:pk>/duong-truyen/bang/", views.line_matrix, name="line-matrix"),
    path("hoi-nghi/<int:pk>/su-co/", views.incident_add, name="incident-add"),
    path("hoi-nghi/diem-cau/<int:pk>/duong-truyen/", views.point_line_test, name="point-line-test"),
]
