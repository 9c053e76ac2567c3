"""What the month's report says of tasks, and the list of those behind each of its figures."""

import datetime
from collections.abc import Iterator

from django.db.models import Case, CharField, OuterRef, Subquery, Value as Constant, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from agencies.calendar.queries import working_calendar
from agencies.database.page_addresses import row_page_url
from agencies.lists.links import page_link
from agencies.people.permissions import Permission
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    ReportSection,
    RowsBehind,
    Values,
)
from agencies.requests.models import Explanation
from agencies.tasks.choices import TaskState
from agencies.tasks.figures import (
    PLAN_WORK,
    StatusConditions,
    agency_figures,
    in_period,
    total_of,
)
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value

YES = "x"
# Positions of columns in the list of tasks, by which a frozen list finds the rows of a figure.
DUE_COLUMN = 6
STATE_COLUMN = 7


def _part(state: TaskState, definition: Promise, *, adds_up: bool = True) -> FigureDefinition:
    return FigureDefinition(
        f"tasks.{state.value.replace('_', '-')}",
        ReportSection.TASKS,
        state.label,
        FigureUnit.TASKS,
        definition,
        part_of="tasks.assigned",
        adds_up=adds_up,
        rows=RowsBehind(where=STATE_COLUMN, states=(state.label,)),
    )


DEFINITIONS = (
    FigureDefinition(
        "tasks.assigned",
        ReportSection.TASKS,
        gettext_lazy("Tasks in the period"),
        FigureUnit.TASKS,
        gettext_lazy(
            "Due instances of tasks that are due in the period, were carried into it unfinished, "
            "or have no date yet; withdrawn ones are not counted."
        ),
    ),
    _part(
        TaskState.ON_TIME,
        gettext_lazy("Accepted, and handed in no later than the day they were due."),
    ),
    _part(
        TaskState.DONE_LATE,
        gettext_lazy("Accepted, and handed in after the day they were due."),
    ),
    _part(
        TaskState.LATE,
        gettext_lazy("Past their day and not handed in by the day of the figures."),
        adds_up=False,
    ),
    _part(
        TaskState.AT_RISK,
        gettext_lazy(
            "Not handed in, and due on the day of the figures or within the next three working "
            "days."
        ),
        adds_up=False,
    ),
    _part(
        TaskState.UNJUDGED,
        gettext_lazy("No date, not due yet, or handed in and waiting for acceptance."),
        adds_up=False,
    ),
    FigureDefinition(
        "tasks.due",
        ReportSection.TASKS,
        pgettext_lazy("report", "Of them due in the period"),
        FigureUnit.TASKS,
        gettext_lazy("Those whose day lies in the period."),
        within="tasks.assigned",
        rows=RowsBehind(where=DUE_COLUMN, states=(YES,)),
    ),
)
_STATES = {f"tasks.{name.replace('_', '-')}": name for name in TaskState.values}


def task_values(period: Period, on: datetime.date) -> Values:
    total = total_of(agency_figures(period=period, on=on))
    return {
        "tasks.assigned": total.assigned,
        "tasks.due": total.due_in_period,
        "tasks.on-time": total.on_time,
        "tasks.done-late": total.done_late,
        "tasks.late": total.late,
        "tasks.at-risk": total.at_risk,
        "tasks.unjudged": total.unjudged,
    }


# The list behind them -----------------------------------------------------------------------------
def task_rows_sheet(period: Period, on: datetime.date, key: str) -> Sheet:
    """The tasks of a period as they stood on a day, those due first at the top; of one figure, or
    with an empty key all.
    """
    judgement = StatusConditions(on, working_calendar())
    rows = Occurrence.objects.filter(PLAN_WORK, judgement.assigned, in_period(period))
    if key == "tasks.due":
        rows = rows.filter(due_on__range=(period.first, period.last))
    elif state := _STATES.get(key):
        rows = rows.filter(judgement.states()[state])
    return Sheet(
        name=_("List of tasks"), columns=_columns(), rows=_rows(with_state(rows, judgement), period)
    )


def _columns() -> list[Column]:
    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(_("Task"), width=52),
        Column(_("Lead agency"), width=32),
        Column(_("Document"), width=18),
        Column(_("Due on"), ColumnKind.DATE, 13),
        Column(_("Handed in on"), ColumnKind.DATE, 13),
        Column(_("Due in the period"), width=10),
        Column(_("State"), width=18),
        Column(_("Page in the portal"), width=12),
    ]


def with_state(rows: OccurrenceQuerySet, judgement: StatusConditions) -> OccurrenceQuerySet:
    """Each with `state_then`, one of the five states in which every occurrence is on that day."""
    states = [
        When(condition, then=Constant(name)) for name, condition in judgement.states().items()
    ]
    judged: OccurrenceQuerySet = rows.annotate(
        state_then=Case(*states, default=Constant(""), output_field=CharField())
    ).order_by("due_on", "pk")
    return judged


# The document's number, without one its title; or the event that the task comes from.
SOURCE = Coalesce(
    NullIf("task__directive__number", Constant("")),
    NullIf("task__directive__title", Constant("")),
    "task__source_label",
)


def _rows(rows: OccurrenceQuerySet, period: Period) -> Iterator[list[Value]]:
    names = {state.value: str(state.label) for state in TaskState}
    found = rows.annotate(source=SOURCE).values_list(
        "task__title", "task__lead__name", "source", "due_on", "submitted_at", "state_then", "task"
    )
    for number, row in enumerate(found.iterator(chunk_size=2000), 1):
        title, lead, source, due_on, submitted_at, state, task = row
        is_due = due_on is not None and period.first <= due_on <= period.last
        yield [
            number,
            title,
            lead,
            source,
            due_on,
            timezone.localdate(submitted_at) if submitted_at else None,
            YES if is_due else "",
            names[state],
            page_link(row_page_url("agencies:task-detail", task)),
        ]


TASK_FIGURES = FigureSource(
    name="tasks",
    definitions=DEFINITIONS,
    values=task_values,
    rows=task_rows_sheet,
    permission=Permission.SEE_ALL_TASKS,
)


def causes_until(day: datetime.date) -> Subquery:
    """What an agency last answered, by that day, when it was asked why an occurrence is late."""
    answers = Explanation.objects.filter(
        occurrence=OuterRef("pk"), answered_at__date__lte=day
    ).order_by("-answered_at", "-pk")
    return Subquery(answers.values("answer")[:1])
