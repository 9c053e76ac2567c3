from django.urls import path

from campaigns.report_schedule import views

urlpatterns = [
    path("bao-cao/lich/<str:kind>/", views.report_schedule, name="report-schedule"),
]
