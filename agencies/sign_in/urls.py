from django.urls import path

from agencies.sign_in import views

urlpatterns = [
    path("tai-khoan/mo-khoa/", views.unlock, name="session-unlock"),
    path("tai-khoan/khoa/", views.lock, name="session-lock"),
    path("tai-khoan/con-day/", views.alive, name="session-alive"),
]
