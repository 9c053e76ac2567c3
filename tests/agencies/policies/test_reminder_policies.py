"""Policies of a plan or a kind of documents, channels, quiet hours, snoozes, leaders, clearing
agencies.
"""

import datetime
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.directives.choices import DirectiveKind
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.people.choices import Channel, MailMode
from agencies.policies.models import ReminderPolicy
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance, Snooze
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import make_actor, make_agency, make_directive, make_seat, make_task, noon

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY, WEDNESDAY = date(2024, 3, 1), date(2024, 3, 4), date(2024, 3, 6)


def at(day: date, hour: int = 8, minute: int = 0) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


def on(day: date, hour: int = 8, minute: int = 0):
    return time_machine.travel(at(day, hour, minute), tick=False)


def owed(due_on: date | None = WEDNESDAY, **fields):
    actor = make_actor()
    return make_task(lead=actor.seat.agency, due_on=due_on, **fields), actor


def stages() -> list[tuple[str, int]]:
    return sorted(Reminder.objects.values_list("stage", "occurrence__task"))


# Whose policy -------------------------------------------------------------------------------------
def test_a_plans_own_policy_comes_before_that_of_its_kind_and_the_general_one():
    urgent, own = (
        make_directive(kind=DirectiveKind.URGENT_DISPATCH),
        make_directive(kind=DirectiveKind.URGENT_DISPATCH),
    )
    ReminderPolicy.objects.create(name="Chung", lead_days=[3])
    ReminderPolicy.objects.create(
        name="Công điện", directive_kind=DirectiveKind.URGENT_DISPATCH, lead_days=[2]
    )
    ReminderPolicy.objects.create(name="Riêng", directive=own, lead_days=[1])
    tasks = [owed(directive=directive)[0] for directive in (make_directive(), urgent, own)]
    events = [owed(source_label="Hội nghị")[0]]
    told = []
    for day in (FRIDAY, MONDAY, date(2024, 3, 5)):
        before = set(stages())
        decide_reminders(day)
        told.append(sorted(set(stages()) - before))
    assert told == [
        sorted([("lead-3", tasks[0].pk), ("lead-3", events[0].pk)]),
        [("lead-2", tasks[1].pk)],
        [("lead-1", tasks[2].pk)],
    ]


def test_a_policy_is_of_one_document_or_of_one_kind():
    with pytest.raises(Exception, match="reminder_policy_has_one_scope"):
        ReminderPolicy.objects.create(
            name="x", directive=make_directive(), directive_kind=DirectiveKind.PLAN, lead_days=[1]
        )


# Channels and quiet hours -------------------------------------------------------------------------
def test_each_channel_of_the_policy_gets_its_message():
    ReminderPolicy.objects.create(
        name="Chung", lead_days=[3], channels=[Channel.MAIL, Channel.PORTAL]
    )
    owed()
    assert decide_reminders(FRIDAY).messages == 1
    rows = OutboxMessage.objects.order_by("channel").values_list("channel", "status", "read_at")
    assert list(rows) == [
        (Channel.MAIL, MessageStatus.QUEUED, None),
        (Channel.PORTAL, MessageStatus.SENT, None),
    ]
    assert deliver_messages().sent == 1


def test_quiet_hours_over_midnight_end_on_the_right_morning():
    policy = ReminderPolicy(quiet_from=datetime.time(21), quiet_to=datetime.time(6, 30))
    moments = [
        at(FRIDAY, 20, 59),
        at(FRIDAY, 21),
        at(FRIDAY, 23, 59),
        at(FRIDAY, 0),
        at(FRIDAY, 6, 30),
    ]
    saturday = date(2024, 3, 2)
    assert [policy.after_quiet(moment) for moment in moments] == [
        moments[0],
        at(saturday, 6, 30),
        at(saturday, 6, 30),
        at(FRIDAY, 6, 30),
        moments[4],
    ]


@on(FRIDAY, 6, 5)
def test_what_is_decided_in_quiet_hours_waits_for_their_end():
    quiet = {"quiet_from": datetime.time(20), "quiet_to": datetime.time(7)}
    ReminderPolicy.objects.create(name="Chung", lead_days=[3], **quiet)
    owed()
    decide_reminders()
    assert OutboxMessage.objects.get().next_attempt_at == at(FRIDAY, 7)
    assert deliver_messages().handled == 0


# Snoozes ------------------------------------------------------------------------------------------
def test_a_snoozed_seat_is_left_alone_until_the_day_and_then_told_once():
    task, actor = owed()
    occurrence = task.occurrences.get()
    Snooze.objects.create(
        occurrence=occurrence,
        seat=actor.seat,
        person=actor.person,
        at=at(FRIDAY, 6),
        until=date(2024, 3, 5),
    )
    other = make_actor(agency=task.lead)
    with on(FRIDAY):
        decide_reminders()
    assert list(Reminder.objects.values_list("seat", "stage")) == [(other.seat.pk, "lead-3")]
    with on(date(2024, 3, 5)):
        decide_reminders()
        decide_reminders()
    woken = (
        Reminder.objects.filter(seat=actor.seat).order_by("stage").values_list("stage", flat=True)
    )
    assert list(woken) == ["lead-1", "wake-240305"]
    assert OutboxMessage.objects.filter(person=actor.person).count() == 1
    assert Snooze.objects.get().ended_at == at(date(2024, 3, 5))


# A task given to one seat -------------------------------------------------------------------------
def test_a_task_given_to_a_seat_reminds_that_seat_alone():
    task, actor = owed()
    quiet = make_actor(agency=task.lead)
    quiet.seat.gets_reminders = False
    quiet.seat.save()
    task.handled_by = quiet.seat
    task.save()
    decide_reminders(FRIDAY)
    assert list(Reminder.objects.values_list("seat", flat=True)) == [quiet.seat.pk]
    vacant = make_seat(agency=task.lead)
    task.handled_by = vacant
    task.save()
    decide_reminders(date(2024, 3, 5))
    assert list(Reminder.objects.filter(stage="lead-1").values_list("seat", flat=True)) == [
        actor.seat.pk
    ]


# Leaders ------------------------------------------------------------------------------------------
def led(**fields):
    committee = make_agency("UBND tỉnh")
    leader = make_actor(role=SeatRole.LEADER, agency=committee)
    leader.seat.gets_reminders = False
    leader.seat.save()
    officer = make_actor(agency=make_agency("Sở Tài chính", parent=committee))
    task = make_task(
        lead=officer.seat.agency, due_on=WEDNESDAY, title="Thẩm định dự toán", **fields
    )
    return task, leader, officer


@pytest.mark.parametrize(
    ("day", "told"), [(date(2024, 3, 12), 0), (date(2024, 3, 13), 1), (date(2024, 3, 20), 1)]
)
def test_the_leader_hears_once_after_five_working_days(day, told):
    _task, leader, _officer = led()
    with on(day):
        assert decide_reminders().escalations == told
        assert decide_reminders().escalations == 0
    with on(date(2024, 3, 21)):
        decide_reminders()
    assert Reminder.objects.filter(stage="boss", seat=leader.seat).count() == 1


def test_the_leader_gets_one_mail_for_all_and_only_of_what_is_still_late():
    task, leader, officer = led()
    other = make_task(lead=officer.seat.agency, due_on=WEDNESDAY, title="Lập kế hoạch chi tiết")
    with on(date(2024, 3, 13)):
        decide_reminders()
        other.occurrences.update(status=OccurrenceStatus.SUBMITTED, submitted_at=timezone.now())
        deliver_messages()
    [letter] = [m for m in mail.outbox if m.to == [leader.person.email]]
    assert letter.subject == "[Báo cáo lãnh đạo] 1 nhiệm vụ quá hạn kéo dài"
    assert "Thẩm định dự toán" in letter.body
    assert "Lập kế hoạch chi tiết" not in letter.body
    carried = OutboxMessage.objects.filter(bundle__isnull=False).order_by(
        "reminder__occurrence__task"
    )
    assert [(m.reminder.occurrence.task, m.status) for m in carried] == [
        (task, MessageStatus.SENT),
        (other, MessageStatus.CANCELLED),
    ]


def test_a_deadline_is_not_taken_for_told_while_no_leader_has_an_address():
    _task, leader, _officer = led()
    leader.person.email = ""
    leader.person.save()
    with on(date(2024, 3, 13)):
        assert decide_reminders().escalations == 0
        leader.person.email = "lanh-dao@tinh.example"
        leader.person.save()
        assert decide_reminders().escalations == 1


def test_a_policy_without_escalation_tells_no_leader():
    ReminderPolicy.objects.create(name="Chung", lead_days=[3], escalate_after=None)
    led()
    with on(date(2024, 3, 20)):
        assert decide_reminders().escalations == 0


# Clearing agencies --------------------------------------------------------------------------------
def test_a_clearing_agency_is_reminded_of_its_own_step_and_no_longer_once_it_answered():
    clearing = make_actor(agency=make_agency("Văn phòng UBND tỉnh"))
    task, _lead = owed(
        status=OccurrenceStatus.SUBMITTED, submitted_on=FRIDAY, clearing=(clearing.seat.agency,)
    )
    step = Clearance.objects.create(
        occurrence=task.occurrences.get(),
        agency=clearing.seat.agency,
        asked_at=noon(FRIDAY),
        due_on=date(2024, 3, 5),
        act_by=date(2024, 3, 5),
    )
    with on(MONDAY):
        assert decide_reminders().messages == 1
        deliver_messages()
    with on(date(2024, 3, 5)):
        decide_reminders()
        step.status, step.answered_at = ClearanceStatus.CLEARED, timezone.now()
        step.save()
        assert deliver_messages().cancelled == 1
    [letter] = mail.outbox
    assert letter.to == [clearing.person.email]
    assert letter.subject.startswith("[Còn 1 ngày làm việc] Duyệt: Nhiệm vụ số")
    assert list(Reminder.objects.order_by("id").values_list("stage", flat=True)) == [
        "clear-lead-1",
        "clear-lead-0",
    ]


# One mail each morning ----------------------------------------------------------------------------
def reader(role: str = SeatRole.OFFICER):
    actor = make_actor(role=role)
    actor.person.mail_mode = MailMode.DIGEST
    actor.person.save()
    return actor


def test_a_digest_leaves_at_seven_with_what_is_late_due_and_waiting_and_carries_the_reminder():
    actor = reader(SeatRole.COORDINATOR)
    make_task(lead=actor.seat.agency, due_on=date(2024, 2, 28), title="Báo cáo tháng 02")
    make_task(lead=actor.seat.agency, due_on=WEDNESDAY, title="Lập dự toán")
    make_task(
        due_on=date(2024, 3, 8),
        status=OccurrenceStatus.SUBMITTED,
        submitted_on=FRIDAY,
        title="Video clip",
    )
    with on(MONDAY, 6, 5):
        decision = decide_reminders()
        assert deliver_messages().handled == 0
    with on(MONDAY, 7):
        assert (decision.digests, deliver_messages().sent) == (1, 1)
    [letter] = mail.outbox
    assert (
        letter.subject == "[Thứ Hai, 04/3/2024] 3 việc cần làm: 1 việc quá hạn, 1 việc chờ xử lý, "
        "1 việc đến hạn trong 14 ngày"
    )
    assert [
        title in letter.body for title in ("Báo cáo tháng 02", "Lập dự toán", "Video clip")
    ] == [True] * 3
    carried = OutboxMessage.objects.filter(bundle__isnull=False)
    assert set(carried.values_list("status", flat=True)) == {MessageStatus.SENT}
    assert carried.count() == Reminder.objects.count()


def test_a_digest_counts_all_that_is_late_less_what_was_put_off_though_it_lists_the_first():
    actor = reader()
    tasks = [
        make_task(lead=actor.seat.agency, due_on=date(2024, 2, 28), title=f"Việc {n}.")
        for n in range(53)
    ]
    for task in tasks[:2]:
        Snooze.objects.create(
            occurrence=task.occurrences.get(),
            seat=actor.seat,
            person=actor.person,
            at=at(FRIDAY),
            until=date(2024, 3, 8),
        )
    with on(MONDAY, 6, 5):
        decide_reminders()
    with on(MONDAY, 7):
        deliver_messages()
    [letter] = mail.outbox
    assert (
        letter.subject == "[Thứ Hai, 04/3/2024] 53 việc cần làm: 51 việc quá hạn, "
        "2 việc đang tạm dừng nhắc"
    )
    assert [f"Việc {n}." in letter.body for n in (0, 1, 2, 21, 22)] == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert "31" in letter.body


def test_one_digest_a_morning_however_often_decided():
    actor = reader()
    make_task(lead=actor.seat.agency, due_on=WEDNESDAY)
    with on(MONDAY, 6, 5):
        assert [decide_reminders().digests for _time in range(3)] == [1, 0, 0]


def test_after_the_digest_has_left_a_new_reminder_goes_by_itself():
    actor = reader()
    make_task(lead=actor.seat.agency, due_on=date(2024, 3, 14))
    with on(MONDAY, 7):
        decide_reminders()
        deliver_messages()
    with on(MONDAY, 10):
        make_task(lead=actor.seat.agency, due_on=MONDAY, assigned_at=at(MONDAY, 9), title="Gấp")
        decide_reminders()
        assert deliver_messages().sent == 1
    assert [("Gấp" in letter.subject) for letter in mail.outbox] == [False, True]


def test_a_digest_of_which_all_was_done_meanwhile_is_not_sent():
    actor = reader()
    task = make_task(lead=actor.seat.agency, due_on=WEDNESDAY)
    with on(MONDAY, 6, 5):
        decide_reminders()
    task.occurrences.update(status=OccurrenceStatus.WITHDRAWN)
    with on(MONDAY, 7):
        delivery = deliver_messages()
    assert (delivery.sent, delivery.cancelled, mail.outbox) == (0, 1, [])
    assert set(OutboxMessage.objects.values_list("status", flat=True)) == {MessageStatus.CANCELLED}


def test_a_quiet_morning_has_no_digest():
    actor = reader()
    make_task(lead=actor.seat.agency, due_on=date(2024, 5, 31))
    with on(MONDAY):
        assert decide_reminders().digests == 0


def test_a_past_day_asked_for_by_hand_sends_single_mails():
    actor = reader()
    make_task(lead=actor.seat.agency, due_on=WEDNESDAY)
    decision = decide_reminders(FRIDAY)
    assert (decision.messages, decision.digests) == (1, 0)
    assert OutboxMessage.objects.get().bundle is None
