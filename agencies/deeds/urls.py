from django.urls import path

from agencies.deeds import views

urlpatterns = [
    path("nhiem-vu/ky/<int:pk>/dot/", views.task_deed, name="task-deed"),
    path("nhiem-vu/ky/<int:pk>/dot/gach-bo/", views.task_deed_strike, name="task-deed-strike"),
    path("nhiem-vu/ky/<int:pk>/su-kien/", views.task_trigger, name="task-trigger"),
]
