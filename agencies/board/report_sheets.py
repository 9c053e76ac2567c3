"""Sheets of the monthly workbook that name tasks: what is late and why, and what the next month
brings.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from agencies.board.report_figures import SOURCE, causes_until
from agencies.calendar.queries import working_calendar
from agencies.calendar.report_month import ReportMonth
from agencies.tasks.figures import PLAN_WORK, StatusConditions, in_period
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from workbooks.sheets import Column, ColumnKind, Sheet, Value


def late_tasks_sheet(month: ReportMonth) -> Sheet:
    """The tasks that the sheet of progress counts as late, the oldest first."""
    return Sheet(
        name=_("Late tasks"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Task"), width=46),
            Column(_("Agency"), width=30),
            Column(_("Document"), width=18),
            Column(_("Due on"), ColumnKind.DATE, 13),
            Column(_("Working days late"), ColumnKind.NUMBER, 10),
            Column(_("Cause, as the agency explained it"), width=40),
        ],
        rows=_late_rows(month),
        letterhead=month.letterhead(_("Late tasks in month %(month)s") % {"month": month.name}),
    )


def late_tasks(month: ReportMonth) -> OccurrenceQuerySet:
    judgement = StatusConditions(month.judged_on, working_calendar())
    rows = Occurrence.objects.filter(PLAN_WORK, in_period(month.period), judgement.late)
    late: OccurrenceQuerySet = rows.annotate(
        source=SOURCE, cause=causes_until(month.judged_on)
    ).order_by("due_on", "task__lead__sort_key", "pk")
    return late


def _late_rows(month: ReportMonth) -> Iterator[list[Value]]:
    calendar = working_calendar()
    found = late_tasks(month).values_list(
        "task__title", "task__lead__name", "source", "due_on", "cause"
    )
    for number, (title, lead, source, due_on, cause) in enumerate(found.iterator(), 1):
        late = calendar.working_days_between(due_on, month.judged_on)
        yield [number, title, lead, source, due_on, late, cause or _("Not explained yet")]


def next_month_sheet(month: ReportMonth) -> Sheet:
    """What is due in the following month and not done yet."""
    later = month.later
    return Sheet(
        name=_("Next month"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 6),
            Column(_("Task"), width=60),
            Column(_("Agency"), width=36),
            Column(_("Document"), width=20),
            Column(_("Due on"), ColumnKind.DATE, 13),
        ],
        rows=_next_rows(month),
        letterhead=month.letterhead(
            _("Tasks due in month %(month)s") % {"month": later.name},
            notes=(_("Not handed in on the day of the figures, and due in the next month."),),
        ),
    )


def tasks_of_next_month(month: ReportMonth) -> OccurrenceQuerySet:
    judgement = StatusConditions(month.judged_on, working_calendar())
    due = Occurrence.objects.filter(
        PLAN_WORK, judgement.assigned, due_on__range=(month.later.first, month.later.last)
    )
    open_then: OccurrenceQuerySet = due.exclude(judgement.on_time | judgement.done_late).annotate(
        source=SOURCE
    )
    return open_then


def _next_rows(month: ReportMonth) -> Iterator[list[Value]]:
    found = tasks_of_next_month(month).order_by("due_on", "task__lead__sort_key", "pk")
    names = ("task__title", "task__lead__name", "source", "due_on")
    for number, row in enumerate(found.values_list(*names).iterator(), 1):
        yield [number, *row]
