from django.urls import path

from campaigns.monthly_report import views

urlpatterns = [
    path("bao-cao/", views.monthly_report_list, name="report-list"),
    path("bao-cao/<int:year>-<int:month>.xlsx", views.report_workbook, name="report-workbook"),
]
