from recruitment.lodging.services import LODGING
from recruitment.period_reports.forms import ReportPages
from recruitment.period_reports.urls import report_urls
from recruitment.report_sheets.urls import sheet_urls
from recruitment.usage.exports import employers_sheet
from recruitment.usage.forms import OriginForm
from recruitment.usage.services import LABOUR_USAGE
from recruitment.usage.synonyms import USAGE_SYNONYMS

PAGES = ReportPages(LABOUR_USAGE, "su-dung-lao-dong", OriginForm, employers_sheet, (LODGING,))

urlpatterns = [*report_urls(PAGES), *sheet_urls(PAGES, USAGE_SYNONYMS)]
