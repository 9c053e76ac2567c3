from django.urls import path

from recruitment.demand import views

urlpatterns = [
    path("ban-tin/thang/", views.demand_board, name="demand-board"),
    path("ban-tin/thang/xuat/", views.demand_board_export, name="demand-board-export"),
    path("ban-tin/thang/vi-tri/", views.demand_board_rows, name="demand-board-rows"),
]
