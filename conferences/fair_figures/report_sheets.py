"""Sheet 5 of the monthly workbook: the fairs of the month."""

from django.utils.translation import gettext as _, pgettext

from agencies.calendar.report_month import ReportMonth
from conferences.fair_figures.report_figures import fair_columns, fair_rows
from workbooks.sheets import Sheet


def fairs_sheet(month: ReportMonth) -> Sheet:
    """One line for each fair that was held; turns and people in columns of their own."""
    notes = (
        _(
            "An interview is one turn: one person with one enterprise. Among people everybody is "
            "counted once at each fair, at the farthest step."
        ),
    )
    return Sheet(
        name=pgettext("sheet", "Job fairs"),
        columns=fair_columns(),
        rows=fair_rows(month.period),
        total_label=_("Total"),
        letterhead=month.letterhead(
            _("Job fairs in month %(month)s") % {"month": month.name}, notes=notes
        ),
    )
