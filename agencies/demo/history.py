"""The plan of 2024, put through the reader, assigned at the time and worked on until the end of
that year.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from random import Random

from django.utils import timezone

from agencies.assignment.choices import FirstPeriod
from agencies.assignment.directives import assign_directive
from agencies.bodies.models import Agency
from agencies.bodies.resolution import RegisteredAddressee
from agencies.demo.movements import AgencyWork
from agencies.demo.papers import plan_2024, write_paper
from agencies.demo.people import Staff
from agencies.directives.choices import AgencyRole, ReviewVerdict
from agencies.directives.models import Directive
from agencies.people.permissions import Actor
from agencies.proposals.queries import review_items
from agencies.proposals.services import (
    NewAddressee,
    confirm_all_certain,
    confirm_proposal,
    drop_proposal,
    edit_proposal,
)
from agencies.proposals.upload import upload_directive
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import is_continuing
from vietnam.calendar import WorkingCalendar
from vietnam.deadlines import DeadlineKind, StatedDeadline

FILE_NAME = "ke-hoach-118-kh-ubnd-2024.docx"
ASSIGNED_ON = datetime.date(2024, 2, 22)
YEAR_END = datetime.date(2024, 12, 31)
PLAN_ENDED = "Kế hoạch năm 2024 đã kết thúc."
FIRST_DATE = datetime.date(2024, 3, 6)
LATE_SHARE = 0.12
RETURNED_SHARE = 0.08


def load_plan_2024(
    agencies: Mapping[str, Agency], staff: Staff, calendar: WorkingCalendar
) -> list[Directive]:
    # Nothing when it has been loaded before.
    if Directive.objects.filter(file_name=FILE_NAME).exists():
        return []
    by = staff.coordinator(agencies["bg-ldtbxh"], ASSIGNED_ON)
    directive = upload_directive(data=write_paper(plan_2024()), file_name=FILE_NAME, by=by)
    limit_to_year(directive, by)
    assign_proposals(directive, by=by, on=ASSIGNED_ON, until=YEAR_END)
    _PlanOf2024(agencies, AgencyWork(staff, agencies["bg-ldtbxh"], calendar)).work_off(directive)
    return [directive]


def assign_proposals(
    directive: Directive, *, by: Actor, on: datetime.date, until: datetime.date
) -> None:
    # What an officer does after reading: drop what names nobody, confirm the rest, assign; recurs
    # until `until`.
    for item in review_items(directive):
        if item.verdict != ReviewVerdict.LOOK:
            continue
        if item.leads and all(lead.is_resolved for lead in item.leads):
            confirm_proposal(proposal=item.proposal, by=by)
        else:
            drop_proposal(proposal=item.proposal, by=by)
    confirm_all_certain(directive=directive, by=by)
    at = timezone.make_aware(datetime.datetime.combine(on, datetime.time(8, 30)))
    assign_directive(
        directive=directive,
        by=by,
        first_period=FirstPeriod.RUNNING,
        assigned_at=at,
        today=until,
    )


def limit_to_year(directive: Directive, by: Actor) -> None:
    # An officer's edit: the plan is one of 2024, so its monthly duties end on its last day.
    for proposal in directive.proposals.prefetch_related("addressees__agency", "addressees__group"):
        if any(deadline.kind is DeadlineKind.RECURRING for deadline in proposal.deadlines):
            edit_proposal(
                proposal=proposal,
                version=proposal.version,
                text=proposal.text,
                scope=proposal.scope,
                addressees=[
                    NewAddressee(
                        AgencyRole(each.role),
                        each.written,
                        RegisteredAddressee(agency=each.agency, group=each.group),
                    )
                    for each in proposal.addressees.all()
                ],
                deadlines=[_limit_deadline(deadline) for deadline in proposal.deadlines],
                inherits_from=proposal.inherits_from,
                by=by,
            )


def _limit_deadline(deadline: StatedDeadline) -> StatedDeadline:
    if deadline.kind is not DeadlineKind.RECURRING:
        return deadline
    return replace(deadline, ends_on=YEAR_END)


class _PlanOf2024:
    def __init__(self, agencies: Mapping[str, Agency], work: AgencyWork) -> None:
        self.work = work
        self.calendar = work.calendar
        self.first_day = self.calendar.add_working_days(ASSIGNED_ON, 1)
        self.broadcaster = agencies["bg-dai"].pk
        self.newspaper = agencies["bg-bao"].pk
        self.chance = Random(2024)  # noqa: S311 the same story every time

    def work_off(self, directive: Directive) -> None:
        rows = Occurrence.objects.filter(task__directive=directive).order_by("due_on", "id")
        for occurrence in rows.select_related("task__lead", "deadline"):
            if not self.work.has_officer(occurrence, ASSIGNED_ON):
                continue
            if occurrence.due_on == FIRST_DATE:
                self._work_for_the_sixth_of_march(occurrence)
            elif is_continuing(occurrence):
                self.work.report(occurrence, self._some_day())
                self.work.withdraw(occurrence, YEAR_END, PLAN_ENDED)
            elif occurrence.due_on:
                self._work_for_a_date(occurrence, occurrence.act_by)
            else:
                self.work.finish(occurrence, self._some_day())

    def _work_for_the_sixth_of_march(self, occurrence: Occurrence) -> None:
        # The clip was returned once but on time, the special page two days late, the estimate a day
        # early.
        lead = occurrence.task.lead_id
        if lead == self.broadcaster:
            self._return_once(occurrence, FIRST_DATE)
        elif lead == self.newspaper:
            self.work.report(occurrence, self.calendar.add_working_days(FIRST_DATE, -2))
            self.work.finish(occurrence, self.calendar.add_working_days(FIRST_DATE, 2), late=True)
        else:
            self.work.finish(occurrence, self.calendar.add_working_days(FIRST_DATE, -1))

    def _work_for_a_date(self, occurrence: Occurrence, act_by: datetime.date) -> None:
        luck = self.chance.random()
        if luck < LATE_SHARE:
            late_day = self.calendar.add_working_days(act_by, self.chance.randint(1, 6))
            self.work.finish(occurrence, late_day, late=True)
        elif luck < LATE_SHARE + RETURNED_SHARE:
            self._return_once(occurrence, act_by)
        else:
            early = self.calendar.add_working_days(act_by, -self.chance.randint(0, 4))
            self.work.finish(occurrence, max(early, self.first_day))

    def _return_once(self, occurrence: Occurrence, act_by: datetime.date) -> None:
        first = max(self.calendar.add_working_days(act_by, -2), self.first_day)
        self.work.submit(occurrence, first)
        self.work.send_back(occurrence, first)
        self.work.finish(occurrence, max(act_by, first))

    def _some_day(self) -> datetime.date:
        # Without a date: done some time between April and the middle of December.
        april = datetime.date(2024, 4, 1)
        return self.calendar.add_working_days(april, self.chance.randint(0, 175))
