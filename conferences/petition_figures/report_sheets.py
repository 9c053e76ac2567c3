"""Sheet 7 of the monthly workbook: petitions by theme; answered and resolved side by side."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _, pgettext

from agencies.calendar.report_month import ReportMonth
from conferences.petition_figures.report_figures import petitions_of
from conferences.petitions.choices import OWED_AN_ANSWER, Progress, Result, Theme
from conferences.petitions.queries import with_progress
from workbooks.sheets import Column, ColumnKind, Sheet, Value

_OWED = Q(kind__in=OWED_AN_ANSWER)
_COUNTS = {
    "owed": _OWED,
    "answered": Q(progress=Progress.ANSWERED),
    "partly": Q(progress=Progress.PARTLY),
    "waiting": Q(progress=Progress.WAITING),
    "unrouted": Q(progress=Progress.UNROUTED),
    "late": _OWED & Q(is_late=True),
    "resolved": Q(result=Result.RESOLVED),
    "under_way": Q(result=Result.UNDER_WAY),
    "explained": Q(result=Result.EXPLAINED),
    "elsewhere": Q(result=Result.ELSEWHERE),
    "opinions": ~_OWED,
}


def petitions_sheet(month: ReportMonth) -> Sheet:
    """Petitions = answered + in part + not answered + not routed; answered = resolved + being
    resolved + explained + elsewhere.
    """
    answering, result = _("Whether they are answered"), _("What came of the answered")
    number = ColumnKind.NUMBER
    return Sheet(
        name=_("Petitions"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Theme"), width=36),
            Column(_("Petitions and requests"), number, 12, total=True),
            Column(pgettext("petition", "Answered"), number, 10, total=True, group=answering),
            Column(_("In part"), number, 10, total=True, group=answering),
            Column(pgettext("petition", "Not answered"), number, 10, total=True, group=answering),
            Column(pgettext("petition", "Not routed yet"), number, 10, total=True, group=answering),
            Column(pgettext("petition", "Overdue"), number, 10, total=True),
            Column(pgettext("petition", "Resolved"), number, 10, total=True, group=result),
            Column(pgettext("petition", "Being resolved"), number, 10, total=True, group=result),
            Column(pgettext("petition", "Explained"), number, 10, total=True, group=result),
            Column(pgettext("petition", "Elsewhere"), number, 12, total=True, group=result),
            Column(_("Opinions, owed no answer"), number, 12, total=True),
        ],
        rows=_rows(month),
        total_label=_("Total"),
        letterhead=month.letterhead(
            _("Petitions of workers in month %(month)s") % {"month": month.name},
            notes=(
                _("Answered is not resolved. Overdue lies within not answered or in part."),
                _("Of dialogues held in the month, as they stood on the day of the figures."),
            ),
        ),
    )


def _rows(month: ReportMonth) -> Iterator[list[Value]]:
    rows = with_progress(petitions_of(month.period), month.judged_on).order_by().values("theme")
    counts = {f"n_{name}": Count("pk", filter=where) for name, where in _COUNTS.items()}
    sums: Any = rows.annotate(**counts)
    by_theme = {row["theme"]: row for row in sums}
    number = 0
    for theme in Theme:
        if row := by_theme.get(theme):
            number += 1
            yield [number, str(theme.label), *(row[f"n_{name}"] for name in _COUNTS)]
