from django.urls import path

from agencies.board import views

urlpatterns = [
    path("bang-dieu-hanh/", views.board, name="board"),
]
