"""Where every figure about tasks is defined, once: the board, the monthly workbook and the list's
filter read it here.

Only plan work counts (`PLAN_WORK`). Every occurrence of it that was not withdrawn is in exactly one
of five states on a given day, so that `assigned` is their sum:

* on time, done late: accepted, and the last submission was on or before, or after, the day it was
  due;
* late: past due and not submitted by that day;
* at risk: not submitted, due that day or within the next three working days;
* cannot be judged yet: everything else (no date, not due yet, submitted but not yet accepted).
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from agencies.bodies.models import Agency
from agencies.calendar.queries import working_calendar
from agencies.directives.models import Directive
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Explanation, Extension
from agencies.tasks.choices import OccurrenceStatus, ProgressKind, TaskState
from agencies.tasks.occurrence_models import Occurrence, Progress
from vietnam.calendar import WorkingCalendar
from vietnam.periods import Period

RISK_WORKING_DAYS = 3
# What documents and events demand; the rest keeps the portal in order and counts in no figure.
PLAN_WORK = Q(task__is_housekeeping=False)
# The board's columns of numbers: heading, and the tone of those that need attention.
COLUMNS: dict[str, tuple[str | Promise, str]] = {
    "assigned": (pgettext_lazy("board", "Assigned"), ""),
    "on_time": (TaskState.ON_TIME.label, ""),
    "done_late": (TaskState.DONE_LATE.label, ""),
    "late": (TaskState.LATE.label, "late"),
    "at_risk": (TaskState.AT_RISK.label, "risk"),
    "unjudged": (TaskState.UNJUDGED.label, ""),
}
# How the list is asked for a column's rows, where its name differs.
LIST_STATES = {"assigned": TaskState.ALL}


@dataclass(frozen=True)
class TaskFigures:
    """Numbers of occurrences. `due_in_period` counts those of `assigned` whose due day lies in the
    period.
    """

    assigned: int = 0
    due_in_period: int = 0
    on_time: int = 0
    done_late: int = 0
    late: int = 0
    at_risk: int = 0
    unjudged: int = 0

    @property
    def cells(self) -> list[dict[str, object]]:
        # The cells of a row of the board: the state whose rows a number opens, its heading,
        # number and tone.
        return [
            {
                "state": LIST_STATES.get(name, name),
                "label": label,
                "value": getattr(self, name),
                "tone": tone,
            }
            for name, (label, tone) in COLUMNS.items()
        ]

    @property
    def still_open(self) -> int:
        # Neither done nor late: the rest of the bar.
        return self.at_risk + self.unjudged


@dataclass(frozen=True, kw_only=True)
class AgencyFigures(TaskFigures):
    agency: Agency


class StatusConditions:
    """The conditions on occurrences that decide each state, as of the end of the day `on`."""

    def __init__(self, on: datetime.date, calendar: WorkingCalendar) -> None:
        self.on = on
        self.calendar = calendar
        self.risk_until = calendar.add_working_days(on, RISK_WORKING_DAYS + 1) - datetime.timedelta(
            days=1
        )
        night = timezone.make_aware(
            datetime.datetime.combine(on + datetime.timedelta(days=1), datetime.time.min)
        )
        done = Q(status=OccurrenceStatus.DONE, done_at__lt=night)
        unfinished = Q(status__in=OccurrenceStatus.OWED) | Q(
            status__in=(OccurrenceStatus.SUBMITTED, OccurrenceStatus.DONE), submitted_at__gte=night
        )
        self.assigned = ~Q(status=OccurrenceStatus.WITHDRAWN)
        if on < timezone.localdate():  # else it holds for all, and would only cost a join
            self.assigned &= Q(task__assigned_at__lt=night)
        self.on_time = self.assigned & done & Q(submitted_at__date__lte=F("due_on"))
        self.done_late = self.assigned & done & Q(submitted_at__date__gt=F("due_on"))
        self.late = self.assigned & unfinished & Q(due_on__lt=on)
        self.at_risk = self.assigned & unfinished & Q(due_on__range=(on, self.risk_until))
        self.unjudged = self.assigned & (self._waiting(done, unfinished) | Q(due_on__isnull=True))

    def _waiting(self, done: Q, unfinished: Q) -> Q:
        # Dated, and either not due before the danger zone, or submitted and not yet accepted.
        submitted = (
            Q(status__in=(OccurrenceStatus.SUBMITTED, OccurrenceStatus.DONE)) & ~done & ~unfinished
        )
        return (unfinished & Q(due_on__gt=self.risk_until)) | submitted

    def states(self) -> dict[str, Q]:
        return {
            name: getattr(self, name)
            for name in ("on_time", "done_late", "late", "at_risk", "unjudged")
        }


def in_period(period: Period | None) -> Q:
    """What an agency had to do in a period: due in it, or carried into it unfinished, or undated
    and unfinished. Without a period everything counts.
    """
    if period is None:
        return Q()
    still_open = Q(status__in=OccurrenceStatus.OPEN) | Q(submitted_at__date__gte=period.first)
    due = Q(due_on__lte=period.last) & (Q(due_on__gte=period.first) | still_open)
    return due | Q(due_on__isnull=True) & still_open


def agency_figures(
    *,
    period: Period | None,
    directive: Directive | None = None,
    on: datetime.date,
) -> list[AgencyFigures]:
    """Each agency's figures for a period, judged at the end of the day `on`, in Vietnamese order of
    names.

    Agencies without anything in the period are left out. Three queries whatever the numbers.
    """
    judgement = StatusConditions(on, working_calendar())
    rows = Occurrence.objects.filter(PLAN_WORK, judgement.assigned, in_period(period)).order_by()
    if directive:
        rows = rows.filter(task__directive=directive)
    counts = {name: Count("pk", filter=condition) for name, condition in judgement.states().items()}
    dated = Q(due_on__range=(period.first, period.last)) if period else Q(due_on__isnull=False)
    figures = {
        row.pop("task__lead"): row
        for row in rows.values("task__lead").annotate(
            assigned=Count("pk"), due_in_period=Count("pk", filter=dated), **counts
        )
    }
    leads = Agency.objects.filter(pk__in=figures).order_by("sort_key", "pk")
    return [AgencyFigures(agency=agency, **figures[agency.pk]) for agency in leads]


def total_of(figures: list[AgencyFigures]) -> TaskFigures:
    """The sum over all agencies."""
    names = TaskFigures.__dataclass_fields__
    return TaskFigures(**{name: sum(getattr(row, name) for row in figures) for name in names})


def owed_counts(on: datetime.date) -> dict[str, int]:
    """How many occurrences agencies still owe on the day: due that day, and late. One query."""
    due = {"today": Q(due_on=on), "late": Q(due_on__lt=on)}
    return Occurrence.objects.owed().aggregate(
        **{name: Count("pk", filter=days) for name, days in due.items()}
    )


def score_states(judgement: StatusConditions) -> dict[str, Q]:
    """The conditions on occurrences that the board does not have."""
    assigned = judgement.assigned
    done = judgement.on_time | judgement.done_late
    given = Extension.objects.filter(occurrence=OuterRef("pk"), status__in=ExtensionStatus.GIVEN)
    returns = Progress.objects.filter(occurrence=OuterRef("pk"), kind=ProgressKind.RETURN)
    return {
        TaskState.JUDGED: done | judgement.late,
        TaskState.ON_FIRST: done & Q(submitted_at__date__lte=F("first_due_on")),
        TaskState.WAS_LATE: judgement.done_late | judgement.late,
        TaskState.WAS_RETURNED: assigned & Q(Exists(returns)),
        TaskState.EXTENDED: assigned & Q(Exists(given)),
        TaskState.EXPLAINED: assigned
        & Q(Exists(Explanation.objects.filter(occurrence=OuterRef("pk")))),
    }
