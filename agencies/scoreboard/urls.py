from django.urls import path

from agencies.scoreboard import views

urlpatterns = [
    path("bang-dieu-hanh/xep-hang/", views.scoreboard, name="scoreboard"),
    path("bang-dieu-hanh/xep-hang/xuat/", views.scoreboard_export, name="scoreboard-export"),
]
