"""A deploy in mid-delivery: the old worker is asked to end while the new one starts; what neither
knows waits.
"""

import time

from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from config.celery import app
from faults.cases.kills import PAUSE
from faults.mistakes import NO_LEASE, mistake
from faults.programs import worker
from faults.result import Outcome
from faults.stage import CONTROL, Stage

FUTURE = "from_the_future"
# Seconds that docker-compose.yml gives the old worker.
GRACE = 60.0


def sigterm(stage: Stage) -> list[Outcome]:
    new = stage.add(worker(stage.place, "worker2"))
    stage.new_round(pause=PAUSE)
    template = mark_as_of_the_new_version(stage)
    stage.start()
    app.send_task("agencies.celery_tasks.from_the_future")
    stage.taken(stage.messages // 4)
    app.send_task("agencies.celery_tasks.from_the_future")
    ended = replace_worker(stage, new)
    stage.until(lambda: not unsent().exclude(template=FUTURE).exists(), 60)
    kept = unsent().filter(template=FUTURE, attempts__gte=1, lease_until=None).count()
    unsent().filter(template=FUTURE).update(template=template, next_attempt_at=timezone.now())
    seconds = stage.all_sent(60)
    outcome = stage.outcome("deploy: SIGTERM in mid-delivery", seconds=seconds, limit=60)
    outcome.problems += (
        [] if ended is not None else [f"the old worker did not end within {GRACE:.0f} s"]
    )
    waiting = stage.messages // 100
    outcome.problems += (
        []
        if kept == waiting
        else [f"{kept} of {waiting} unknown messages waited for the new version"]
    )
    outcome.problems += (
        ["a worker fell over an unknown task"] if stage.worker.falls or new.falls else []
    )
    outcome.note = (
        f"the old worker ended {ended or 0:.1f} s after it was asked; {kept} messages of a kind "
        "it did not know waited "
        f"for the new version (their kind renamed by data); two unknown tasks disturbed nobody"
    )
    extra = without_leases(stage, worker(stage.place, "worker3"))
    outcome.control = f"the same without leases: {extra} extra copies"
    outcome.control_failed = extra > 0
    return [outcome]


def mark_as_of_the_new_version(stage: Stage) -> str:
    # One message of a hundred gets a kind that this version does not know; their real kind.
    keys = list(
        OutboxMessage.objects.order_by("pk").values_list("pk", flat=True)[: stage.messages // 100]
    )
    template = OutboxMessage.objects.get(pk=keys[0]).template
    OutboxMessage.objects.filter(pk__in=keys).update(template=FUTURE)
    return template


def unsent():
    return OutboxMessage.objects.exclude(status=MessageStatus.SENT)


def replace_worker(stage: Stage, new) -> float | None:
    # Seconds until the old worker has ended of itself, beside the new one; None when it had to be
    # killed.
    old = stage.worker
    old.supervised = False
    began = time.monotonic()
    old.ask_to_end()
    new.start()
    return time.monotonic() - began if stage.until(lambda: not old.running, GRACE) else None


def without_leases(stage: Stage, new) -> int:
    stage.add(new)
    stage.new_round(pause=PAUSE, only=CONTROL)
    with mistake(NO_LEASE):
        stage.start()
        stage.taken(stage.owed // 4)
        replace_worker(stage, new)
        stage.all_sent(60)
        stage.end_programs()
    return stage.extra
