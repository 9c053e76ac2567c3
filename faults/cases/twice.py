"""Two beats and four deciders at once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections, transaction
from django.utils import timezone

from agencies.mail.models import OutboxMessage
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from faults.cases.kills import PAUSE
from faults.data import make_due
from faults.mistakes import NO_LEASE, ledger_without_key, mistake
from faults.programs import beat
from faults.result import Outcome
from faults.stage import CONTROL, PATIENCE, Stage

DECIDERS = 4


def two_beats_four_deciders(stage: Stage) -> list[Outcome]:
    second = stage.add(beat(stage.place, "beat2"))
    stage.new_round(decide=False, pause=PAUSE)
    make_due(timezone.localdate())
    stage.start()
    second.start()
    decided = at_once(decide_reminders)
    stage.must(lambda: OutboxMessage.objects.count() >= stage.messages, "nobody decided")
    stage.owed_now()
    seconds = stage.all_sent(60)
    outcome = stage.outcome(f"two beats, {DECIDERS} deciders at once", seconds=seconds, limit=60)
    ledger = Reminder.objects.count()
    outcome.problems += (
        [f"{ledger} reminders for {stage.messages} people"] if ledger != stage.messages else []
    )
    outcome.note = (
        f"the deciders found {sum(decision.reminders for decision in decided)}, the beats the rest"
    )
    copies, decisions = without_leases(stage), without_key(stage)
    outcome.control = (
        f"no lease: {copies} extra copies; a ledger without its key: {decisions} decided twice"
    )
    outcome.control_failed = copies > 0 and decisions > 0
    return [outcome]


def at_once(work: Callable) -> list:
    """What each of the deciders returns; they start together, each on its own connection."""
    together = threading.Barrier(DECIDERS)

    def run(_number: int):
        together.wait(PATIENCE)
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(DECIDERS) as pool:
        return list(pool.map(run, range(DECIDERS)))


def without_leases(stage: Stage) -> int:
    stage.new_round(pause=PAUSE, only=CONTROL)
    with mistake(NO_LEASE):
        stage.start()
        stage.all_sent(60)
        stage.end_programs()
    return stage.extra


def without_key(stage: Stage) -> int:
    # Each of the deciders commits once all have decided.
    stage.new_round(decide=False)
    make_due(timezone.localdate())
    all_decided = threading.Barrier(DECIDERS)

    def decide_and_wait() -> None:
        with transaction.atomic():
            decide_reminders()
            all_decided.wait(PATIENCE)

    with ledger_without_key():
        at_once(decide_and_wait)
        return Reminder.objects.count() - stage.messages
