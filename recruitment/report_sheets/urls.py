"""The addresses at which one kind of report goes out as a workbook and comes back."""

from django.urls import URLPattern, path

from agencies.people.permissions import requires
from recruitment.period_reports.forms import ReportPages
from recruitment.report_sheets import views
from recruitment.report_sheets.words import ReportSynonyms


def sheet_urls(pages: ReportPages, synonyms: ReportSynonyms) -> list[URLPattern]:
    enter = requires(pages.kind.right_to_write)
    base = f"{pages.path}/cua/<int:pk>/<str:period>"
    name = pages.kind.name
    return [
        path(
            f"{base}/bieu-mau/", enter(views.report_sheet), {"pages": pages}, name=f"{name}-sheet"
        ),
        path(
            f"{base}/tep/",
            enter(views.report_upload),
            {"pages": pages, "synonyms": synonyms},
            name=f"{name}-upload",
        ),
    ]
