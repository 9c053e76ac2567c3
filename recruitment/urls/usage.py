from django.urls import path

from recruitment.views import usage

urlpatterns = [
    path("su-dung-lao-dong/", usage.usage_list, name="usage-list"),
    path("su-dung-lao-dong/nhac/", usage.usage_remind, name="usage-remind"),
    path("su-dung-lao-dong/tong-hop/", usage.usage_summary, name="usage-summary"),
    path("su-dung-lao-dong/xuat/", usage.usage_export, name="usage-export"),
    path("su-dung-lao-dong/word/", usage.usage_document, name="usage-document"),
    path("su-dung-lao-dong/<int:pk>/", usage.usage_detail, name="usage-detail"),
    path("su-dung-lao-dong/<int:pk>/hoi-lai/", usage.usage_ask_back, name="usage-ask-back"),
    path("su-dung-lao-dong/doanh-nghiep/<int:pk>/<str:period>/", usage.usage_report, name="usage-report"),
]
