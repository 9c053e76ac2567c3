from django.urls import path

from conferences.interview_blocks import views

urlpatterns = [
    path("phien-giao-dich/lich/<int:pk>/", views.block_detail, name="interview-block"),
    path("phien-giao-dich/cho/<int:pk>/bot/", views.seats_reduce, name="seats-reduce"),
]
