"""A mail server that is away for an hour, one that says nothing, and one that is slow."""

import contextlib
import datetime
import threading
import time

from django.core.mail.backends.smtp import EmailBackend
from django.db.models import F
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from faults.plan import MAIL_TIMEOUT
from faults.result import FaultOutcome
from faults.stage import CONTROL, FaultStage, due_messages, queued_messages

HOUR = datetime.timedelta(hours=1)
# Seconds of the moved clock between the server's return and the last message: the lease of
# production and a minute.
BACK = 6 * 60.0
SILENT = 8.0
# Longer than the harness' own timeout, shorter than production's.
ANSWER_DELAY = 2.5
LEASE_OF_PRODUCTION = 300
TIMEOUT_OF_PRODUCTION = 10


def shut_down(stage: FaultStage) -> list[FaultOutcome]:
    """With a third of the messages: each attempt of each is written down, and an hour has
    fourteen.
    """
    stage.new_round(only=max(stage.messages // 3, 200))
    stage.mail.set_rules(open=False)
    stage.start_programs()
    moved = _move_clock(stage, HOUR)
    stage.mail.set_rules(open=True)
    seconds = _move_clock(stage, HOUR * 30).total_seconds()
    outcome = stage.judge_fault("mail server down for an hour", seconds=seconds, limit=BACK)
    most = max(OutboxMessage.objects.values_list("attempts", flat=True))
    outcome.note = (
        f"the hour is {moved.total_seconds() / 60:.0f} minutes by which the attempts were brought "
        f"forward; seconds are such too; at most {most} attempts counted"
    )
    # The same outage for a delivery that gives up at the first failure.
    stage.new_round(only=CONTROL)
    stage.mail.set_rules(open=False)
    stage.start_programs()
    stage.wait_until(lambda: not due_messages().exists(), 90)
    stage.end_programs()
    queued_messages().update(status=MessageStatus.PARKED)
    stage.mail.set_rules(open=True)
    outcome.note_control(
        f"one attempt only, as a plain mail task: lost {stage.lost}", did_harm=stage.lost > 0
    )
    return [outcome]


def _move_clock(stage: FaultStage, longest: datetime.timedelta) -> datetime.timedelta:
    # Let the worker try all that is due, then bring what waits forward to its next attempt; the
    # time so gained. Moving the rows back is, for the portal, the same as moving the clock forward:
    # it compares the two only.
    moved = datetime.timedelta()
    for _attempt in range(60):
        stage.require_condition(lambda: not due_messages().exists(), "what is due is not tried")
        first = queued_messages().order_by("next_attempt_at").first()
        if first is None or moved >= longest:
            break
        gap = max(first.next_attempt_at - timezone.now(), datetime.timedelta(seconds=1))
        gap = min(gap, longest - moved)
        queued_messages().update(next_attempt_at=F("next_attempt_at") - gap)
        moved += gap
    return moved


def fall_silent(stage: FaultStage) -> list[FaultOutcome]:
    stage.begin_round(sent=0.25)
    stage.mail.set_rules(silent=True)
    stage.wait(SILENT)
    stage.mail.set_rules(silent=False)
    seconds = _move_clock(stage, HOUR * 30).total_seconds()
    outcome = stage.judge_fault(
        f"mail server silent for {SILENT:.0f} s", allowed=2, seconds=seconds, limit=BACK
    )
    outcome.note = (
        "seconds by the moved clock; the copies allowed are of what was in flight when it fell "
        "silent"
    )
    blocked = _seconds_without_timeout(stage)
    outcome.note_control(
        f"no timeout: a sender stood still for all of the {blocked:.0f} s that it was watched",
        did_harm=blocked >= SILENT,
    )
    return [outcome]


def _seconds_without_timeout(stage: FaultStage) -> float:
    # How long one mail to a silent server takes without a timeout, as Django sends by default;
    # watched for a while.
    stage.mail.set_rules(silent=True)
    backend = EmailBackend(host="127.0.0.1", port=stage.mail.port)
    backend.timeout = None
    sender = threading.Thread(target=_open_until_closed, args=(backend,), daemon=True)
    began = time.monotonic()
    sender.start()
    stage.wait_until(lambda: not sender.is_alive(), SILENT)
    seconds = time.monotonic() - began
    stage.mail.set_rules(open=False)
    sender.join(5)
    stage.mail.set_rules(open=True, silent=False)
    return seconds


def _open_until_closed(backend: EmailBackend) -> None:
    with contextlib.suppress(OSError):  # the server goes away, which ends the wait
        backend.open()


def slow_down(stage: FaultStage) -> list[FaultOutcome]:
    """With the lease and the timeout of production: nothing is sent twice although one mail takes
    longer than the harness' own timeout by far.
    """
    stage.new_round()
    stage.mail.set_rules(answer_delay=ANSWER_DELAY)
    stage.start_programs(
        EMAIL_TIMEOUT=str(TIMEOUT_OF_PRODUCTION), OUTBOX_LEASE_SECONDS=str(LEASE_OF_PRODUCTION)
    )
    outcome = stage.judge_sending(
        f"every answer after {ANSWER_DELAY} s", LEASE_OF_PRODUCTION + 60.0
    )
    outcome.note = (
        f"the lease ({LEASE_OF_PRODUCTION} s) and the timeout ({TIMEOUT_OF_PRODUCTION} s) of "
        "production"
    )
    stage.new_round()
    stage.mail.set_rules(answer_delay=ANSWER_DELAY)
    stage.start_programs()
    stage.wait_until(lambda: not due_messages().exists(), 60)
    outcome.note_control(
        f"a timeout of {MAIL_TIMEOUT} s: lost {stage.lost} while watched",
        did_harm=stage.lost == len(stage.wanted),
    )
    return [outcome]
