from django.urls import path

from conferences.opinion_slips import guest_views, views

urlpatterns = [
    path("hoi-nghi/<int:pk>/phieu-y-kien/", views.slip_list, name="slip-list"),
    path("hoi-nghi/<int:pk>/phieu-y-kien/them/", views.slip_make, name="slip-make"),
    path("hoi-nghi/phieu-y-kien/<int:pk>/", views.slip, name="slip"),
    path("hoi-nghi/phieu-y-kien/<int:pk>/kiem/", views.slip_count, name="slip-count"),
    path(
        "hoi-nghi/tra-loi/<str:token>/phieu-y-kien/",
        guest_views.guest_slips,
        name="guest-slips",
    ),
    path(
        "hoi-nghi/tra-loi/<str:token>/phieu-y-kien/<int:pk>/",
        guest_views.guest_slip,
        name="guest-slip",
    ),
]
