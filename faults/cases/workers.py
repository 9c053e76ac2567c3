"""kill -9 of the worker with all its senders, and of beat; a deploy in mid-delivery; two beats and
four deciders at once.
"""

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections, transaction
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from config.celery import app
from faults.app import send_one
from faults.data import NO_LEASE, forget_ledger, ledger_without_key, make_due
from faults.plan import LEASE
from faults.programs import SENDERS, Program, beat_program, worker_program
from faults.result import FaultOutcome
from faults.stage import CONTROL, PATIENCE, PAUSE, FaultStage

KILLS = 4
ROUNDS = 3
BEAT_KILLS = 3
AFTER = LEASE + 60.0
SEED = 2024
FUTURE = "from_the_future"
# Seconds that docker-compose.yml gives the old worker.
GRACE = 60.0
DECIDERS = 4


def _random_shares(count: int) -> list[float]:
    # Of the mails, after which a program is killed: at random but the same in every run.
    return sorted(random.Random(SEED).uniform(0.1, 0.9) for _number in range(count))  # noqa: S311 repeatable, no secret


# kill -9 ------------------------------------------------------------------------------------------
def kill_worker(stage: FaultStage) -> list[FaultOutcome]:
    stage.begin_round()
    for share in _random_shares(KILLS):
        stage.wait_for_mails(share)
        stage.worker.kill_and_restart()
    outcome = stage.judge_sending(
        f"kill -9 of the worker group, {KILLS}×", AFTER, allowed=KILLS * SENDERS
    )
    # Should none of the kills fall into a sending, the round is played again.
    hasty = next(filter(None, (_lose_if_marked_first(stage) for _round in range(ROUNDS))), 0)
    tasks = lose_task_each(stage)
    outcome.note_control(
        f"marked before sending: lost {hasty}; one Celery task per message: lost {tasks}",
        did_harm=hasty > 0 and tasks > 0,
    )
    return [outcome]


def _lose_if_marked_first(stage: FaultStage) -> int:
    # How many messages kills lose when each is marked before it is sent. The mail server takes its
    # time before it takes a mail, so that most kills fall into a sending.
    stage.new_round(only=CONTROL // 2)
    stage.mail.set_rules(pause_before=0.05)
    stage.start_programs(FAULTS_CONTROL="mark before sending")
    for share in (0.25, 0.5, 0.75):
        stage.wait_for_mails(share)
        stage.worker.kill_and_restart()
    stage.wait_until_sent(AFTER)
    stage.wait_for_quiet(1)
    return stage.lost


def lose_task_each(stage: FaultStage) -> int:
    # How many messages one kill loses for good, or for the hour after which Redis gives a task out
    # again, when the queue alone knows of each.
    begin_round_of_tasks(stage)
    stage.worker.kill_and_restart()
    stage.wait_for_mails(0.5)
    stage.wait_for_quiet(3)
    return stage.lost


def begin_round_of_tasks(stage: FaultStage) -> None:
    """One Celery task for each message; goes on once a quarter was sent."""
    stage.new_round(pause=PAUSE, only=CONTROL)
    app.control.purge()
    with app.producer_pool.acquire(block=True) as producer:
        for recipient, message_id in OutboxMessage.objects.values_list("recipient", "message_id"):
            send_one.apply_async((recipient, message_id), producer=producer)
    stage.worker.start()
    stage.wait_for_mails(0.25)


def kill_beat(stage: FaultStage) -> list[FaultOutcome]:
    _decide_by_beat(stage)
    for share in _random_shares(BEAT_KILLS):
        stage.wait_for_mails(share)
        stage.beat.kill_and_restart()
    outcome = stage.judge_sending(f"kill -9 of beat, {BEAT_KILLS}×", 60)
    require_whole_ledger(stage, outcome)
    _decide_by_beat(stage)
    stage.wait_for_mails(0.25)
    stage.beat.kill()
    forget_ledger()
    stage.beat.start()
    stage.wait_until(lambda: OutboxMessage.objects.count() > stage.messages, 30)
    twice = OutboxMessage.objects.count() - stage.messages
    outcome.note_control(
        f"beat restarted over a ledger that forgets: {twice} decided twice", did_harm=twice > 0
    )
    return [outcome]


def _decide_by_beat(stage: FaultStage) -> None:
    stage.new_round(decide=False, pause=PAUSE)
    make_due(timezone.localdate())
    stage.start_programs()
    stage.require_condition(lambda: Reminder.objects.count() >= stage.messages, "nobody decided")
    stage.note_owed()


def require_whole_ledger(stage: FaultStage, outcome: FaultOutcome) -> None:
    decided = Reminder.objects.count()
    outcome.note_problem_unless(
        decided == stage.messages,
        f"{decided} reminders in the ledger for {stage.messages} people",
    )


# A deploy -----------------------------------------------------------------------------------------
def deploy_new_version(stage: FaultStage) -> list[FaultOutcome]:
    """The old worker is asked to end while the new one starts; what neither knows waits."""
    new = stage.add_program(worker_program(stage.place, "worker2"))
    stage.new_round(pause=PAUSE)
    # One message of a hundred gets a kind that this version does not know.
    some = OutboxMessage.objects.order_by("pk")[: stage.messages // 100]
    template = some[0].template
    OutboxMessage.objects.filter(pk__in=[message.pk for message in some]).update(template=FUTURE)
    stage.start_programs()
    app.send_task("agencies.celery_tasks.from_the_future")
    stage.wait_for_mails(0.25)
    app.send_task("agencies.celery_tasks.from_the_future")
    ended = _replace_worker(stage, new)
    unsent = OutboxMessage.objects.exclude(status=MessageStatus.SENT)
    stage.wait_until(lambda: not unsent.exclude(template=FUTURE).exists(), 60)
    unknown = unsent.filter(template=FUTURE)
    waited = unknown.filter(attempts__gte=1, lease_until=None).count()
    unknown.update(template=template, next_attempt_at=timezone.now())
    outcome = stage.judge_sending("deploy: SIGTERM in mid-delivery", 60)
    outcome.note_problem_unless(
        ended is not None, f"the old worker did not end within {GRACE:.0f} s"
    )
    outcome.note_problem_unless(
        waited == len(some), f"{waited} of {len(some)} unknown messages waited for the new version"
    )
    outcome.note_problem_unless(
        not stage.worker.falls and not new.falls, "a worker fell over an unknown task"
    )
    outcome.note = (
        f"the old worker ended {ended or 0:.1f} s after it was asked; {waited} messages of a kind "
        "it did not know waited for the new version (their kind renamed by data); two unknown "
        "tasks disturbed nobody"
    )
    third = stage.add_program(worker_program(stage.place, "worker3"))
    extra = stage.count_extra_without(
        NO_LEASE, sent=0.25, limit=60, meanwhile=lambda: _replace_worker(stage, third)
    )
    outcome.note_control(f"the same without leases: {extra} extra copies", did_harm=extra > 0)
    return [outcome]


def _replace_worker(stage: FaultStage, new: Program) -> float | None:
    # Seconds until the old worker has ended of itself, beside the new one; None when it had to be
    # killed.
    old = stage.worker
    old.supervised = False
    began = time.monotonic()
    old.process.terminate()  # the one process that a supervisor knows
    new.start()
    return time.monotonic() - began if stage.wait_until(lambda: not old.running, GRACE) else None


# Two beats ----------------------------------------------------------------------------------------
def double_beat(stage: FaultStage) -> list[FaultOutcome]:
    second = stage.add_program(beat_program(stage.place, "beat2"))
    stage.new_round(decide=False, pause=PAUSE)
    make_due(timezone.localdate())
    stage.start_programs()
    second.start()
    decided = _run_at_once(decide_reminders)
    stage.require_condition(
        lambda: OutboxMessage.objects.count() >= stage.messages, "nobody decided"
    )
    stage.note_owed()
    outcome = stage.judge_sending(f"two beats, {DECIDERS} deciders at once", 60)
    require_whole_ledger(stage, outcome)
    found = sum(decision.reminders for decision in decided)
    outcome.note = f"the deciders found {found}, the beats the rest"
    copies = stage.count_extra_without(NO_LEASE, limit=60)
    twice = _decide_without_key(stage)
    outcome.note_control(
        f"no lease: {copies} extra copies; a ledger without its key: {twice} decided twice",
        did_harm=copies > 0 and twice > 0,
    )
    return [outcome]


def _run_at_once(work: Callable) -> list:
    # What each of the deciders returns; they start together, each on its own connection.
    together = threading.Barrier(DECIDERS)

    def run(_number: int):
        together.wait(PATIENCE)
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(DECIDERS) as pool:
        return list(pool.map(run, range(DECIDERS)))


def _decide_without_key(stage: FaultStage) -> int:
    # Each of the deciders commits once all have decided.
    stage.new_round(decide=False)
    make_due(timezone.localdate())
    all_decided = threading.Barrier(DECIDERS)

    @transaction.atomic
    def decide_and_wait() -> None:
        decide_reminders()
        all_decided.wait(PATIENCE)

    with ledger_without_key():
        _run_at_once(decide_and_wait)
        return Reminder.objects.count() - stage.messages
