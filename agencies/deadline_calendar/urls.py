from django.urls import path

from agencies.deadline_calendar import views

urlpatterns = [
    path("lich/", views.deadline_calendar, name="month"),
]
