from django.urls import path

from agencies.sign_in import views

urlpatterns = [
    path("tai-khoan/mo-khoa/", views.session_unlock, name="session-unlock"),
    path("tai-khoan/khoa/", views.session_lock, name="session-lock"),
    path("tai-khoan/con-day/", views.session_alive, name="session-alive"),
    path("vi-tri/", views.seat_switch, name="seat-switch"),
]
