"""An agency that was merged or abolished hands over what is open; what it finished stays its
own.
"""

import threading
from datetime import date

import pytest
from django.utils import translation

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.celery_tasks import hand_over
from agencies.database.locking import StaleOccurrenceError
from agencies.deadlines.occurrences import make_occurrences_ahead
from agencies.directives.choices import AgencyRole
from agencies.errors import RuleError
from agencies.handover import services as service
from agencies.handover.queries import heir_of, legacies
from agencies.handover.services import hand_over_ended_agencies, hand_over_tasks
from agencies.mail.models import OutboxMessage
from agencies.notices.choices import NoticeEvent
from agencies.people.choices import Channel
from agencies.progress.services import accept_result, report_progress, submit_result
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.task_pages.history import history_of
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Task, TaskAgency
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import (
    make_actor,
    make_agency,
    make_deadline,
    make_occurrence,
    make_seat,
    make_task,
    noon,
    sign_in,
)
from tests.together import at_once
from vietnam.deadlines import DeadlineKind

pytestmark = pytest.mark.django_db

LAST, AFTER = date(2025, 6, 30), date(2025, 7, 1)
MONTHLY = {"freq": "monthly", "day": None, "month": None, "min_count": None}
PAGE = "/co-quan/ban-giao/"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def merged(name: str = "Sở LĐ-TB&XH", heir: Agency | None = None) -> tuple[Agency, Agency]:
    """A department that ended on 30/6/2025, and the one that takes its place."""
    heir = heir or make_agency("Sở Nội vụ", valid_from=AFTER)
    return make_agency(name, valid_to=LAST, successor=heir), heir


def monthly(lead: Agency, **fields) -> Task:
    """A duty for each month of 2025, laid out until August; of May the result is done, June and on
    are open.
    """
    task = make_task(lead=lead, due_on=date(2025, 5, 31), status=OccurrenceStatus.DONE)
    term = {
        "kind": DeadlineKind.RECURRING,
        "recurrence": MONTHLY,
        "phrase": "hằng tháng",
        "starts_on": date(2025, 5, 1),
    }
    deadline = make_deadline(task, **term | fields)
    task.occurrences.update(
        deadline=deadline, period_start=date(2025, 5, 1), period_end=date(2025, 5, 31)
    )
    for month, last in ((6, 30), (7, 31), (8, 31)):
        first, end = date(2025, month, 1), date(2025, month, last)
        make_occurrence(task, due_on=end, deadline=deadline, period_start=first, period_end=end)
    return task


def periods(task: Task) -> list[str]:
    return [
        f"{row.period_start:%m} {row.status}" for row in task.occurrences.order_by("period_start")
    ]


def test_a_task_with_nothing_finished_changes_its_lead_in_place():
    old, new = merged()
    task = make_task(lead=old, due_on=date(2025, 7, 15), handled_by=make_seat(agency=old))
    assert hand_over_tasks(agency=old, on=AFTER) == 1
    task.refresh_from_db()
    assert (task.lead, task.handled_by, task.continues, Task.objects.count()) == (
        new,
        None,
        None,
        1,
    )
    assert task.occurrences.get().version == 1


def test_a_task_with_something_finished_goes_on_as_a_new_one():
    old, new = merged()
    helper, clearing = make_agency(), make_agency()
    task = monthly(old)
    for agency, role in ((helper, AgencyRole.COORDINATING), (clearing, AgencyRole.CLEARING)):
        TaskAgency.objects.create(task=task, agency=agency, role=role)
    hand_over_tasks(agency=old, on=AFTER)
    taken = Task.objects.get(continues=task)
    assert (periods(task), periods(taken)) == (
        ["05 done"],
        ["06 assigned", "07 assigned", "08 assigned"],
    )
    assert (task.lead, taken.lead) == (old, new)
    copied = (
        "title",
        "text",
        "directive",
        "section",
        "assigned_at",
        "assigned_by",
        "clause",
        "proposal",
        "group",
    )
    assert [getattr(taken, name) for name in copied] == [getattr(task, name) for name in copied]
    assert set(taken.partners.values_list("agency", "role")) == set(
        task.partners.values_list("agency", "role")
    )
    assert {row.deadline.task for row in taken.occurrences.all()} == {taken}


def test_later_periods_are_laid_out_for_the_successor_alone():
    old, _new = merged()
    task = monthly(old)
    hand_over_tasks(agency=old, on=AFTER)
    make_occurrences_ahead(date(2025, 8, 20))
    taken = Task.objects.get(continues=task)
    assert periods(task) == ["05 done"]
    assert periods(taken) == [f"{month:02d} assigned" for month in (6, 7, 8, 9)]


def test_control_with_the_deadline_as_it_was_the_finished_month_is_owed_again(monkeypatch):
    def copied_whole(deadline, taken):
        return make_deadline(
            taken,
            kind=deadline.kind,
            recurrence=deadline.recurrence,
            phrase=deadline.phrase,
            starts_on=deadline.starts_on,
        )

    monkeypatch.setattr(service, "_copied", copied_whole)
    old, _new = merged()
    task = monthly(old)
    hand_over_tasks(agency=old, on=AFTER)
    make_occurrences_ahead(date(2025, 8, 20))
    assert periods(Task.objects.get(continues=task))[0] == "05 assigned"


def test_a_duty_that_was_laid_out_to_its_end_gets_no_more_periods():
    old, _new = merged()
    task = monthly(old, ends_on=date(2025, 8, 31))
    Occurrence.objects.filter(task=task, period_start=date(2025, 8, 1)).update(
        status=OccurrenceStatus.DONE,
        submitted_at=noon(LAST),
        done_at=noon(LAST),
        done_by=task.assigned_by,
    )
    hand_over_tasks(agency=old, on=AFTER)
    make_occurrences_ahead(date(2025, 8, 20))
    assert periods(Task.objects.get(continues=task)) == ["06 assigned", "07 assigned"]


def test_the_story_goes_with_the_occurrence_and_tells_of_the_handover():
    old, new = merged()
    officer = make_actor(agency=old)
    task = monthly(old)
    june = task.occurrences.get(period_start=date(2025, 6, 1))
    report_progress(
        occurrence=june, text="Đang tổng hợp.", by=officer, version=0, at=noon(date(2025, 6, 20))
    )
    hand_over_tasks(agency=old, on=AFTER)
    june.refresh_from_db()
    story = [(str(entry.what), entry.text) for entry in history_of(june)]
    reason = "Sở LĐ-TB&XH ended on 30/6/2025; Sở Nội vụ is its successor."
    assert ("Progress report", "Đang tổng hợp.") in story
    assert ("Task handed over to the successor", reason) in story
    entry = AuditEntry.objects.filter(action="task-handed-over", target_id=june.task_id).get()
    assert (entry.before, entry.after, entry.person) == (
        {"lead": old.name},
        {"lead": new.name, "reason": reason},
        None,
    )


def test_the_successor_s_seats_are_told():
    old, new = merged()
    officer = make_actor(agency=new)
    make_task(lead=old)
    hand_over_tasks(agency=old, on=AFTER)
    told = OutboxMessage.objects.filter(context__event=NoticeEvent.HANDED_OVER).values_list(
        "recipient", flat=True
    )
    assert set(told) == {officer.person.email}


def test_many_tasks_handed_over_are_told_in_one_notice_that_opens_the_most_urgent():
    old, new = merged()
    officer = make_actor(agency=new)
    for day in (20, 5, 12):
        make_task(lead=old, due_on=date(2025, 8, day), title=f"Việc hạn {day}")
    hand_over_tasks(agency=old, on=AFTER)
    [notice] = OutboxMessage.objects.filter(person=officer.person, channel=Channel.PORTAL)
    assert notice.occurrence.task.title == "Việc hạn 5"
    assert notice.context["words"].endswith("2 more tasks were handed over too.")


def test_the_successor_reads_what_its_predecessor_finished_and_a_stranger_does_not(client):
    old, new = merged()
    task = make_task(lead=old, due_on=date(2025, 3, 5), status=OccurrenceStatus.DONE)
    seen = {}
    for name, agency in (("heir", new), ("stranger", make_agency("Sở Tài chính"))):
        sign_in(client, make_actor(agency=agency))
        seen[name] = client.get(f"/nhiem-vu/{task.pk}/").status_code
    assert seen == {"heir": 200, "stranger": 404}


def test_a_chain_of_reforms_leads_to_the_agency_in_being():
    last = make_agency("Sở Nội vụ thành phố", valid_from=date(2026, 9, 20))
    middle = make_agency(
        "Sở Nội vụ tỉnh", valid_from=AFTER, valid_to=date(2026, 9, 19), successor=last
    )
    old, _heir = merged(heir=middle)
    assert [heir_of(old, on) for on in (AFTER, date(2026, 9, 19), date(2026, 9, 20))] == [
        middle,
        middle,
        last,
    ]


def test_a_circle_or_an_end_of_the_line_has_no_heir():
    old, heir = merged()
    Agency.objects.filter(pk=heir.pk).update(valid_to=LAST, valid_from=None, successor=old)
    old.refresh_from_db()
    assert heir_of(old, AFTER) is None
    assert heir_of(make_agency(valid_to=LAST), AFTER) is None


def test_what_is_done_or_withdrawn_stays():
    old, _new = merged()
    for status in (OccurrenceStatus.DONE, OccurrenceStatus.WITHDRAWN):
        make_task(lead=old, status=status)
    assert hand_over_tasks(agency=old, on=AFTER) == 0
    assert set(Task.objects.values_list("lead", flat=True)) == {old.pk}


def test_an_agency_that_still_exists_or_has_no_successor_hands_nothing_over():
    old, _new = merged()
    with pytest.raises(RuleError, match="still exists"):
        hand_over_tasks(agency=old, on=LAST)
    with pytest.raises(RuleError, match="has no successor yet"):
        hand_over_tasks(agency=make_agency(valid_to=LAST), on=AFTER)


def test_only_who_may_hand_over_does():
    old, _new = merged()
    with pytest.raises(RuleError, match="Only a coordinator hands over the tasks of an agency"):
        hand_over_tasks(agency=old, by=make_actor(role=SeatRole.LEADER), on=AFTER)


def test_handing_over_twice_does_it_once():
    old, _new = merged()
    monthly(old)
    assert [hand_over_tasks(agency=old, on=AFTER) for _time in range(2)] == [1, 0]
    assert Task.objects.count() == 2


def test_parts_in_the_tasks_of_others_go_over_unless_the_successor_has_them():
    old, new = merged()
    plain = make_task(coordinating=(old,))
    own = make_task(lead=new, coordinating=(old,))
    double = make_task(clearing=(old, new))
    done = make_task(clearing=(old,), status=OccurrenceStatus.DONE)
    hand_over_tasks(agency=old, on=AFTER)
    left = {
        task.pk: set(task.partners.values_list("agency", flat=True))
        for task in (plain, own, double, done)
    }
    assert left == {plain.pk: {new.pk}, own.pk: set(), double.pk: {new.pk}, done.pk: {old.pk}}
    assert AuditEntry.objects.filter(action="role-handed-over").count() == 3


def test_a_successor_that_helped_leads_now_and_helps_no_more():
    old, new = merged()
    task = make_task(lead=old, coordinating=(new,))
    hand_over_tasks(agency=old, on=AFTER)
    task.refresh_from_db()
    assert (task.lead, task.partners.count()) == (new, 0)


def test_a_clearance_that_waits_waits_for_the_successor():
    old, new = merged()
    lead, clerk = make_actor(), make_actor(agency=new)
    occurrence = make_task(lead=lead.seat.agency, clearing=(old,)).occurrences.get()
    submit_result(occurrence=occurrence, text="Xong.", by=lead, version=0, at=noon(LAST))
    hand_over_tasks(agency=old, on=AFTER)
    clearance = Clearance.objects.get()
    assert (clearance.agency, clearance.status, clearance.due_on) == (
        new,
        ClearanceStatus.ASKED,
        date(2025, 7, 2),
    )
    assert OutboxMessage.objects.filter(recipient=clerk.person.email).exists()


def test_a_clearance_lapses_where_the_successor_leads_or_is_asked_itself():
    old, new = merged()
    lead = make_actor(agency=new)
    occurrence = make_task(lead=new, clearing=(old,)).occurrences.get()
    submit_result(occurrence=occurrence, text="Xong.", by=lead, version=0)
    other = make_actor()
    both = make_task(lead=other.seat.agency, clearing=(old, new)).occurrences.get()
    submit_result(occurrence=both, text="Xong.", by=other, version=0)
    hand_over_tasks(agency=old, on=AFTER)
    assert list(occurrence.clearances.values_list("status", flat=True)) == [ClearanceStatus.LAPSED]
    assert set(both.clearances.values_list("agency", "status")) == {
        (old.pk, ClearanceStatus.LAPSED),
        (new.pk, ClearanceStatus.ASKED),
    }
    decider = make_actor(role=SeatRole.COORDINATOR)
    accept_result(
        occurrence=occurrence, by=decider, version=Occurrence.objects.get(pk=occurrence.pk).version
    )


def test_who_saw_the_task_before_is_told_that_it_changed():
    old, _new = merged()
    officer = make_actor(agency=old)
    occurrence = make_task(lead=old).occurrences.get()
    hand_over_tasks(agency=old, on=AFTER)
    with pytest.raises(StaleOccurrenceError):
        report_progress(occurrence=occurrence, text="Xong.", by=officer, version=0)


def test_the_portal_does_it_by_itself_for_every_ended_agency_that_has_an_heir():
    old, new = merged()
    lonely = make_agency("Ban Quản lý cũ", valid_to=LAST)
    for lead in (old, lonely):
        make_task(lead=lead)
    hand_over()
    assert sorted(Task.objects.values_list("lead__name", flat=True)) == [
        "Ban Quản lý cũ",
        "Sở Nội vụ",
    ]
    assert hand_over_ended_agencies() == 0
    assert new.valid_to is None


def hand_over_both_at_once(old: Agency) -> list[int]:
    return sorted(at_once(*[lambda: hand_over_tasks(agency=old, on=AFTER)] * 2))


@pytest.mark.django_db(transaction=True)
def test_two_at_once_hand_over_once():
    old, _new = merged()
    monthly(old)
    assert (hand_over_both_at_once(old), Task.objects.count()) == ([0, 1], 2)


@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_the_task_is_continued_twice(monkeypatch):
    old, _new = merged()
    monthly(old)
    both_have_read, real = threading.Barrier(2), service._hand_over

    def after_both_have_read(*args, **kwargs) -> None:
        both_have_read.wait(20)
        real(*args, **kwargs)

    monkeypatch.setattr(service, "lock_laying_out", lambda: None)
    monkeypatch.setattr(service, "_lock", lambda _agency: None)
    monkeypatch.setattr(service, "_hand_over", after_both_have_read)
    assert (
        hand_over_both_at_once(old),
        AuditEntry.objects.filter(action="task-handed-over").count() > 2,
    ) == (
        [1, 1],
        True,
    )


# The page -----------------------------------------------------------------------------------------
def test_the_page_lists_what_ended_agencies_leave(client):
    old, new = merged()
    lonely = make_agency("Ban Quản lý cũ", valid_to=LAST)
    for lead in (old, old, lonely):
        make_task(lead=lead)
    make_task(clearing=(old,))
    assert [(row.agency, row.heir, row.tasks, row.roles) for row in legacies(AFTER)] == [
        (lonely, None, 1, 0),
        (old, new, 2, 1),
    ]
    page = sign_in(client, make_actor(role=SeatRole.COORDINATOR)).get(PAGE).content.decode()
    assert ("Hand over 2 tasks to Sở Nội vụ" in page, "No existing successor" in page) == (
        True,
        True,
    )


def test_a_coordinator_hands_over_from_the_page(client):
    old, new = merged()
    task, coordinator = make_task(lead=old), make_actor(role=SeatRole.COORDINATOR)
    answer = sign_in(client, coordinator).post(f"/co-quan/{old.pk}/ban-giao/")
    task.refresh_from_db()
    assert (answer.url, task.lead) == (PAGE, new)
    assert "1 task is handed over to Sở Nội vụ." in client.get(PAGE).content.decode()
    assert AuditEntry.objects.get(action="task-handed-over").person == coordinator.person


def test_a_refused_handover_says_why(client):
    lonely = make_agency("Ban Quản lý cũ", valid_to=LAST)
    sign_in(client, make_actor(role=SeatRole.COORDINATOR)).post(f"/co-quan/{lonely.pk}/ban-giao/")
    assert "Ban Quản lý cũ has no successor yet." in client.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_long(client, django_assert_num_queries, count):
    heir = make_agency("Sở Nội vụ")
    for _number in range(count):
        make_task(lead=make_agency(valid_to=LAST, successor=heir))
    sign_in(client, make_actor(role=SeatRole.COORDINATOR)).get(PAGE)
    with django_assert_num_queries(5):
        client.get(PAGE)


def test_the_task_s_page_says_what_it_continues_and_where_it_goes_on(client):
    old, _new = merged()
    task = monthly(old)
    hand_over_tasks(agency=old, on=AFTER)
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    taken = Task.objects.get(continues=task)
    assert (
        "the task of Sở LĐ-TB&amp;XH, which ended on 30/6/2025"
        in client.get(taken.get_absolute_url()).content.decode()
    )
    assert (
        "What was finished before stays here."
        in client.get(task.get_absolute_url()).content.decode()
    )
