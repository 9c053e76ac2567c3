"""The workbook of a frozen month: written from what is kept, so that it can be written again at any
time with the same figures.
"""

from typing import IO

from django.utils.translation import gettext as _

from campaigns.frozen_reports.models import ReportSnapshot, ReportVersion
from campaigns.frozen_reports.queries import frozen_sheets
from campaigns.frozen_reports.snapshots import freezing_words
from workbooks import write_workbook


def write_frozen_workbook(
    version: ReportVersion, snapshot: ReportSnapshot, file: str | IO[bytes]
) -> None:
    """In Vietnamese; the moment of freezing stands on every sheet and on every printed page."""
    report = version.report
    write_workbook(
        frozen_sheets(snapshot),
        file,
        title=_("Report for month %(month)s") % {"month": f"{report.month}/{report.year}"},
        author=snapshot.author,
        stamp=freezing_words(version, snapshot.taken_at),
    )


def workbook_name(version: ReportVersion) -> str:
    report = version.report
    return f"bao-cao-thang-{report.year}-{report.month:02}-ban-{version.number}.xlsx"
