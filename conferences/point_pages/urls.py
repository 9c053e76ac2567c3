from django.urls import path

from conferences.point_pages import views

urlpatterns = [
    path("hoi-nghi/ky-thuat/<str:token>/", views.point_page, name="point-page"),
    path("hoi-nghi/ky-thuat/<str:token>/ket-qua/", views.point_ticks, name="point-ticks"),
    path(
        "hoi-nghi/ky-thuat/<str:token>/diem-danh/", views.point_attendance, name="point-attendance"
    ),
    path("hoi-nghi/ky-thuat/<str:token>/so-nguoi/", views.point_present, name="point-present"),
    path("hoi-nghi/ky-thuat/<str:token>/su-co/", views.point_incident, name="point-incident"),
]
