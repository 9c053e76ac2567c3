"""Deadlines that wait for the day of an event: who enters it, whom it concerns, what follows from
it.
"""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.calendar.queries import current_policy, working_calendar
from agencies.database.locking import StaleOccurrenceError
from agencies.deadlines.explanations import why_this_date
from agencies.deeds.triggers import set_trigger
from agencies.directives.models import Proposal
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.notices.choices import NoticeEvent
from agencies.people.choices import Channel
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.deadline_words import deadline_meaning
from agencies.working_calendar.services import set_calendar_day
from tests.agencies.kind_data import make_waiting, only_deadline, only_occurrence
from tests.factories import make_actor, make_directive, sign_in
from vietnam.deadlines import DeadlineKind

pytestmark = pytest.mark.django_db

TODAY = date(2024, 3, 20)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2024-03-20T02:00:00Z", tick=False):
        yield


def enter(task, day: date, by, **fields) -> int:
    seen = only_occurrence(task)
    return set_trigger(
        occurrence=seen, triggered_on=day, by=by, **{"version": seen.version} | fields
    )


def refusal(task, day: date, by) -> str:
    with translation.override("en"), pytest.raises(RuleError) as error:
        enter(task, day, by)
    return str(error.value.message)


def coordinator():
    return make_actor(role=SeatRole.COORDINATOR)


def of_one_clause(count: int, **fields):
    directive = make_directive()
    proposal = Proposal.objects.create(
        directive=directive, text="Báo cáo.", start=0, end=5, scope="assigned", confidence=1
    )
    return [make_waiting(directive=directive, proposal=proposal, **fields) for _n in range(count)]


def test_the_lead_agency_enters_the_day_and_the_task_gets_its_date():
    by = make_actor()
    task = make_waiting(lead=by.seat.agency)
    assert enter(task, date(2024, 3, 15), by) == 1
    row, deadline = only_occurrence(task), only_deadline(task)
    assert (deadline.triggered_on, deadline.due_on) == (date(2024, 3, 15), date(2024, 3, 22))
    assert (row.stated_on, row.due_on, row.first_due_on, row.act_by) == (date(2024, 3, 22),) * 4
    entry = AuditEntry.objects.get(action="trigger-set")
    assert entry.before == {"triggered_on": None, "due_on": None}
    assert entry.after == {"triggered_on": "2024-03-15", "due_on": "2024-03-22"}


def test_the_agency_is_told_of_the_date_that_a_coordinator_enters_not_of_its_own():
    officer = make_actor()
    own, given = make_waiting(lead=officer.seat.agency), make_waiting(lead=officer.seat.agency)
    enter(own, date(2024, 3, 15), officer)
    enter(given, date(2024, 3, 15), coordinator())
    [notice] = OutboxMessage.objects.filter(person=officer.person, channel=Channel.PORTAL)
    assert (notice.occurrence.task, notice.context["event"]) == (given, NoticeEvent.DATED)
    assert notice.context["day"] == "2024-03-22"


def test_a_correction_keeps_the_first_date_and_is_explained():
    by = make_actor()
    task = make_waiting(lead=by.seat.agency)
    enter(task, date(2024, 3, 15), by)
    enter(task, date(2024, 3, 18), by)
    row = only_occurrence(task)
    assert (row.first_due_on, row.due_on, row.version) == (date(2024, 3, 22), date(2024, 3, 25), 2)
    with translation.override("en"):
        reasons = why_this_date(row, current_policy().rules, working_calendar(), today=TODAY)
        assert reasons[1].words == (
            "counted from an event (ngày nhận được văn bản): 5 working days after 18/3/2024 → "
            "25/3/2024."
        )


def test_a_coordinators_day_is_for_all_of_the_clause_when_asked_and_for_one_otherwise():
    by, (first, second, third) = coordinator(), of_one_clause(3)
    stranger = make_waiting(directive=first.directive)
    assert enter(first, date(2024, 3, 15), by) == 1
    assert only_occurrence(second).due_on is None
    assert enter(second, date(2024, 3, 18), by, for_all=True) == 3
    assert [only_occurrence(t).due_on for t in (first, second, third)] == [date(2024, 3, 25)] * 3
    assert only_occurrence(stranger).due_on is None


def test_an_agencys_day_is_only_for_its_own_task():
    by = make_actor()
    first, second = of_one_clause(2)
    first.lead = by.seat.agency
    first.save()
    assert enter(first, date(2024, 3, 15), by, for_all=True) == 1
    assert only_occurrence(second).due_on is None


def test_a_task_that_takes_its_deadline_from_the_clause_counts_from_the_same_event():
    by, (task,) = coordinator(), of_one_clause(1, section="II.1")
    pointing = make_waiting(directive=task.directive, section="V.2")
    pointing.deadlines.update(inherited_from="II.1")
    assert enter(task, date(2024, 3, 15), by, for_all=True) == 2
    assert only_occurrence(pointing).due_on == date(2024, 3, 22)


def test_what_is_done_keeps_its_dates():
    by, (first, second) = coordinator(), of_one_clause(2)
    second.occurrences.update(status=OccurrenceStatus.WITHDRAWN)
    assert enter(first, date(2024, 3, 15), by, for_all=True) == 1
    assert only_occurrence(second).due_on is None


def test_an_agency_neither_overrules_the_coordinator_nor_moves_a_deadline_that_passed():
    by = make_actor()
    task = make_waiting(lead=by.seat.agency)
    enter(task, date(2024, 3, 15), coordinator())
    assert (
        refusal(task, date(2024, 3, 18), by)
        == "The coordinator entered this day. Ask the coordinator to correct it."
    )
    late = make_waiting(lead=by.seat.agency)
    enter(late, date(2024, 3, 1), by)
    assert (
        refusal(late, date(2024, 3, 18), by)
        == "The deadline has passed. Ask the coordinator to correct the day."
    )
    assert enter(late, date(2024, 3, 18), coordinator()) == 1


def test_a_helper_and_another_agency_may_not_enter_the_day():
    lead, helper = make_actor(), make_actor()
    task = make_waiting(lead=lead.seat.agency, coordinating=(helper.seat.agency,))
    assert (
        refusal(task, TODAY, helper)
        == "Only the lead agency and whoever assigns tasks can enter this day."
    )


def test_a_day_to_come_is_refused_but_for_a_time_before_an_event():
    by = make_actor()
    task = make_waiting(lead=by.seat.agency)
    refused = "This day has not come yet. Enter it once the event has happened."
    assert refusal(task, date(2024, 3, 21), by) == refused
    before = {"count": -3, "unit": "day", "working": True, "trigger": "ngày khai mạc hội nghị"}
    ahead = make_waiting(lead=by.seat.agency, relative=before)
    enter(ahead, date(2024, 3, 29), by)
    assert only_occurrence(ahead).due_on == date(2024, 3, 26)


def test_a_day_that_could_not_be_read_is_fixed_by_the_coordinator_alone():
    by = make_actor()
    task = make_waiting(lead=by.seat.agency, relative=None)
    assert (
        refusal(task, date(2024, 4, 15), by)
        == "Only the lead agency and whoever assigns tasks can enter this day."
    )
    enter(task, date(2024, 4, 15), coordinator())
    assert only_occurrence(task).due_on == date(2024, 4, 15)


def test_an_event_without_a_count_gives_no_date_but_is_known():
    by = make_actor()
    after = {"count": None, "unit": "day", "working": False, "trigger": "có hướng dẫn"}
    task = make_waiting(lead=by.seat.agency, relative=after)
    enter(task, date(2024, 3, 18), by)
    row = only_occurrence(task)
    assert (row.due_on, only_deadline(task).triggered_on) == (None, date(2024, 3, 18))
    with translation.override("vi"):
        words = deadline_meaning(row, today=TODAY, calendar=working_calendar())
        assert words == "tính từ 18/3/2024, văn bản không nêu số ngày"


def test_an_extended_date_stays_when_the_day_is_corrected():
    by = make_actor()
    task = make_waiting(lead=by.seat.agency)
    enter(task, date(2024, 3, 15), by)
    granted = date(2024, 4, 5)
    task.occurrences.update(extended_to=granted, due_on=granted, act_by=granted)
    enter(task, date(2024, 3, 18), by)
    row = only_occurrence(task)
    assert (row.stated_on, row.due_on, row.first_due_on) == (
        date(2024, 3, 25),
        granted,
        date(2024, 3, 22),
    )


def test_a_stale_page_changes_nothing():
    by = make_actor()
    task = make_waiting(lead=by.seat.agency)
    enter(task, date(2024, 3, 15), by)
    with pytest.raises(StaleOccurrenceError):
        enter(task, date(2024, 3, 18), by, version=0)
    assert only_deadline(task).triggered_on == date(2024, 3, 15)


def test_a_holiday_added_later_moves_a_time_in_working_days():
    by = make_actor()
    task = make_waiting(lead=by.seat.agency)
    enter(task, date(2024, 3, 15), by)
    moved = set_calendar_day(
        day=date(2024, 3, 21), is_working=False, note="Nghỉ hoán đổi", by=coordinator()
    )
    row = only_occurrence(task)
    assert (moved, row.stated_on, row.due_on) == (1, date(2024, 3, 25), date(2024, 3, 25))


def test_the_day_is_entered_on_the_page(client):
    by, (task, _other) = coordinator(), of_one_clause(2)
    row = only_occurrence(task)
    page = sign_in(client, by).get(row.get_absolute_url())
    assert (page.context["waiting"].event, page.context["waiting"].sharing) == (
        "ngày nhận được văn bản",
        2,
    )
    post = {"triggered_on": "15/3/2024", "for_all": "on", "version": row.version}
    client.post(f"/nhiem-vu/ky/{row.pk}/su-kien/", post)
    assert only_occurrence(task).due_on == date(2024, 3, 22)
    again = client.post(f"/nhiem-vu/ky/{row.pk}/su-kien/", post | {"triggered_on": "15/13/2024"})
    assert (again.status_code, list(again.context["forms"]["trigger"].errors)) == (
        422,
        ["triggered_on"],
    )


def test_a_strangers_deadline_is_not_there(client):
    row = only_occurrence(make_waiting())
    page = sign_in(client, make_actor()).post(f"/nhiem-vu/ky/{row.pk}/su-kien/", {"version": 0})
    assert page.status_code == 404


def test_other_kinds_wait_for_no_event():
    by = make_actor()
    task = make_waiting(lead=by.seat.agency)
    task.deadlines.update(kind=DeadlineKind.CONTINUING)
    assert (
        refusal(task, TODAY, by) == "Only the lead agency and whoever assigns tasks can enter "
        "this day."
    )
