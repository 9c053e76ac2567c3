from django.urls import path

from campaigns.reporting import report_views, views

urlpatterns = [
    path("ky-bao-cao/", views.reporting_calendar, name="reporting-calendar"),
    path("ky-bao-cao/quy-dinh/moi/", views.rule_add, name="rule-add"),
    path("ky-bao-cao/quy-dinh/<int:pk>/", views.rule_change, name="rule-change"),
    path("ky-bao-cao/<int:pk>/", views.period_detail, name="period-detail"),
    path("ky-bao-cao/<int:pk>/nhac/", views.period_remind, name="period-remind"),
    path("ky-bao-cao/<int:pk>/tong-hop/", views.period_merge, name="period-merge"),
    path("ky-bao-cao/<int:pk>/duyet/", views.period_approve, name="period-approve"),
    path("ky-bao-cao/<int:pk>/mo-lai/", views.period_reopen, name="period-reopen"),
    path("ky-bao-cao/<int:pk>/cong-bo/", views.period_publish, name="period-publish"),
    path("ky-bao-cao/<int:pk>/cua/<int:agency>/", report_views.report_write, name="report-write"),
    path(
        "ky-bao-cao/so-lieu/<int:pk>/",
        report_views.figure_report_detail,
        name="figure-report-detail",
    ),
    path(
        "ky-bao-cao/so-lieu/<int:pk>/tra-lai/",
        report_views.figure_report_return,
        name="figure-report-return",
    ),
    path(
        "ky-bao-cao/so-lieu/<int:pk>/tiep-nhan/",
        report_views.figure_report_accept,
        name="figure-report-accept",
    ),
    path(
        "ky-bao-cao/ke-hoach/<int:pk>/", report_views.plan_report_detail, name="plan-report-detail"
    ),
    path(
        "ky-bao-cao/ke-hoach/<int:pk>/tra-lai/",
        report_views.plan_report_return,
        name="plan-report-return",
    ),
    path(
        "ky-bao-cao/ke-hoach/<int:pk>/tiep-nhan/",
        report_views.plan_report_accept,
        name="plan-report-accept",
    ),
]
