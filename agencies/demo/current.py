"""A plan of this year with dates around today, in every state that a board can show, and a
conclusion still in review.
"""

import datetime
from collections.abc import Mapping
from random import Random

from agencies.bodies.models import Agency
from agencies.demo.history import assign_proposals
from agencies.demo.movements import AgencyWork
from agencies.demo.papers import PLAN_AGE, conclusion_in_review, plan_current, write_paper
from agencies.demo.people import Staff
from agencies.demo.privacy import load_privacy_requests
from agencies.demo.talk import add_conversation
from agencies.directives.choices import AgencyRole
from agencies.directives.models import Directive
from agencies.people.permissions import Actor
from agencies.proposals.upload import upload_directive
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar
from vietnam.deadlines import DeadlineKind

PLAN_FILE = "ke-hoach-256-kh-ubnd.docx"
CONCLUSION_FILE = "thong-bao-412-tb-ubnd.docx"
# Working days after which nothing waits any more, as in a portal that is in use.
STALE = 16
CONTINUING_KINDS = (DeadlineKind.CONTINUING, DeadlineKind.FROM)
# Earlier, the plan would be older than the agencies that it names.
EARLIEST_TODAY = datetime.date(2025, 10, 1)


def load_current_documents(
    agencies: Mapping[str, Agency], staff: Staff, calendar: WorkingCalendar, today: datetime.date
) -> list[Directive]:
    # Both documents, unless they have been read before.
    by = staff.coordinator(agencies["bn-noivu"], today)
    documents = [
        *_load_plan(agencies, staff, calendar, today, by),
        *_load_conclusion(calendar, today, by),
    ]
    load_privacy_requests(by, calendar, today)
    return documents


def _load_plan(
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
    assign_proposals(directive, by=by, on=given_on, until=today)
    _CurrentPlan(AgencyWork(staff, agencies["bn-noivu"], calendar), given_on, today).work_on(
        directive
    )
    add_conversation(directive, agencies, staff, calendar, today)
    return [directive]


def _load_conclusion(calendar: WorkingCalendar, today: datetime.date, by: Actor) -> list[Directive]:
    if Directive.objects.filter(file_name=CONCLUSION_FILE).exists():
        return []
    data = write_paper(conclusion_in_review(today, calendar))
    return [upload_directive(data=data, file_name=CONCLUSION_FILE, by=by)]


class _CurrentPlan:
    """Gives each occurrence a state in turn, so that every state exists on any day.

    The coordinating department itself is late, so that the first page of the first account has
    something to show.
    """

    def __init__(self, work: AgencyWork, given_on: datetime.date, today: datetime.date) -> None:
        self.work = work
        self.given_on = given_on
        self.today = today
        self.calendar = work.calendar
        self.yesterday = self.calendar.add_working_days(today, -1)
        self.chance = Random(2026)  # noqa: S311 the same story every time
        self.turns = {"past": 0, "ahead": 0, "undated": 0}

    def work_on(self, directive: Directive) -> None:
        rows = Occurrence.objects.filter(task__directive=directive).order_by("due_on", "id")
        for occurrence in rows.select_related("task__lead", "deadline"):
            if self.work.has_officer(occurrence, self.given_on):
                self._work_on(occurrence)

    def _work_on(self, occurrence: Occurrence) -> None:
        if occurrence.due_on is None:
            self._play_undated(occurrence, self._next_turn("undated"))
        elif occurrence.due_on < self.calendar.add_working_days(self.today, -STALE):
            self._finish_in_time(occurrence, occurrence.act_by)
        elif occurrence.due_on < self.today:
            self._play_past(occurrence, occurrence.act_by)
        elif self._is_cleared_elsewhere(occurrence):
            self._wait_for_clearance(occurrence)
        else:
            self._play_ahead(occurrence, self._next_turn("ahead"))

    def _next_turn(self, name: str) -> int:
        self.turns[name] += 1
        return self.turns[name] - 1

    def _play_past(self, occurrence: Occurrence, act_by: datetime.date) -> None:
        if occurrence.task.lead_id == self.work.coordinating.pk:
            self.work.report(occurrence, self._day_in_time(act_by))
            return
        # Of ten: five done on time, one late, one waits for acceptance, one was returned, two are
        # overdue.
        turn = self._next_turn("past")
        on_time = self._day_in_time(act_by)
        late_day = self.calendar.add_working_days(act_by, 1)
        match turn % 10:
            case 1 if late_day < self.yesterday:
                self.work.finish(occurrence, late_day, late=True)
            case 3:
                self.work.submit(occurrence, on_time)
            case 5:
                self.work.submit(occurrence, on_time)
                self.work.send_back(occurrence, self._next_day(on_time))
            case 7:
                self.work.report(occurrence, on_time)
            case 9:
                pass
            case _:
                self._finish_in_time(occurrence, act_by)

    def _finish_in_time(self, occurrence: Occurrence, act_by: datetime.date) -> None:
        day = self._day_in_time(act_by)
        self.work.submit(occurrence, day)
        self.work.accept(occurrence, self._next_day(day))

    def _day_in_time(self, act_by: datetime.date) -> datetime.date:
        early = self.calendar.add_working_days(act_by, -self.chance.randint(0, 3))
        return max(early, self.given_on)

    def _play_ahead(self, occurrence: Occurrence, turn: int) -> None:
        # Of six: two in progress, one waits for acceptance, one is done early, two are new.
        day = self.calendar.add_working_days(self.today, -self.chance.randint(2, 8))
        match turn % 6:
            case 0 | 3:
                self.work.report(occurrence, day)
            case 2 if _kind_of(occurrence) != DeadlineKind.RECURRING:
                self.work.submit(occurrence, day)
            case 4 if _kind_of(occurrence) != DeadlineKind.RECURRING:
                self.work.finish(occurrence, day)

    def _wait_for_clearance(self, occurrence: Occurrence) -> None:
        # Handed in yesterday; the coordinating department has cleared it, another agency has not
        # looked at it yet.
        self.work.submit(occurrence, self.yesterday)
        self.work.clear(occurrence, self.yesterday, only=self.work.coordinating)

    def _play_undated(self, occurrence: Occurrence, turn: int) -> None:
        day = self.calendar.add_working_days(self.today, -self.chance.randint(2, 20))
        if turn % 3 == 0:
            self.work.report(occurrence, day)
        elif turn % 3 == 1 and _kind_of(occurrence) not in CONTINUING_KINDS:
            self.work.finish(occurrence, day)

    def _next_day(self, day: datetime.date) -> datetime.date:
        return min(self.calendar.add_working_days(day, 1), max(day, self.yesterday))

    def _is_cleared_elsewhere(self, occurrence: Occurrence) -> bool:
        clearing = occurrence.task.partners.filter(role=AgencyRole.CLEARING)
        return clearing.exclude(agency=self.work.coordinating).exists()


def _kind_of(occurrence: Occurrence) -> str | None:
    return occurrence.deadline.kind if occurrence.deadline else None
