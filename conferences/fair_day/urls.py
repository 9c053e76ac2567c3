from django.urls import path

from conferences.fair_day import views

urlpatterns = [
    path("phien-giao-dich/cua/", views.door, name="fair-door"),
    path("phien-giao-dich/cho/<int:pk>/goi/", views.seat_turn, name="seat-turn"),
    path("phien-viec-lam/<int:pk>/man-hinh/", views.board, name="fair-board"),
    path("phien-viec-lam/<int:pk>/man-hinh/luc-nay/", views.board_now, name="fair-board-now"),
]
