"""The sheet of the monthly workbook on the use of labour, by zone."""

from collections.abc import Iterator

from django.db.models import Count, Sum
from django.utils.translation import gettext as _, pgettext

from agencies.calendar.report_month import ReportMonth
from recruitment.usage.report_figures import PEOPLE, last_reports
from workbooks.sheets import Column, ColumnKind, Sheet, Value


def zones_sheet(month: ReportMonth) -> Sheet:
    """From the employers' reports on the last half-year that ended by the end of the month."""
    people = [Column(str(label), ColumnKind.NUMBER, 14, total=True) for label in PEOPLE.values()]
    return Sheet(
        name=_("Use of labour"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Zone"), width=44),
            Column(_("Reports handed in"), ColumnKind.NUMBER, 14, total=True),
            *people,
        ],
        rows=_rows(month),
        total_label=_("Total"),
        letterhead=month.letterhead(
            _("Use of labour in month %(month)s") % {"month": month.name},
            notes=(
                _("By the employers' reports on the last half-year that ended by then. In people."),
            ),
        ),
    )


def _rows(month: ReportMonth) -> Iterator[list[Value]]:
    zones = (
        last_reports(month.period, month.judged_on)
        .order_by("reporter__employer__park__sort_key", "reporter__employer__park")
        .values_list("reporter__employer__park__name")
        .annotate(reports=Count("pk"), **{f"sum_{name}": Sum(name) for name in PEOPLE})
    )
    for number, (zone, *figures) in enumerate(zones, 1):
        yield [number, zone or pgettext("report", "Outside zones"), *figures]
