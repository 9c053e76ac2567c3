from django.urls import path

from recruitment.usage import views

urlpatterns = [
    path("su-dung-lao-dong/", views.usage_list, name="usage-list"),
    path("su-dung-lao-dong/nhac/", views.usage_remind, name="usage-remind"),
    path("su-dung-lao-dong/tong-hop/", views.usage_summary, name="usage-summary"),
    path("su-dung-lao-dong/xuat/", views.usage_export, name="usage-export"),
    path("su-dung-lao-dong/word/", views.usage_document, name="usage-document"),
    path("su-dung-lao-dong/<int:pk>/", views.usage_detail, name="usage-detail"),
    path("su-dung-lao-dong/<int:pk>/hoi-lai/", views.usage_ask_back, name="usage-ask-back"),
    path(
        "su-dung-lao-dong/doanh-nghiep/<int:pk>/<str:period>/",
        views.usage_report,
        name="usage-report",
    ),
]
