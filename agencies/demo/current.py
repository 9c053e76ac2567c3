"""A plan of this year with dates around today, in every state that a board can show, and a
conclusion still in review.
"""

import datetime
from collections.abc import Mapping
from random import Random

from agencies.bodies.models import Agency
from agencies.demo.history import give_out
from agencies.demo.movements import Mover
from agencies.demo.paper import write_paper
from agencies.demo.papers import PLAN_AGE, conclusion_in_review, plan_current
from agencies.demo.people import Staff
from agencies.demo.privacy import tell_privacy
from agencies.demo.talk import talk
from agencies.directives.choices import AgencyRole
from agencies.directives.models import Directive
from agencies.people.permissions import Actor
from agencies.proposals.upload import upload_directive
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar
from vietnam.deadlines import DeadlineKind

PLAN_FILE = "ke-hoach-256-kh-ubnd.docx"
CONCLUSION_FILE = "thong-bao-412-tb-ubnd.docx"
STALE = 16
"""Working days after which nothing waits any more, as in a portal that is in use."""
EARLIEST_TODAY = datetime.date(2025, 10, 1)
"""Earlier, the plan would be older than the agencies that it names."""


def tell_current(
    agencies: Mapping[str, Agency], staff: Staff, calendar: WorkingCalendar, today: datetime.date
) -> list[Directive]:
    """Both documents, unless they have been read before."""
    by = staff.coordinator(agencies["bn-noivu"], today)
    told = [
        *_tell_plan(agencies, staff, calendar, today, by),
        *_tell_conclusion(calendar, today, by),
    ]
    tell_privacy(by, calendar, today)
    return told


def _tell_plan(
    agencies: Mapping[str, Agency],
    staff: Staff,
    calendar: WorkingCalendar,
    today: datetime.date,
    by: Actor,
) -> list[Directive]:
    if Directive.objects.filter(file_name=PLAN_FILE).exists():
        return []
    data = write_paper(plan_current(today, calendar))
    directive = upload_directive(data=data, file_name=PLAN_FILE, by=by)
    given_on = calendar.add_working_days(today, -PLAN_AGE + 1)
    give_out(directive, by=by, on=given_on, until=today)
    _Now(Mover(staff, agencies["bn-noivu"], calendar), given_on, today).work_on(directive)
    talk(directive, agencies, staff, calendar, today)
    return [directive]


def _tell_conclusion(calendar: WorkingCalendar, today: datetime.date, by: Actor) -> list[Directive]:
    if Directive.objects.filter(file_name=CONCLUSION_FILE).exists():
        return []
    data = write_paper(conclusion_in_review(today, calendar))
    return [upload_directive(data=data, file_name=CONCLUSION_FILE, by=by)]


class _Now:
    """Gives each occurrence a state in turn, so that every state exists on any day.

    The coordinating department itself is late, so that the first page of the first account has
    something to show.
    """

    def __init__(self, mover: Mover, given_on: datetime.date, today: datetime.date) -> None:
        self.mover, self.given_on, self.today = mover, given_on, today
        self.calendar = mover.calendar
        self.yesterday = self.calendar.add_working_days(today, -1)
        self.chance = Random(2026)  # noqa: S311 the same story every time
        self.turns = {"past": 0, "ahead": 0, "undated": 0}

    def work_on(self, directive: Directive) -> None:
        rows = Occurrence.objects.filter(task__directive=directive).select_related(
            "task__lead", "deadline"
        )
        for occurrence in rows.order_by("due_on", "id"):
            if self.mover.can_move(occurrence, self.given_on):
                self._work_on(occurrence)

    def _work_on(self, occurrence: Occurrence) -> None:
        if occurrence.due_on is None:
            self._undated(occurrence, self._turn("undated"))
        elif occurrence.due_on < self.calendar.add_working_days(self.today, -STALE):
            self._finish_in_time(occurrence, occurrence.act_by)
        elif (
            occurrence.due_on < self.today and occurrence.task.lead_id == self.mover.coordinating.pk
        ):
            self.mover.report(occurrence, self._day_in_time(occurrence.act_by))
        elif occurrence.due_on < self.today:
            self._past(occurrence, occurrence.act_by, self._turn("past"))
        elif self._is_cleared_elsewhere(occurrence):
            self._wait_for_clearance(occurrence)
        else:
            self._ahead(occurrence, self._turn("ahead"))

    def _turn(self, name: str) -> int:
        self.turns[name] += 1
        return self.turns[name] - 1

    def _past(self, occurrence: Occurrence, act_by: datetime.date, turn: int) -> None:
        """Of ten: five done on time, one late, one waits for acceptance, one was returned, two are
        overdue.
        """
        on_time = self._day_in_time(act_by)
        late_day = self.calendar.add_working_days(act_by, 1)
        match turn % 10:
            case 1 if late_day < self.yesterday:
                self.mover.finish(occurrence, late_day, late=True)
            case 3:
                self.mover.submit(occurrence, on_time)
            case 5:
                self.mover.submit(occurrence, on_time)
                self.mover.give_back(occurrence, self._next_day(on_time))
            case 7:
                self.mover.report(occurrence, on_time)
            case 9:
                pass
            case _:
                self._finish_in_time(occurrence, act_by)

    def _finish_in_time(self, occurrence: Occurrence, act_by: datetime.date) -> None:
        day = self._day_in_time(act_by)
        self.mover.submit(occurrence, day)
        self.mover.accept(occurrence, self._next_day(day))

    def _day_in_time(self, act_by: datetime.date) -> datetime.date:
        return max(
            self.calendar.add_working_days(act_by, -self.chance.randint(0, 3)), self.given_on
        )

    def _ahead(self, occurrence: Occurrence, turn: int) -> None:
        """Of six: two in progress, one waits for acceptance, one is done early, two are new."""
        day = self.calendar.add_working_days(self.today, -self.chance.randint(2, 8))
        match turn % 6:
            case 0 | 3:
                self.mover.report(occurrence, day)
            case 2 if not self._repeats(occurrence):
                self.mover.submit(occurrence, day)
            case 4 if not self._repeats(occurrence):
                self.mover.finish(occurrence, day)

    def _wait_for_clearance(self, occurrence: Occurrence) -> None:
        """Handed in yesterday; the coordinating department has cleared it, another agency has not
        looked at it yet.
        """
        self.mover.submit(occurrence, self.yesterday)
        self.mover.clear(occurrence, self.yesterday, only=self.mover.coordinating)

    def _undated(self, occurrence: Occurrence, turn: int) -> None:
        day = self.calendar.add_working_days(self.today, -self.chance.randint(2, 20))
        if turn % 3 == 0:
            self.mover.report(occurrence, day)
        elif turn % 3 == 1 and not self._continues(occurrence):
            self.mover.finish(occurrence, day)

    def _next_day(self, day: datetime.date) -> datetime.date:
        return min(self.calendar.add_working_days(day, 1), max(day, self.yesterday))

    def _is_cleared_elsewhere(self, occurrence: Occurrence) -> bool:
        clearing = occurrence.task.partners.filter(role=AgencyRole.CLEARING)
        return clearing.exclude(agency=self.mover.coordinating).exists()

    def _repeats(self, occurrence: Occurrence) -> bool:
        return self._is(occurrence, DeadlineKind.RECURRING)

    def _continues(self, occurrence: Occurrence) -> bool:
        return self._is(occurrence, DeadlineKind.CONTINUING) or self._is(
            occurrence, DeadlineKind.FROM
        )

    def _is(self, occurrence: Occurrence, kind: DeadlineKind) -> bool:
        return occurrence.deadline is not None and occurrence.deadline.kind == kind
