"""What the month's report says of the use of labour, and the employers' reports behind it.

Employers report for half a year: a month shows the last half-year that had ended by then.
"""

import datetime
from collections.abc import Iterator

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy

from agencies.calendar.periods import name_of_period
from agencies.lists.links import page_link
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    ReportSection,
    RowsBehind,
    Values,
)
from recruitment.permissions import RecruitmentPermission
from recruitment.usage.models import LabourUsageReport
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value

FIRST_OF_PEOPLE = 5
PEOPLE: dict[str, str | Promise] = {
    "total": gettext_lazy("Workers"),
    "women": gettext_lazy("Of them women"),
    "hired": gettext_lazy("Newly taken on"),
    "left": pgettext_lazy("labour use", "Left"),
}
_MEANINGS = {
    "total": gettext_lazy("Workers on the day of the employers' half-yearly reports."),
    "women": gettext_lazy("Women among the workers of those reports."),
    "hired": gettext_lazy("People taken on since the half-year before, by those reports."),
    "left": gettext_lazy("People who left since the half-year before, by those reports."),
}


def _definitions() -> Iterator[FigureDefinition]:
    yield FigureDefinition(
        "labour.reports",
        ReportSection.LABOUR_USE,
        gettext_lazy("Reports handed in"),
        FigureUnit.REPORTS,
        gettext_lazy(
            "Employers' reports on the last half-year that ended by the end of the period; "
            "returned ones are not counted."
        ),
        adds_up=False,
    )
    for column, (name, label) in enumerate(PEOPLE.items(), FIRST_OF_PEOPLE):
        yield FigureDefinition(
            f"labour.{name}",
            ReportSection.LABOUR_USE,
            label,
            FigureUnit.PEOPLE,
            _MEANINGS[name],
            within="labour.total" if name == "women" else "",
            adds_up=False,
            rows=RowsBehind(adds=column),
        )


def labour_values(period: Period, on: datetime.date) -> Values:
    """None where no employer has reported."""
    rows = last_reports(period, on)
    found = rows.aggregate(reports=Count("pk"), **{f"sum_{name}": Sum(name) for name in PEOPLE})
    if not found["reports"]:
        return dict.fromkeys(("labour.reports", *(f"labour.{name}" for name in PEOPLE)))
    people = {f"labour.{name}": found[f"sum_{name}"] for name in PEOPLE}
    return {"labour.reports": found["reports"]} | people


def last_reports(period: Period, on: datetime.date) -> QuerySet[LabourUsageReport]:
    """Those on the last half-year or year that ended by then, handed in by that day."""
    ended = LabourUsageReport.objects.handed_in().filter(
        ends_on__lte=period.last, submitted_at__date__lte=on
    )
    newest = ended.order_by("-ends_on", "-starts_on").values("starts_on", "ends_on").first()
    return ended.filter(**newest) if newest else ended.none()


def labour_rows_sheet(period: Period, on: datetime.date, key: str) -> Sheet:
    """The employers' reports; with a key those that add to that figure."""
    rows = last_reports(period, on)
    name = key.removeprefix("labour.")
    if name in PEOPLE:
        rows = rows.filter(**{f"{name}__gt": 0})
    people = [Column(str(label), ColumnKind.NUMBER, 12, total=True) for label in PEOPLE.values()]
    return Sheet(
        name=_("List of labour reports"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Enterprise"), width=42),
            Column(_("Zone"), width=26),
            Column(_("Period"), width=24),
            Column(_("Handed in on"), ColumnKind.DATE, 13),
            *people,
            Column(_("Page in the portal"), width=12),
        ],
        rows=_rows(rows),
        total_label=_("Total"),
    )


def _rows(rows: QuerySet[LabourUsageReport]) -> Iterator[list[Value]]:
    found = rows.select_related("reporter__employer__park").order_by("reporter__sort_key", "pk")
    for number, report in enumerate(found.iterator(chunk_size=2000), 1):
        park = report.reporter.employer.park
        yield [
            number,
            report.reporter.name,
            park.name if park else pgettext("report", "Outside zones"),
            name_of_period(report.period),
            timezone.localdate(report.submitted_at),
            *(getattr(report, name) for name in PEOPLE),
            page_link(report.get_absolute_url()),
        ]


LABOUR_FIGURES = FigureSource(
    name="labour-use",
    definitions=tuple(_definitions()),
    values=labour_values,
    rows=labour_rows_sheet,
    permission=RecruitmentPermission.SEE_LABOUR_USE,
)
