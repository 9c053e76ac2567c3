from django.urls import path

from agencies.working_calendar import views

urlpatterns = [
    path("lich-lam-viec/", views.calendar, name="calendar"),
    path("lich-lam-viec/ngay/", views.calendar_day, name="calendar-day"),
    path(
        "lich-lam-viec/ngay/<int:pk>/bo/", views.calendar_day_removal, name="calendar-day-removal"
    ),
    path("lich-lam-viec/quy-uoc/", views.deadline_policy, name="deadline-policy"),
]
