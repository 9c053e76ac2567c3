"""A mail server that is away for an hour, one that says nothing, and one that is slow."""

import datetime
import threading
import time

from django.core.mail.backends.smtp import EmailBackend
from django.db.models import F
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from faults.cases.kills import PAUSE
from faults.cases.redis import wait
from faults.mistakes import execute
from faults.plan import MAIL_TIMEOUT
from faults.result import Outcome
from faults.stage import CONTROL, Stage

HOUR = datetime.timedelta(hours=1)
# Seconds of the moved clock between the server's return and the last message: the lease of
# production and a minute.
BACK = 6 * 60.0

SILENT = 8.0
ANSWER_DELAY = 5.0
LEASE_OF_PRODUCTION, TIMEOUT_OF_PRODUCTION = 300, 10


def down_and_silent(stage: Stage) -> list[Outcome]:
    return [down(stage), silent(stage)]


def down(stage: Stage) -> Outcome:
    """With a third of the messages: each attempt of each is written down, and an hour has
    fourteen.
    """
    stage.new_round(only=max(stage.messages // 3, 200))
    stage.mail.rule(open=False)
    stage.start()
    moved = move_clock(stage, HOUR)
    stage.mail.rule(open=True)
    after = move_clock(stage, HOUR * 30)
    seconds = after.total_seconds()
    outcome = stage.outcome("mail server down for an hour", seconds=seconds, limit=BACK)
    most = max(OutboxMessage.objects.values_list("attempts", flat=True))
    outcome.note = (
        f"the hour is {moved.total_seconds() / 60:.0f} minutes by which the attempts were brought "
        "forward; seconds are "
        f"such too; at most {most} attempts counted"
    )
    lost = sent_once(stage)
    outcome.control = f"one attempt only, as a plain mail task: lost {lost}"
    outcome.control_failed = lost > 0
    return outcome


def move_clock(stage: Stage, longest: datetime.timedelta) -> datetime.timedelta:
    # Let the worker try all that is due, then bring what waits forward to its next attempt; the
    # time so gained.
    #
    # Moving the rows back is, for the portal, the same as moving the clock forward: it compares the
    # two only.
    moved = datetime.timedelta()
    for _attempt in range(60):
        stage.must(lambda: not due().exists(), "what is due is not tried")
        queued = OutboxMessage.objects.filter(status=MessageStatus.QUEUED)
        first = queued.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
        if first is None or moved >= longest:
            break
        gap = min(max(first - timezone.now(), datetime.timedelta(seconds=1)), longest - moved)
        queued.update(next_attempt_at=F("next_attempt_at") - gap)
        moved += gap
    return moved


def due():
    return OutboxMessage.objects.filter(
        status=MessageStatus.QUEUED, next_attempt_at__lte=timezone.now()
    )


def sent_once(stage: Stage) -> int:
    # The same outage for a delivery that gives up at the first failure.
    stage.new_round(only=CONTROL)
    stage.mail.rule(open=False)
    stage.start()
    stage.until(lambda: not due().exists(), 90)
    stage.end_programs()
    execute("UPDATE agencies_outboxmessage SET status = 'parked' WHERE status = 'queued'")
    stage.mail.rule(open=True)
    return stage.lost


def silent(stage: Stage) -> Outcome:
    stage.new_round(pause=PAUSE)
    stage.start()
    stage.taken(stage.messages // 4)
    stage.mail.rule(silent=True)
    wait(stage, SILENT)
    stage.mail.rule(silent=False)
    after = move_clock(stage, HOUR * 30)
    outcome = stage.outcome(
        f"mail server silent for {SILENT:.0f} s",
        allowed=2,
        seconds=after.total_seconds(),
        limit=BACK,
    )
    outcome.note = (
        "seconds by the moved clock; the copies allowed are of what was in flight when "
        "it fell silent"
    )
    blocked = seconds_without_timeout(stage)
    outcome.control = (
        f"no timeout: a sender stood still for all of the {blocked:.0f} s that it was watched"
    )
    outcome.control_failed = blocked >= SILENT
    return outcome


def seconds_without_timeout(stage: Stage) -> float:
    # How long one mail to a silent server takes without a timeout, as Django sends by default;
    # watched for a while.
    stage.mail.rule(silent=True)
    connection = EmailBackend(host="127.0.0.1", port=stage.mail.port)
    connection.timeout = None
    sender = threading.Thread(target=opened, args=(connection,), daemon=True)
    began = time.monotonic()
    sender.start()
    stage.until(lambda: not sender.is_alive(), SILENT)
    seconds = time.monotonic() - began
    stage.mail.rule(open=False)
    sender.join(5)
    stage.mail.rule(open=True, silent=False)
    return seconds


def opened(connection) -> None:
    try:
        connection.open()
    except OSError:
        return  # the server went away, which ends the wait


def slow(stage: Stage) -> list[Outcome]:
    """With the lease and the timeout of production: nothing is sent twice although one mail takes
    twenty seconds.
    """
    production = {
        "EMAIL_TIMEOUT": str(TIMEOUT_OF_PRODUCTION),
        "OUTBOX_LEASE_SECONDS": str(LEASE_OF_PRODUCTION),
    }
    stage.new_round()
    stage.mail.rule(answer_delay=ANSWER_DELAY)
    stage.start(**production)
    limit = LEASE_OF_PRODUCTION + 60.0
    seconds = stage.all_sent(limit)
    outcome = stage.outcome(
        f"every answer after {ANSWER_DELAY:.0f} s", seconds=seconds, limit=limit
    )
    outcome.note = (
        f"the lease ({LEASE_OF_PRODUCTION} s) and the timeout ({TIMEOUT_OF_PRODUCTION} "
        "s) of production"
    )
    stage.new_round()
    stage.mail.rule(answer_delay=ANSWER_DELAY)
    stage.start()
    stage.until(lambda: not due().exists(), 60)
    outcome.control = f"a timeout of {MAIL_TIMEOUT} s: lost {stage.lost} while watched"
    outcome.control_failed = stage.lost == stage.owed
    return [outcome]
