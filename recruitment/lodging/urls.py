from recruitment.lodging.exports import communes_sheet
from recruitment.lodging.forms import LodgersForm
from recruitment.lodging.services import LODGING
from recruitment.period_reports.forms import ReportPages
from recruitment.period_reports.urls import report_urls
from recruitment.usage.services import LABOUR_USAGE

urlpatterns = report_urls(
    ReportPages(LODGING, "luu-tru", LodgersForm, communes_sheet, (LABOUR_USAGE,))
)
