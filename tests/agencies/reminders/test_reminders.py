import datetime
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings, strategies as st

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.people.models import SeatHolding
from agencies.policies.choices import DaysUnit
from agencies.policies.models import ReminderPolicy
from agencies.policies.queries import USUAL_LEAD_DAYS, reminder_policy
from agencies.policies.stages import (
    last_reminded_day,
    stage_on,
    stage_words,
    unreachable_agencies,
)
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.occurrence_models import Occurrence, Progress
from tests.factories import make_actor, make_agency, make_person, make_seat, make_task, noon
from vietnam.calendar import WorkingCalendar

CALENDAR = WorkingCalendar()
USUAL = ReminderPolicy(lead_days=list(USUAL_LEAD_DAYS))
WEDNESDAY = date(2024, 3, 6)
FRIDAY = date(2024, 3, 1)


def name_on(act_by: date, on: date, policy: ReminderPolicy = USUAL) -> str | None:
    stage = stage_on(act_by, on, policy, CALENDAR)
    return stage and stage.name


def owed_task(due_on: date = WEDNESDAY, **fields):
    """A task whose lead has one officer."""
    actor = make_actor()
    return make_task(lead=actor.seat.agency, due_on=due_on, **fields), actor


def decided() -> list[tuple[str, date, int]]:
    return [(r.stage, r.decided_on, r.occurrence.task_id) for r in Reminder.objects.order_by("id")]


# Stages ------------------------------------------------------------
@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2024, 2, 23), None),
        (date(2024, 2, 26), "lead-7"),
        (date(2024, 2, 29), "lead-7"),
        (date(2024, 3, 1), "lead-3"),
        (date(2024, 3, 4), "lead-3"),
        (date(2024, 3, 5), "lead-1"),
        (date(2024, 3, 6), "lead-0"),
        (date(2024, 3, 7), "late-1"),
        (date(2024, 3, 8), "late-2"),
        (date(2024, 3, 11), "late-3"),
        (date(2024, 3, 15), "late-3"),
        (date(2024, 3, 18), "week-1"),
        (date(2024, 3, 22), "week-1"),
        (date(2024, 3, 25), "week-2"),
    ],
)
def test_stage_of_what_is_due_on_06_3_2024(on, name):
    assert name_on(WEDNESDAY, on) == name


def test_stages_skip_the_days_of_tet():
    """Tết 2024 was 08/02 to 14/02; 3 working days before Thursday 15/02 is Monday 05/02."""
    assert name_on(date(2024, 2, 15), date(2024, 2, 5)) == "lead-3"
    assert stage_on(date(2024, 2, 15), date(2024, 2, 5), USUAL, CALENDAR).owed_on == date(
        2024, 2, 5
    )


def test_weekly_stage_on_a_holiday_falls_on_the_next_working_day():
    stage = stage_on(date(2024, 4, 11), date(2024, 5, 2), USUAL, CALENDAR)
    assert (stage.name, stage.owed_on) == ("week-2", date(2024, 5, 2))


def test_calendar_days_on_a_day_off_are_reminded_before_it():
    policy = ReminderPolicy(lead_days=[3, 0], unit=DaysUnit.CALENDAR)
    assert stage_on(WEDNESDAY, date(2024, 3, 4), policy, CALENDAR).owed_on == FRIDAY
    assert name_on(WEDNESDAY, date(2024, 2, 29), policy) is None


def test_without_weekly_reminders_the_last_daily_one_stays():
    policy = ReminderPolicy(lead_days=[3], late_daily=2, late_weekly=False)
    assert name_on(WEDNESDAY, date(2024, 6, 3), policy) == "late-2"


DAYS = st.dates(min_value=date(2023, 1, 2), max_value=date(2027, 12, 31))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(act_by=DAYS, offset=st.integers(-40, 200), unit=st.sampled_from(DaysUnit))
def test_stages_only_move_on_and_fall_on_working_days(act_by, offset, unit):
    policy = ReminderPolicy(lead_days=[7, 3, 1, 0], unit=unit)
    act_by = CALENDAR.last_working_day_on_or_before(act_by)
    on = CALENDAR.first_working_day_on_or_after(act_by + datetime.timedelta(days=offset))
    following = CALENDAR.add_working_days(on, 1)
    now, later = (stage_on(act_by, day, policy, CALENDAR) for day in (on, following))
    assert now is None or (CALENDAR.is_working(now.owed_on) and now.owed_on <= on)
    assert now is None or (later is not None and later.owed_on >= now.owed_on)
    assert now is None or later == now or later.owed_on == following
    assert now is None or act_by <= last_reminded_day(on, policy, CALENDAR)


def test_stage_words_tell_the_stage_apart():
    with translation.override("en"):
        words = [stage_words(name) for name in ("lead-7", "lead-1", "lead-0", "late-2", "week-1")]
    assert words == [
        "7 days ahead",
        "1 day ahead",
        "last day",
        "late, daily reminder 2",
        "late, weekly reminder 1",
    ]


# The decision ------------------------------------------------------------
@pytest.mark.django_db
def test_decision_makes_one_reminder_and_one_message_for_the_holder():
    task, actor = owed_task()
    decision = decide_reminders(FRIDAY)
    assert (decision.reminders, decision.messages) == (1, 1)
    assert decided() == [("lead-3", FRIDAY, task.pk)]
    message = OutboxMessage.objects.get()
    assert (message.recipient, message.person, message.seat) == (
        actor.person.email,
        actor.person,
        actor.seat,
    )
    assert (message.template, message.status, message.urgency_on) == (
        "task_due",
        MessageStatus.QUEUED,
        WEDNESDAY,
    )


@pytest.mark.django_db
def test_deciding_again_adds_nothing():
    owed_task()
    decide_reminders(FRIDAY)
    assert decide_reminders(FRIDAY).reminders == 0
    assert (Reminder.objects.count(), OutboxMessage.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_nothing_is_decided_on_a_day_off():
    owed_task()
    decision = decide_reminders(date(2024, 3, 3))
    assert (decision.is_working, decision.reminders) == (False, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("gap_end", "stage"), [(date(2024, 3, 5), "lead-1"), (date(2024, 3, 8), "late-2")]
)
def test_after_a_gap_one_reminder_catches_up(gap_end, stage):
    _task, _actor = owed_task()
    decide_reminders(date(2024, 2, 26))
    assert decide_reminders(gap_end).reminders == 1
    assert [name for name, _on, _task in decided()] == ["lead-7", stage]


@pytest.mark.django_db
def test_a_stage_before_the_assignment_is_not_owed():
    owed_task(assigned_at=noon(date(2024, 3, 4)))
    assert decide_reminders(date(2024, 3, 4)).reminders == 0
    assert decide_reminders(date(2024, 3, 5)).reminders == 1


@pytest.mark.django_db
def test_a_task_assigned_on_the_day_of_a_stage_is_reminded_that_day():
    owed_task(assigned_at=noon(FRIDAY))
    assert decide_reminders(FRIDAY).reminders == 1


@pytest.mark.django_db
def test_a_moved_deadline_is_a_new_duty_to_remind_of():
    _task, _actor = owed_task()
    decide_reminders(FRIDAY)
    Occurrence.objects.update(due_on=date(2024, 3, 13), act_by=date(2024, 3, 13))
    assert decide_reminders(date(2024, 3, 8)).reminders == 1
    assert list(Reminder.objects.order_by("id").values_list("due_on", flat=True)) == [
        WEDNESDAY,
        date(2024, 3, 13),
    ]


@pytest.mark.django_db
def test_without_a_date_nothing_is_reminded():
    owed_task(due_on=None)
    assert decide_reminders(FRIDAY).reminders == 0


# Who is reached ------------------------------------------------------------
@pytest.mark.django_db
def test_each_seat_of_the_lead_that_wants_reminders_gets_one():
    task, _actor = owed_task()
    make_actor(agency=task.lead)
    silent = make_seat(agency=task.lead, gets_reminders=False)
    SeatHolding.objects.create(seat=silent, person=make_person(), starts_on=date(2020, 1, 1))
    assert decide_reminders(FRIDAY).messages == 2


@pytest.mark.django_db
def test_two_holders_of_a_seat_get_one_message_each():
    _task, actor = owed_task()
    SeatHolding.objects.create(seat=actor.seat, person=make_person(), starts_on=date(2020, 1, 1))
    decision = decide_reminders(FRIDAY)
    assert (decision.reminders, decision.messages) == (1, 2)


@pytest.mark.django_db
def test_one_person_in_two_seats_of_the_agency_gets_one_message():
    task, actor = owed_task()
    SeatHolding.objects.create(
        seat=make_seat(agency=task.lead), person=actor.person, starts_on=date(2020, 1, 1)
    )
    decision = decide_reminders(FRIDAY)
    assert (decision.reminders, decision.messages) == (2, 1)


@pytest.mark.django_db
def test_a_vacant_seat_is_reached_through_the_agency():
    seat = make_seat(agency=make_agency(email="van-thu@so.example"))
    make_task(lead=seat.agency, due_on=WEDNESDAY)
    decide_reminders(FRIDAY)
    assert list(OutboxMessage.objects.values_list("recipient", "person")) == [
        ("van-thu@so.example", None)
    ]


@pytest.mark.django_db
def test_who_left_the_seat_or_was_disabled_gets_nothing():
    _task, actor = owed_task()
    SeatHolding.objects.update(ends_on=date(2024, 2, 29))
    assert decide_reminders(FRIDAY).reminders == 0
    SeatHolding.objects.update(ends_on=FRIDAY)
    actor.person.is_active = False
    actor.person.save()
    assert decide_reminders(FRIDAY).reminders == 0


@pytest.mark.django_db
def test_a_reminder_without_an_address_waits_for_one():
    seat = make_seat()
    make_task(lead=seat.agency, due_on=WEDNESDAY)
    assert decide_reminders(FRIDAY).reminders == 0
    assert [(a, a.owed_count) for a in unreachable_agencies(FRIDAY)] == [(seat.agency, 1)]
    SeatHolding.objects.create(seat=seat, person=make_person(), starts_on=FRIDAY)
    assert decide_reminders(FRIDAY).messages == 1
    assert list(unreachable_agencies(FRIDAY)) == []


# The state as of the day ------------------------------------------------------------
def finished_task(*, submitted: date, done: date | None):
    """A task as history keeps it: handed in, and accepted unless `done` is None."""
    task, actor = owed_task(
        status=OccurrenceStatus.DONE if done else OccurrenceStatus.SUBMITTED, submitted_on=submitted
    )
    add_progress(task, actor, ProgressKind.SUBMISSION, submitted)
    if done:
        task.occurrences.update(done_at=noon(done))
        add_progress(task, actor, ProgressKind.ACCEPTANCE, done)
    return task, actor


def add_progress(task, actor, kind: str, day: date) -> None:
    occurrence = task.occurrences.get()
    Progress.objects.create(
        occurrence=occurrence,
        kind=kind,
        text="x",
        at=noon(day),
        seat=actor.seat,
        person=actor.person,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("submitted", "reminders"), [(date(2024, 3, 4), 1), (FRIDAY, 0), (date(2024, 2, 27), 0)]
)
def test_a_past_day_is_decided_by_the_state_of_that_day(submitted, reminders):
    finished_task(submitted=submitted, done=date(2024, 3, 7))
    assert decide_reminders(FRIDAY).reminders == reminders


@pytest.mark.django_db
def test_a_result_returned_by_that_day_was_owed_again():
    task, actor = finished_task(submitted=date(2024, 3, 5), done=date(2024, 3, 6))
    add_progress(task, actor, ProgressKind.SUBMISSION, date(2024, 2, 27))
    add_progress(task, actor, ProgressKind.RETURN, date(2024, 2, 28))
    assert decide_reminders(FRIDAY).reminders == 1


@pytest.mark.django_db
def test_what_is_handed_in_or_done_today_is_not_reminded_today():
    today = timezone.localdate()
    for status in (OccurrenceStatus.SUBMITTED, OccurrenceStatus.DONE, OccurrenceStatus.WITHDRAWN):
        owed_task(
            due_on=CALENDAR.first_working_day_on_or_after(today), status=status, submitted_on=today
        )
    assert decide_reminders(today).reminders == 0


@pytest.mark.django_db
def test_messages_of_a_day_ahead_wait_for_it():
    day = CALENDAR.first_working_day_on_or_after(timezone.localdate() + datetime.timedelta(days=1))
    owed_task(due_on=day)
    decide_reminders(day)
    assert (
        timezone.localtime(OutboxMessage.objects.get().next_attempt_at).isoformat()[:16]
        == f"{day}T00:00"
    )


# The command ------------------------------------------------------------
def run(*arguments: str) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command("send_reminders", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_command_prints_what_it_queued_and_adds_nothing_twice():
    task, _actor = owed_task()
    assert run("--on", "2024-03-01") == (
        f"01/3/2024: 1 reminder decided, 1 message queued\n  {task.lead.name}: 1 message queued\n"
    )
    assert run("--on", "2024-03-01") == "01/3/2024: 0 reminders decided, 0 messages queued\n"


@pytest.mark.django_db
def test_command_names_who_cannot_be_reached_and_days_off():
    seat = make_seat()
    make_task(lead=seat.agency, due_on=WEDNESDAY)
    assert run("--on", "2024-03-03") == (
        f"03/3/2024 is a day off: reminders fall on working days.\n  {seat.agency.name}: nobody "
        "to remind\n"
    )


def test_command_refuses_what_is_no_day():
    with pytest.raises(CommandError, match="YYYY-MM-DD"):
        run("--on", "01/3/2024")


@pytest.mark.django_db
def test_the_default_policy_of_the_database_applies():
    ReminderPolicy.objects.create(name="thưa", lead_days=[1])
    owed_task()
    assert reminder_policy().lead_days == [1]
    assert decide_reminders(FRIDAY).reminders == 0


@pytest.mark.django_db
def test_decision_takes_the_same_queries_for_any_number(django_assert_num_queries):
    for _count in range(3):
        owed_task()
    with django_assert_num_queries(6):
        assert decide_reminders(FRIDAY).reminders == 3
