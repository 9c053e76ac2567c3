"""Making the occurrences of a task's deadlines: the dated instances that are owed, reminded and
accepted.
"""

import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from agencies.calendar.queries import current_policy, working_calendar
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Deadline, Task
from agencies.tasks.occurrence_models import Occurrence
from vietnam.deadlines import Bound, DeadlineKind, DuePeriod, due_date, due_periods, stated_day

# How far ahead recurring duties are laid out; the next occurrence always exists.
AHEAD = datetime.timedelta(days=62)


class DueDates:
    """Turns a date of the document into the dates that count, by today's policy and calendar.

    Loads both once.
    """

    def __init__(self) -> None:
        self.rules = current_policy().rules
        self.calendar = working_calendar()

    def stated_day(self, deadline: Deadline) -> datetime.date | None:
        """The day that the document names, or that is counted from the day of its event."""
        return stated_day(deadline.stated, self.calendar, triggered_on=deadline.triggered_on)

    def of(
        self, stated_on: datetime.date | None, bound: Bound | None
    ) -> dict[str, datetime.date | None]:
        """The four date fields of an occurrence; all None without a date in the document."""
        if stated_on is None:
            return dict.fromkeys(("stated_on", "due_on", "first_due_on", "act_by"))
        last = self._last_days(stated_on, bound)
        return {"stated_on": stated_on, "first_due_on": last["due_on"], **last}

    def redate(self, occurrence: Occurrence) -> None:
        """Set `due_on` and `act_by` of a dated occurrence from what it is counted from."""
        for name, day in self._last_days(*occurrence.counted_from).items():
            setattr(occurrence, name, day)

    def _last_days(self, day: datetime.date, bound: Bound | None) -> dict[str, datetime.date]:
        due_on = due_date(day, bound, self.rules, self.calendar)
        act_by = self.calendar.last_working_day_on_or_before(due_on)
        return {"due_on": due_on, "act_by": act_by}


def first_occurrences(
    task: Task, deadlines: list[Deadline], *, today: datetime.date, dates: DueDates
) -> list[Occurrence]:
    """Unsaved occurrences of a new task: at least one, undated when no deadline gives a date."""
    made = [
        occurrence
        for deadline in deadlines
        for occurrence in occurrences_of(deadline, today=today, dates=dates)
    ]
    return made or [_occurrence(task, None, dates.of(None, None))]


def occurrences_of(
    deadline: Deadline, *, today: datetime.date, dates: DueDates
) -> list[Occurrence]:
    """Unsaved occurrences of one deadline; of a recurring one, those up to the horizon."""
    task = deadline.task
    stated = deadline.stated
    if stated.kind is DeadlineKind.RECURRING and stated.frequency:
        return [
            _occurrence(
                task,
                deadline,
                dates.of(period.due_on, stated.bound),
                period_start=period.period_start,
                period_end=period.period_end,
            )
            for period in _periods_ahead(deadline, today)
        ]
    return [_occurrence(task, deadline, dates.of(dates.stated_day(deadline), stated.bound))]


def _periods_ahead(deadline: Deadline, today: datetime.date) -> list[DuePeriod]:
    assigned_on = timezone.localdate(deadline.task.assigned_at)
    start = deadline.starts_on or assigned_on + datetime.timedelta(days=1)
    until = deadline.ends_on or today + datetime.timedelta(days=400)
    periods = due_periods(deadline.stated.recurrence, start, until)
    following = next((period.due_on for period in periods if period.due_on > today), today)
    horizon = max(today + AHEAD, following)
    return [period for period in periods if period.due_on <= horizon]


def _occurrence(
    task: Task, deadline: Deadline | None, dates: dict, **period: datetime.date
) -> Occurrence:
    return Occurrence(task=task, deadline=deadline, moved_at=task.assigned_at, **dates, **period)


# The key of the advisory lock under which occurrences are laid out and tasks change their agency.
LAYING_OUT = 2_114_001


def lock_laying_out() -> None:
    """To the end of the transaction nobody else lays out occurrences or hands tasks over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LAYING_OUT])


@transaction.atomic
def make_occurrences_ahead(today: datetime.date | None = None) -> int:
    """Lay out what recurring duties owe next, except for withdrawn tasks and those that a successor
    continues.

    Running it twice adds nothing. Returns how many were added.
    """
    lock_laying_out()
    today = today or timezone.localdate()
    dates = DueDates()
    withdrawn = Occurrence.objects.filter(task=OuterRef("task"), status=OccurrenceStatus.WITHDRAWN)
    continued = Task.objects.filter(continues=OuterRef("task"))
    alive = Deadline.objects.filter(~Exists(withdrawn), ~Exists(continued))
    recurring = alive.filter(kind=DeadlineKind.RECURRING).select_related("task")
    laid_out = Occurrence.objects.filter(
        deadline__kind=DeadlineKind.RECURRING, period_start__isnull=False
    )
    known = set(laid_out.values_list("deadline_id", "period_start"))
    fresh = [
        occurrence
        for deadline in recurring.iterator(chunk_size=1000)
        for occurrence in occurrences_of(deadline, today=today, dates=dates)
        if occurrence.period_start and (deadline.pk, occurrence.period_start) not in known
    ]
    Occurrence.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=1000)
    return len(fresh)
