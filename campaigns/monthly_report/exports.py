"""A month's workbook without freezing it: the same sheets, of the figures as they are now."""

from collections.abc import Iterator
from typing import IO

from django.utils import translation
from django.utils.translation import gettext as _

from agencies.calendar.report_month import ReportMonth
from agencies.registry import registry
from campaigns.frozen_reports.queries import current_figures
from campaigns.report_figures.sheets import workbook_sheets
from workbooks import write_workbook
from workbooks.sheets import Sheet


def write_monthly_report(month: ReportMonth, file: str | IO[bytes], *, stamp: str = "") -> None:
    # An official document: in Vietnamese whoever asks for it. `stamp`: who took it and when, in the
    # footer.
    with translation.override("vi"):
        author = month.issuer.name if month.issuer else ""
        write_workbook(
            _sheets(month),
            file,
            title=_("Report for month %(month)s") % {"month": month.name},
            author=author,
            stamp=stamp,
        )


def _sheets(month: ReportMonth) -> Iterator[Sheet]:
    facts = [(_("Figures"), _("as they are now, not frozen"))]
    for _key, sheet in workbook_sheets(month, current_figures(month), facts):
        yield sheet
    for source in registry.figure_sources:
        yield source.rows(month.period, month.judged_on, "")
