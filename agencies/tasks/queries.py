"""Tasks as pages show them: who may see which, the must-do lists, what stands in a row."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.lists.shown_rows import ShownRows
from agencies.people.models import Seat
from agencies.tasks.choices import KIND_LABELS, OccurrenceStatus, TaskState
from agencies.tasks.deadline_words import DeedCount, deadline_meaning, deed_count, period_words
from agencies.tasks.figures import StatusConditions
from agencies.tasks.models import Task, TaskAgency
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from vietnam.deadlines import DeadlineKind

SOON = datetime.timedelta(days=14)
_SHOWN_OF_OCCURRENCE = (
    "period_start",
    "period_end",
    "due_on",
    "first_due_on",
    "act_by",
    "extended_to",
    "status",
    "submitted_at",
    "moved_at",
    "version",
)
# All that Deadline.stated reads.
_SHOWN_OF_DEADLINE = (
    "kind",
    "phrase",
    "bound",
    "due_on",
    "starts_on",
    "ends_on",
    "recurrence",
    "relative",
    "triggered_on",
    "tentative",
    "rule",
    "inherited_from",
)
# Columns that rows of lists show, by their path from an occurrence. Without this choice a page of
# fifty rows would load some two thousand values more.
SHOWN = (
    *_SHOWN_OF_OCCURRENCE,
    *(f"deadline__{name}" for name in _SHOWN_OF_DEADLINE),
    *("task__title", "task__section", "task__source_label", "task__assigned_at"),
    *("task__lead__name", "task__lead__short_name"),
    *(f"task__directive__{name}" for name in ("kind", "number", "title", "issued_on")),
)


def visible_tasks(seat: Seat, *, all_agencies: bool) -> QuerySet[Task]:
    """Tasks that a seat may see: those that its agency, or one that it succeeds, leads or helps
    with.

    `all_agencies` for those who see all.
    """
    return (
        Task.objects.all()
        if all_agencies
        else Task.objects.filter(tasks_concerning(agency_line(seat.agency_id), "pk"))
    )


def visible_occurrences(seat: Seat, *, all_agencies: bool) -> OccurrenceQuerySet:
    return (
        Occurrence.objects.all()
        if all_agencies
        else Occurrence.objects.filter(tasks_concerning(agency_line(seat.agency_id)))
    )


def agency_line(agency_id: int) -> QuerySet[Agency]:
    """The agency and those it succeeds, over two reforms: what they finished is part of its own
    record now.
    """
    is_heir = Q(successor=agency_id) | Q(successor__successor=agency_id)
    return Agency.objects.filter(Q(pk=agency_id) | is_heir).order_by().values("pk")


def tasks_concerning(agencies: int | QuerySet[Agency], path: str = "task") -> Q:
    """Tasks (by the path to them) that an agency, or one of several, leads or helps with.

    A union of two small sets: an OR over both would make PostgreSQL look at every task.
    """
    keys = [agencies] if isinstance(agencies, int) else agencies
    leads = Task.objects.filter(lead__in=keys).order_by().values("pk")
    helps = TaskAgency.objects.filter(agency__in=keys).values("task_id")
    return Q((f"{path}__in", leads.union(helps)))


def in_list_order(occurrences: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Earliest due first, those without a date at the end, with what a row shows."""
    wanted = occurrences.select_related("task__lead", "task__directive", "deadline").order_by(
        "due_on", "pk"
    )
    shown = wanted.with_deeds().only(*SHOWN)
    shown._iterable_class = ShownRows
    return shown


@dataclass(frozen=True)
class TaskRow:
    """An occurrence with its state on a day, in words and tone; what its deadline means, and the
    deeds it counts.
    """

    occurrence: Occurrence
    state: str
    label: str | Promise
    tone: str
    meaning: str = ""
    deeds: DeedCount | None = None

    @property
    def is_closed(self) -> bool:
        # Nothing more is owed, so distances to the due day mean nothing.
        return not self.occurrence.is_owed

    @property
    def period(self) -> str:
        return period_words(self.occurrence)

    @property
    def details(self) -> str:
        # Which period it is, how many deeds it has, and what a dated deadline means: the second
        # line of a list.
        deeds = self.deeds.short if self.deeds else ""
        dated = self.meaning if self.occurrence.due_on else ""
        return " · ".join(filter(None, (self.period, deeds, dated)))

    @property
    def source_line(self) -> str:
        # Where the task comes from, and its details.
        return " · ".join(filter(None, (self.source, self.details)))

    @property
    def lacks_deeds(self) -> bool:
        return self.deeds is not None and self.deeds.missing > 0

    @property
    def waits(self) -> bool:
        # Whether it waits for the day of an event from which its deadline counts.
        deadline = self.occurrence.deadline
        if deadline is None or self.occurrence.due_on:
            return False
        return deadline.kind == DeadlineKind.RELATIVE and deadline.triggered_on is None

    @property
    def is_continuing(self) -> bool:
        return is_continuing(self.occurrence)

    @property
    def undated_meaning(self) -> str:
        # What is shown in place of a date, for a deadline without one.
        return "" if self.occurrence.due_on else self.meaning

    @property
    def source(self) -> str:
        # The document's number, without one its kind and date; or the event that the task comes
        # from.
        directive = self.occurrence.task.directive
        if directive is None:
            return self.occurrence.task.source_label
        return directive.number or (directive.citation if directive.issued_on else directive.title)


STATE_TONES: dict[str, str] = {
    TaskState.LATE: "late",
    TaskState.AT_RISK: "risk",
    TaskState.ON_TIME: "done",
    TaskState.DONE_LATE: "done",
    OccurrenceStatus.DONE: "done",
    OccurrenceStatus.SUBMITTED: "wait",
    OccurrenceStatus.RETURNED: "late",
    OccurrenceStatus.WITHDRAWN: "off",
}


def task_row(occurrence: Occurrence, judgement: StatusConditions) -> TaskRow:
    state = _state(occurrence, judgement)
    return TaskRow(
        occurrence,
        state,
        _label(occurrence, state),
        STATE_TONES.get(state, "open"),
        deadline_meaning(occurrence, today=judgement.on, calendar=judgement.calendar),
        deed_count(occurrence, today=judgement.on),
    )


def _label(occurrence: Occurrence, state: str) -> str | Promise:
    if state in (OccurrenceStatus.ASSIGNED, OccurrenceStatus.IN_PROGRESS) and is_continuing(
        occurrence
    ):
        return KIND_LABELS[DeadlineKind.CONTINUING]
    if state == occurrence.status:
        return OccurrenceStatus(occurrence.status).label
    returned = state == TaskState.LATE and occurrence.status == OccurrenceStatus.RETURNED
    return _("Returned, late") if returned else TaskState(state).label


def undated_tasks() -> OccurrenceQuerySet:
    """What is owed without a date, although it is to be finished one day."""
    endless = (DeadlineKind.CONTINUING, DeadlineKind.FROM)
    return Occurrence.objects.owed().filter(due_on=None).exclude(deadline__kind__in=endless)


def is_continuing(occurrence: Occurrence) -> bool:
    # A duty without an end (thường xuyên): reported on, never submitted, never late.
    return occurrence.deadline is not None and occurrence.deadline.kind == DeadlineKind.CONTINUING


def task_rows(occurrences: Iterable[Occurrence], judgement: StatusConditions) -> list[TaskRow]:
    return [task_row(occurrence, judgement) for occurrence in occurrences]


def _state(occurrence: Occurrence, judgement: StatusConditions) -> str:
    due_on = occurrence.due_on
    status = occurrence.status
    if due_on is None or status in (OccurrenceStatus.SUBMITTED, OccurrenceStatus.WITHDRAWN):
        return status
    if status == OccurrenceStatus.DONE:
        return (
            TaskState.ON_TIME
            if timezone.localdate(occurrence.submitted_at) <= due_on
            else TaskState.DONE_LATE
        )
    if due_on < judgement.on:
        return TaskState.LATE
    return (
        TaskState.AT_RISK
        if due_on <= judgement.risk_until and status != OccurrenceStatus.RETURNED
        else status
    )
