from recruitment.lodging.exports import communes_sheet
from recruitment.lodging.forms import LodgersForm
from recruitment.lodging.services import LODGING
from recruitment.lodging.synonyms import LODGING_SYNONYMS
from recruitment.period_reports.forms import ReportPages
from recruitment.period_reports.urls import report_urls
from recruitment.report_sheets.urls import sheet_urls
from recruitment.usage.services import LABOUR_USAGE

PAGES = ReportPages(LODGING, "luu-tru", LodgersForm, communes_sheet, (LABOUR_USAGE,))

urlpatterns = [*report_urls(PAGES), *sheet_urls(PAGES, LODGING_SYNONYMS)]
