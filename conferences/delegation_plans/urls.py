from django.urls import path

from conferences.delegation_plans import views

urlpatterns = [
    path("doan-cong-tac/<int:pk>/lich-trinh/", views.stop_add, name="itinerary-add"),
    path("doan-cong-tac/lich-trinh/<int:pk>/xoa/", views.stop_remove, name="itinerary-remove"),
    path("doan-cong-tac/<int:pk>/noi-dung/", views.point_add, name="talking-point-add"),
    path("doan-cong-tac/<int:pk>/noi-dung/mau/", views.points_take, name="talking-points-take"),
    path("doan-cong-tac/noi-dung/<int:pk>/", views.point_change, name="talking-point"),
    path(
        "doan-cong-tac/noi-dung/<int:pk>/so-de-nghi/",
        views.point_raise,
        name="talking-point-raise",
    ),
]
