from campaigns.indicators.urls import urlpatterns as indicator_urls
from campaigns.monthly_report.urls import urlpatterns as monthly_report_urls
from campaigns.official_forms.urls import urlpatterns as form_urls
from campaigns.reporting.urls import urlpatterns as reporting_urls
from campaigns.targets.urls import urlpatterns as target_urls

app_name = "campaigns"
urlpatterns = [
    *monthly_report_urls,
    *target_urls,
    *indicator_urls,
    *form_urls,
    *reporting_urls,
]
