"""kill -9 of the worker with all its senders, and of beat."""

import random

from django.utils import timezone

from agencies.mail.models import OutboxMessage
from agencies.reminders.models import Reminder
from faults.app import send_one
from faults.data import make_due
from faults.mistakes import forget_ledger
from faults.plan import LEASE
from faults.programs import SENDERS
from faults.result import Outcome
from faults.stage import CONTROL, Stage

KILLS = 4
ROUNDS = 3
BEAT_KILLS = 3
AFTER = LEASE + 60.0
SEED = 2024
# Seconds that the mail server waits before and after it takes a message, so that a kill falls into
# a sending.
PAUSE = 0.003


def moments(stage: Stage, count: int) -> list[int]:
    """After how many mails, at random but the same in every run."""
    tenth = stage.messages // 10
    return sorted(random.Random(SEED).sample(range(tenth, 9 * tenth), count))  # noqa: S311 repeatable, no secret


def worker_killed(stage: Stage) -> list[Outcome]:
    stage.new_round(pause=PAUSE)
    stage.start()
    for moment in moments(stage, KILLS):
        stage.taken(moment)
        stage.worker.kill()
        stage.worker.start()
    seconds = stage.all_sent(AFTER)
    allowed = KILLS * SENDERS
    outcome = stage.outcome(
        f"kill -9 of the worker group, {KILLS}×", allowed=allowed, seconds=seconds, limit=AFTER
    )
    hasty, tasks = marked_first(stage), one_task_each(stage)
    outcome.control = (
        f"marked before sending: lost {hasty}; one Celery task per message: lost {tasks}"
    )
    outcome.control_failed = hasty > 0 and tasks > 0
    return [outcome]


def marked_first(stage: Stage) -> int:
    # How many messages kills lose when each is marked before it is sent. The mail server takes its
    # time before it takes a mail, so that most kills fall into a sending; should none of three do
    # so, the round is played again.
    for _round in range(ROUNDS):
        if lost := _marked_first(stage):
            return lost
    return 0


def _marked_first(stage: Stage) -> int:
    stage.new_round(only=CONTROL // 2)
    stage.mail.rule(pause_before=0.05)
    stage.start(FAULTS_CONTROL="mark before sending")
    for quarter in (1, 2, 3):
        stage.taken(stage.owed * quarter // 4)
        stage.worker.kill()
        stage.worker.start()
    stage.all_sent(AFTER)
    stage.quiet(1)
    return stage.lost


def one_task_each(stage: Stage) -> int:
    """How many one kill loses for good or for the hour after which Redis gives a task out again."""
    stage.new_round(pause=PAUSE, only=CONTROL)
    queue_one_task_each(stage)
    stage.worker.start()
    stage.taken(stage.owed // 4)
    stage.worker.kill()
    stage.worker.start()
    stage.taken(stage.owed // 2)
    stage.quiet(3)
    return stage.lost


def queue_one_task_each(stage: Stage) -> None:
    send_one.app.control.purge()
    with send_one.app.producer_pool.acquire(block=True) as producer:
        for recipient, message_id in OutboxMessage.objects.values_list("recipient", "message_id"):
            send_one.apply_async((recipient, message_id), producer=producer)


def beat_killed(stage: Stage) -> list[Outcome]:
    decide_by_beat(stage)
    for moment in moments(stage, BEAT_KILLS):
        stage.taken(moment)
        stage.beat.kill()
        stage.beat.start()
    seconds = stage.all_sent(60)
    outcome = stage.outcome(f"kill -9 of beat, {BEAT_KILLS}×", seconds=seconds, limit=60)
    decided = Reminder.objects.count()
    if decided != stage.messages:
        outcome.problems.append(f"{decided} reminders in the ledger for {stage.messages} people")
    twice = without_ledger(stage)
    outcome.control = f"beat restarted over a ledger that forgets: {twice} decided twice"
    outcome.control_failed = twice > 0
    return [outcome]


def decide_by_beat(stage: Stage) -> None:
    stage.new_round(decide=False, pause=PAUSE)
    make_due(timezone.localdate())
    stage.start()
    stage.must(lambda: Reminder.objects.count() >= stage.messages, "beat's decision did not come")
    stage.owed_now()


def without_ledger(stage: Stage) -> int:
    decide_by_beat(stage)
    stage.taken(stage.messages // 4)
    stage.beat.kill()
    forget_ledger()
    stage.beat.start()
    stage.until(lambda: OutboxMessage.objects.count() > stage.messages, 30)
    return OutboxMessage.objects.count() - stage.messages
