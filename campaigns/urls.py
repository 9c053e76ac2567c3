from django.urls import path

from campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.monthly_report_list, name="report-list"),
    path("<int:year>-<int:month>.xlsx", views.report_workbook, name="report-workbook"),
]
