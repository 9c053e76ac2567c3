from django.urls import path

from campaigns.monthly_report import version_views, views

MONTH = "bao-cao/<int:year>-<int:month>/"
VERSION = "bao-cao/ban/<int:pk>/"
urlpatterns = [
    path("bao-cao/", views.monthly_report_list, name="report-list"),
    path(MONTH, views.report_month, name="report-month"),
    path(f"{MONTH}dong/<str:key>/", views.report_rows, name="report-rows"),
    path(f"{MONTH}chot/", views.report_freeze, name="report-freeze"),
    path(f"{MONTH}loi-van/", views.report_texts, name="report-texts"),
    path(VERSION, version_views.report_version, name="report-version"),
    path(f"{VERSION}dong/<str:key>/", version_views.version_rows, name="version-rows"),
    path(f"{VERSION}bao-cao.xlsx", version_views.version_workbook, name="version-workbook"),
    path(f"{VERSION}van-ban/", version_views.version_paper, name="version-paper"),
    path(f"{VERSION}khoa/", version_views.version_lock, name="version-lock"),
    path(f"{VERSION}ky/", version_views.version_sign, name="version-sign"),
    path(f"{VERSION}gui/", version_views.version_send, name="version-send"),
    path(f"{VERSION}cong-bo/", version_views.version_publish, name="version-publish"),
]
