from campaigns.monthly_report.urls import urlpatterns as monthly_report_urls
from campaigns.report_schedule.urls import urlpatterns as report_schedule_urls

app_name = "campaigns"
urlpatterns = [
    *report_schedule_urls,
    *monthly_report_urls,
]
