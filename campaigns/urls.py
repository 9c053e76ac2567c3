from campaigns.budget.urls import urlpatterns as budget_urls
from campaigns.contents.urls import urlpatterns as content_urls
from campaigns.indicators.urls import urlpatterns as indicator_urls
from campaigns.kits.urls import urlpatterns as kit_urls
from campaigns.monthly_report.urls import urlpatterns as monthly_report_urls
from campaigns.official_forms.urls import urlpatterns as form_urls
from campaigns.outlets.urls import urlpatterns as outlet_urls
from campaigns.publications.urls import urlpatterns as publication_urls
from campaigns.report_schedule.urls import urlpatterns as report_schedule_urls
from campaigns.reporting.urls import urlpatterns as reporting_urls
from campaigns.targets.urls import urlpatterns as target_urls
from campaigns.trip_costs.urls import urlpatterns as trip_cost_urls
from campaigns.waves.urls import urlpatterns as wave_urls

app_name = "campaigns"
urlpatterns = [
    *report_schedule_urls,
    *monthly_report_urls,
    *target_urls,
    *indicator_urls,
    *form_urls,
    *reporting_urls,
    *wave_urls,
    *content_urls,
    *kit_urls,
    *outlet_urls,
    *publication_urls,
    *budget_urls,
    *trip_cost_urls,
]
