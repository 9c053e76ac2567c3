"""The monthly workbook: a list of sheets, each made by the app whose figures it shows."""

from typing import IO

from django.utils import translation
from django.utils.translation import gettext as _

from agencies.calendar.report_month import ReportMonth
from agencies.registry import registry
from workbooks import write_workbook


def write_monthly_report(month: ReportMonth, file: str | IO[bytes], *, stamp: str = "") -> None:
    # An official document: in Vietnamese whoever asks for it. `stamp`: who took it and when, in the
    # footer.
    with translation.override("vi"):
        author = month.issuer.name if month.issuer else ""
        write_workbook(
            (sheet.make(month) for sheet in sorted(registry.sheets, key=lambda sheet: sheet.place)),
            file,
            title=_("Report for month %(month)s") % {"month": f"{month.month}/{month.year}"},
            author=author,
            stamp=stamp,
        )


def report_file_name(month: ReportMonth) -> str:
    return f"bao-cao-thang-{month.year}-{month.month:02}.xlsx"
