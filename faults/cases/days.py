"""Clocks that jump, midnight in Viet Nam on 29 February on a server in UTC, a beat that was off for
26 hours, and five thousand due on one morning.

The portal's clock is moved in this process, PostgreSQL's by moving the rows: it only ever compares
the two.
"""

import datetime
import time
from bisect import bisect_left, insort
from datetime import UTC

import time_machine
from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone

from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.mail.services.delivery import BATCH
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from faults.data import (
    LEASES_BELIEVED,
    forget_ledger,
    make_due,
    make_due_on_many_days,
    make_working,
    planted_mistake,
)
from faults.plan import LEASE
from faults.programs import SENDERS
from faults.result import FaultOutcome
from faults.stage import CONTROL, FaultStage, queued_messages

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
STEP = datetime.timedelta(minutes=5)
AFTER = LEASE + 60.0
LAST_SECOND = datetime.datetime(2028, 2, 29, 16, 59, 59, tzinfo=UTC)  # 23:59:59 in Viet Nam
MIDNIGHT = datetime.datetime(2028, 2, 29, 17, 0, 0, tzinfo=UTC)
LEAP_DAY = datetime.date(2028, 2, 29)
NEXT_DAY = datetime.date(2028, 3, 1)
TUESDAY_NINE = datetime.datetime(2028, 2, 29, 2, 0, tzinfo=UTC)
ON_AGAIN = TUESDAY_NINE + datetime.timedelta(hours=26)
CALLS = 26

DAYS = 30
SEED = 2024
LIMIT = 60.0
OF_DJANGO = 500
# What may still be in the hands of other senders when a younger one goes: their batches.
OVERTAKEN = BATCH * SENDERS


# Jumps --------------------------------------------------------------------------------------------
def set_clock_back(stage: FaultStage) -> list[FaultOutcome]:
    """Once under living senders, once under killed ones: neither their leases nor their messages
    wait for an hour.
    """
    stage.begin_round(sent=0.25)
    _set_clock_back()
    stage.wait_for_mails(0.5)
    stage.worker.kill()
    _set_clock_back()
    stage.worker.start()
    outcome = stage.judge_sending("clock an hour back, 2×", AFTER, allowed=2 * SENDERS)
    outcome.note = (
        "the rows moved an hour ahead, once under living senders and once under killed ones"
    )
    stage.begin_round(sent=0.25, only=CONTROL)
    stage.worker.kill()
    _set_clock_back()
    with planted_mistake(LEASES_BELIEVED):
        stage.worker.start()
        stage.wait_until_sent(LEASE + 10)
        stage.end_programs()
    outcome.note_control(
        f"leases believed whatever they say: {stage.lost} still held when it was over",
        did_harm=stage.lost > 0,
    )
    return [outcome]


def _set_clock_back() -> None:
    queued_messages().update(
        created_at=F("created_at") + HOUR,
        next_attempt_at=F("next_attempt_at") + HOUR,
        lease_until=F("lease_until") + HOUR,
    )


def set_clock_ahead(stage: FaultStage) -> list[FaultOutcome]:
    """The clock jumps a day ahead and is put right again: everybody gets each day's reminder at
    most once.
    """
    stage.new_round()
    deliver_messages(limit=stage.messages // 2)
    with time_machine.travel(timezone.now() + DAY, tick=True):
        make_working(timezone.localdate())
        decide_reminders()
        deliver_messages(limit=stage.messages // 2)
    decide_reminders()
    deliver_messages()
    stage.note_owed_if_not_cancelled()
    outcome = stage.judge_fault("clock a day forward, and back")
    _require_order(outcome)
    outcome.note = (
        "half sent before, the rest overtaken by the next day's reminders, which go out once"
    )
    before = OutboxMessage.objects.count()
    forget_ledger()
    decide_reminders()
    twice = OutboxMessage.objects.count() - before
    outcome.note_control(f"a ledger that forgets: {twice} reminded twice", did_harm=twice > 0)
    return [outcome]


def _require_order(outcome: FaultOutcome) -> None:
    waiting = queued_messages().count()
    outcome.note_problem_unless(not waiting, f"{waiting} still wait")
    rows = Reminder.objects.values_list("occurrence", "seat", "stage", "due_on")
    twice = rows.count() - rows.distinct().count()
    outcome.note_problem_unless(not twice, f"{twice} reminders twice in the ledger")


# Midnight -----------------------------------------------------------------------------------------
def pass_midnight(stage: FaultStage) -> list[FaultOutcome]:
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
    outcome = stage.judge_fault("23:59:59 and 00:00:00 in Viet Nam, 29 February")
    found = {key: Reminder.objects.filter(decided_on=key).count() for key in (LEAP_DAY, NEXT_DAY)}
    outcome.note_problem_unless(
        set(found.values()) == {stage.messages}, f"reminders by day: {found}"
    )
    _require_order(outcome)
    stage.new_round(decide=False)
    with timezone.override(UTC):
        for moment in (LAST_SECOND, MIDNIGHT):
            with time_machine.travel(moment, tick=False):
                decide_reminders()
    missing = stage.messages - Reminder.objects.filter(decided_on=NEXT_DAY).count()
    outcome.note_control(
        f"days by UTC: {missing} not reminded of the new day", did_harm=missing > 0
    )
    return [outcome]


# Beat off for 26 hours ----------------------------------------------------------------------------
def catch_up(stage: FaultStage) -> list[FaultOutcome]:
    stage.new_round(decide=False)
    make_due(NEXT_DAY)
    _decide_at(TUESDAY_NINE)
    before = Reminder.objects.count()
    for call in range(CALLS):
        _decide_at(ON_AGAIN + call * STEP)
    caught_up = Reminder.objects.count() - before
    with time_machine.travel(ON_AGAIN + HOUR, tick=False):
        deliver_messages()
    stage.note_owed_if_not_cancelled()
    outcome = stage.judge_fault(f"beat off for 26 h, then {CALLS} decisions")
    _require_order(outcome)
    outcome.note_problem_unless(caught_up == stage.messages, f"{caught_up} reminders caught up")
    outcome.note_problem_unless(len(stage.wanted) == stage.messages, f"{len(stage.wanted)} mails")
    outcome.note = "one catch-up reminder for each; the one that nobody got takes no second mail"
    for number in range(1, 4):
        forget_ledger()
        _decide_at(ON_AGAIN + number * STEP)
    repeated = Reminder.objects.count() - before - caught_up
    outcome.note_control(
        f"a ledger that forgets: {repeated} more in three decisions", did_harm=repeated > 0
    )
    return [outcome]


def _decide_at(moment: datetime.datetime) -> None:
    with time_machine.travel(moment, tick=False):
        decide_reminders()


# One morning --------------------------------------------------------------------------------------
def send_backlog(stage: FaultStage) -> list[FaultOutcome]:
    """Late by up to six weeks: the oldest deadline goes first."""
    _decide_backlog(stage)
    urgency = _real_urgency()
    stage.start_programs()
    outcome = stage.judge_sending("one morning's backlog", LIMIT)
    worst = _most_overtaken(stage, urgency)
    outcome.note_problem_unless(worst <= OVERTAKEN, f"{worst} older ones came after a younger one")
    taken = [event for event in stage.mail.taken if event.what in urgency]
    rate = stage.messages / (taken[-1].at - taken[0].at)
    outcome.note = (
        f"{rate:.0f}/s by {SENDERS} senders beside {_rate_of_django(stage):.0f}/s of Django alone "
        f"over one connection; at most {worst} older ones came after a younger one (batches in "
        f"other hands: {OVERTAKEN})"
    )
    _decide_backlog(stage)
    stage.leave_only(CONTROL * 2)
    urgency = _real_urgency()
    OutboxMessage.objects.update(urgency_on=timezone.localdate())
    stage.start_programs()
    stage.wait_until_sent(LIMIT)
    worst = _most_overtaken(stage, urgency)
    outcome.note_control(
        f"an outbox that does not know deadlines: {worst} older ones came after a younger one",
        did_harm=worst > OVERTAKEN,
    )
    return [outcome]


def _decide_backlog(stage: FaultStage) -> None:
    stage.new_round(decide=False)
    make_due(timezone.localdate())
    make_due_on_many_days(timezone.localdate(), days=DAYS, seed=SEED)
    decide_reminders()
    stage.note_owed()


def _real_urgency() -> dict[str, datetime.date]:
    return dict(OutboxMessage.objects.values_list("message_id", "reminder__occurrence__due_on"))


def _most_overtaken(stage: FaultStage, urgency: dict[str, datetime.date]) -> int:
    # The most mails about older deadlines that came after one mail.
    later: list[datetime.date] = []
    worst = 0
    # Mails that Django sent alone, to see how busy the machine is, have no deadline.
    taken = [event.what for event in stage.mail.taken if event.what in urgency]
    for day in map(urgency.get, reversed(taken)):
        worst = max(worst, bisect_left(later, day))
        insort(later, day)
    return worst


def _rate_of_django(stage: FaultStage) -> float:
    rows = OutboxMessage.objects.values_list("subject", "text", "recipient")[:OF_DJANGO]
    mails = [EmailMessage(subject, text, to=[to]) for subject, text, to in rows]
    stage.end_programs()
    began = time.perf_counter()
    get_connection().send_messages(mails)
    return len(mails) / (time.perf_counter() - began)
