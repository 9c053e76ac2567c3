from campaigns.monthly_report.urls import urlpatterns as monthly_report_urls

app_name = "campaigns"
urlpatterns = [
    *monthly_report_urls,
]
