from django.urls import path

from agencies.seats import views

urlpatterns = [
    path("vi-tri/", views.seat_switch, name="seat-switch"),
]
