"""Clocks that jump, midnight in Viet Nam on 29 February on a server in UTC, and a beat that was off
for 26 hours.

The portal's clock is moved in this process, PostgreSQL's by moving the rows: it only ever compares
the two.
"""

import datetime
from datetime import UTC

import time_machine
from django.db.models import F
from django.utils import timezone

from agencies.calendar.models import CalendarDay
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from faults.cases.kills import PAUSE
from faults.data import make_due
from faults.mistakes import LEASES_BELIEVED, forget_ledger, mistake
from faults.plan import LEASE
from faults.programs import SENDERS
from faults.result import Outcome
from faults.stage import CONTROL, Stage

DAY, HOUR, STEP = (
    datetime.timedelta(days=1),
    datetime.timedelta(hours=1),
    datetime.timedelta(minutes=5),
)
AFTER = LEASE + 60.0
LAST_SECOND = datetime.datetime(2028, 2, 29, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Viet Nam
MIDNIGHT = datetime.datetime(2028, 2, 29, 17, 0, 0, tzinfo=UTC)
LEAP_DAY, NEXT_DAY = datetime.date(2028, 2, 29), datetime.date(2028, 3, 1)
TUESDAY_NINE = datetime.datetime(2028, 2, 29, 2, 0, tzinfo=UTC)
OFF = datetime.timedelta(hours=26)
CALLS = 26


def jumps(stage: Stage) -> list[Outcome]:
    return [hour_back(stage), day_forward(stage)]


def days(stage: Stage) -> list[Outcome]:
    return [midnight(stage), beat_off(stage)]


# An hour back -------------------------------------------------------------------------------------
def hour_back(stage: Stage) -> Outcome:
    # Once under living senders, once under killed ones: neither their leases nor their messages
    # wait for an hour.
    stage.new_round(pause=PAUSE)
    stage.start()
    stage.taken(stage.messages // 4)
    clock_goes_back()
    stage.taken(stage.messages // 2)
    stage.worker.kill()
    clock_goes_back()
    stage.worker.start()
    seconds = stage.all_sent(AFTER)
    outcome = stage.outcome(
        "clock an hour back, 2×", allowed=2 * SENDERS, seconds=seconds, limit=AFTER
    )
    outcome.note = (
        "the rows moved an hour ahead, once under living senders and once under killed ones"
    )
    stage.new_round(pause=PAUSE, only=CONTROL)
    stage.start()
    stage.taken(stage.owed // 4)
    stage.worker.kill()
    clock_goes_back()
    with mistake(LEASES_BELIEVED):
        stage.worker.start()
        stage.all_sent(LEASE + 10)
        stage.end_programs()
    outcome.control = f"leases believed whatever they say: {stage.lost} still held when it was over"
    outcome.control_failed = stage.lost > 0
    return outcome


def clock_goes_back() -> None:
    OutboxMessage.objects.filter(status=MessageStatus.QUEUED).update(
        created_at=F("created_at") + HOUR,
        next_attempt_at=F("next_attempt_at") + HOUR,
        lease_until=F("lease_until") + HOUR,
    )


# A day forward ------------------------------------------------------------------------------------
def day_forward(stage: Stage) -> Outcome:
    # The clock jumps a day ahead and is put right again: everybody gets each day's reminder at most
    # once.
    stage.new_round()
    today = timezone.localdate()
    deliver_messages(limit=stage.messages // 2)
    with time_machine.travel(timezone.now() + DAY, tick=True):
        make_working(today + DAY)
        decide_reminders()
        deliver_messages(limit=stage.messages // 2)
    decide_reminders()
    deliver_messages()
    stage.wanted = set(
        OutboxMessage.objects.exclude(status=MessageStatus.CANCELLED).values_list(
            "message_id", flat=True
        )
    )
    outcome = stage.outcome("clock a day forward, and back")
    outcome.problems += left_over() + twice_in_ledger()
    outcome.note = (
        "half sent before, the rest overtaken by the next day's reminders, which go out once"
    )
    before = OutboxMessage.objects.count()
    forget_ledger()
    decide_reminders()
    twice = OutboxMessage.objects.count() - before
    outcome.control = f"a ledger that forgets: {twice} reminded twice"
    outcome.control_failed = twice > 0
    return outcome


def make_working(day: datetime.date) -> None:
    CalendarDay.objects.update_or_create(day=day, defaults={"is_working": True, "note": "thử lỗi"})


def left_over() -> list[str]:
    waiting = OutboxMessage.objects.filter(status=MessageStatus.QUEUED).count()
    return [f"{waiting} still wait"] if waiting else []


def twice_in_ledger() -> list[str]:
    rows = Reminder.objects.values_list("occurrence", "seat", "stage", "due_on")
    twice = rows.count() - rows.distinct().count()
    return [f"{twice} reminders twice in the ledger"] if twice else []


# Midnight -----------------------------------------------------------------------------------------
def midnight(stage: Stage) -> Outcome:
    """One second apart, and two days for Viet Nam: each decides its own stage, and a UTC server
    changes nothing.
    """
    stage.new_round(decide=False)
    make_due(LEAP_DAY)
    for moment in (LAST_SECOND, MIDNIGHT):
        with time_machine.travel(moment, tick=False):
            decide_reminders()
            decide_reminders()
            deliver_messages()
    stage.wanted = set(OutboxMessage.objects.values_list("message_id", flat=True))
    outcome = stage.outcome("23:59:59 and 00:00:00 in Viet Nam, 29 February")
    found = {key: Reminder.objects.filter(decided_on=key).count() for key in (LEAP_DAY, NEXT_DAY)}
    wanted = dict.fromkeys((LEAP_DAY, NEXT_DAY), stage.messages)
    outcome.problems += [f"reminders by day: {found}"] if found != wanted else []
    outcome.problems += left_over() + twice_in_ledger()
    stage.new_round(decide=False)
    with timezone.override(UTC):
        for moment in (LAST_SECOND, MIDNIGHT):
            with time_machine.travel(moment, tick=False):
                decide_reminders()
    missing = stage.messages - Reminder.objects.filter(decided_on=NEXT_DAY).count()
    outcome.control = f"days by UTC: {missing} not reminded of the new day"
    outcome.control_failed = missing > 0
    return outcome


# Beat off for 26 hours ----------------------------------------------------------------------------
def beat_off(stage: Stage) -> Outcome:
    stage.new_round(decide=False)
    make_due(NEXT_DAY)
    with time_machine.travel(TUESDAY_NINE, tick=False):
        decide_reminders()
    before = Reminder.objects.count()
    for call in range(CALLS):
        with time_machine.travel(TUESDAY_NINE + OFF + call * STEP, tick=False):
            decide_reminders()
    caught_up = Reminder.objects.count() - before
    with time_machine.travel(TUESDAY_NINE + OFF + HOUR, tick=False):
        deliver_messages()
    sent = OutboxMessage.objects.exclude(status=MessageStatus.CANCELLED)
    stage.wanted = set(sent.values_list("message_id", flat=True))
    outcome = stage.outcome(f"beat off for 26 h, then {CALLS} decisions")
    outcome.problems += twice_in_ledger() + left_over()
    outcome.problems += [f"{caught_up} reminders caught up"] if caught_up != stage.messages else []
    outcome.problems += (
        [f"{len(stage.wanted)} mails"] if len(stage.wanted) != stage.messages else []
    )
    outcome.note = "one catch-up reminder for each; the one that nobody got takes no second mail"
    for number in range(1, 4):
        forget_ledger()
        with time_machine.travel(TUESDAY_NINE + OFF + number * STEP, tick=False):
            decide_reminders()
    repeated = Reminder.objects.count() - before - caught_up
    outcome.control = f"a ledger that forgets: {repeated} more in three decisions"
    outcome.control_failed = repeated > 0
    return outcome
