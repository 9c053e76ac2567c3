"""The task list as a workbook: the rows, the order and the words of the page."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.bodies.queries import agency_place
from agencies.calendar.date_words import working_days_left
from agencies.tasks.figures import StatusConditions
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import TaskRow, task_row
from vietnam.dates import format_date
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value


def task_columns() -> list[Column]:
    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(_("Task"), width=52),
        Column(_("Period"), width=16),
        Column(_("Document"), width=18),
        Column(_("Lead agency"), width=32),
        Column(_("Deadline as written"), width=24),
        Column(_("Due on"), ColumnKind.DATE, 13),
        Column(_("Distance"), width=22),
        Column(_("State"), width=20),
        Column(_("Last movement"), ColumnKind.MOMENT, 18),
        Column(_("First deadline, where extended"), ColumnKind.DATE, 16),
    ]


def task_sheet(
    occurrences: Iterable[Occurrence], judgement: StatusConditions, *, issuer: Agency
) -> Sheet:
    """All occurrences given, in their order, headed by the agency that takes them out."""
    return Sheet(
        name=_("Tasks"),
        columns=task_columns(),
        rows=_rows(occurrences, judgement),
        letterhead=Letterhead(
            issuer_above=issuer.parent.name if issuer.parent else "",
            issuer=issuer.name,
            number=_("No. ……/BC-……"),
            place=agency_place(issuer) or "……",
            day=judgement.on,
            title=_("List of tasks").upper(),
            subtitle=_("As of %(day)s") % {"day": format_date(judgement.on)},
            signatures=(_("Prepared by"), _("Head of the agency")),
        ),
    )


def _rows(occurrences: Iterable[Occurrence], judgement: StatusConditions) -> Iterator[list[Value]]:
    for number, occurrence in enumerate(occurrences, 1):
        row = task_row(occurrence, judgement)
        yield [
            number,
            occurrence.task.title,
            row.period,
            row.source,
            occurrence.task.lead.name,
            occurrence.deadline.phrase if occurrence.deadline else "",
            occurrence.due_on,
            _distance_words(row, judgement),
            str(row.label),
            occurrence.moved_at,
            occurrence.first_due_on if occurrence.extended_to else None,
        ]


def _distance_words(row: TaskRow, judgement: StatusConditions) -> str:
    """The words beside the due day on the page; none once nothing is owed."""
    due_on = row.occurrence.due_on
    return (
        ""
        if row.is_closed or due_on is None
        else working_days_left(due_on, judgement.on, judgement.calendar)
    )
