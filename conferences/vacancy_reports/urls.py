from django.urls import path

from conferences.vacancy_reports import views

urlpatterns = [
    path("bao-tin/viec-lam/<int:pk>/", views.vacancy_report_make, name="vacancy-report-make"),
    path("bao-tin/phien/<int:pk>/", views.fair_report_make, name="fair-report-make"),
    path("bao-tin/da-nhan/", views.report_thanks, name="vacancy-report-thanks"),
    path("bao-tin/<int:pk>/", views.report_detail, name="vacancy-report"),
]
