"""Redis emptied, down, and cut off: the queue only wakes what PostgreSQL knows. PostgreSQL stopped
as when its machine dies, in a decision and in a delivery, then restarted under load.
"""

import contextlib
import threading
import time

from django.db import Error, connection
from django.utils import timezone
from redis import Redis

from agencies.mail.models import OutboxMessage
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from faults.cases.workers import begin_round_of_tasks
from faults.data import NEVER_MARKED, make_due
from faults.plan import LEASE
from faults.programs import SENDERS, find_free_port, reads_database, web_program
from faults.result import FaultOutcome
from faults.stage import CONTROL, PAUSE, FaultStage

DOWN = 10.0
AFTER = LEASE + 60.0
CUTS = 3
SECONDS_BETWEEN_CUTS = 1.0
REQUESTS = 50


# Redis -------------------------------------------------------------------------------------------
def lose_redis(stage: FaultStage) -> list[FaultOutcome]:
    stage.begin_round(sent=1 / 3, held_back=1 / 3)
    _empty_redis(stage)
    stage.wait_for_mails(0.5)
    stage.servers.valkey.stop()
    stage.wait(DOWN)
    stage.servers.valkey.start(stage.servers.sockets)
    stage.release_held_back()
    outcome = stage.judge_sending(f"FLUSHALL, then Redis down for {DOWN:.0f} s", AFTER)
    outcome.note = (
        "a third fell due only when Redis was back; programs that fell and were restarted: "
        f"{_count_falls(stage)}"
    )
    begin_round_of_tasks(stage)
    _empty_redis(stage)
    stage.wait_for_quiet(3)
    outcome.note_control(
        f"one Celery task per message, FLUSHALL alone: lost {stage.lost}", did_harm=stage.lost > 0
    )
    return [outcome]


def cut_redis(stage: FaultStage) -> list[FaultOutcome]:
    stage.begin_round(sent=0.25, held_back=0.5)
    cut = 0
    for _cut in range(CUTS):
        cut += stage.proxy.cut()
        stage.wait(SECONDS_BETWEEN_CUTS)
    stage.release_held_back()
    outcome = stage.judge_sending(f"connections to Redis reset, {CUTS}× in {CUTS} s", AFTER)
    outcome.note = (
        f"{cut} connections cut, half of the messages due only afterwards; programs that fell: "
        f"{_count_falls(stage)}"
    )
    # The same with nothing behind the door: that what fell due afterwards was sent shows that
    # workers came back.
    stage.begin_round(sent=0.25, held_back=0.5, only=CONTROL)
    stage.proxy.close()
    stage.wait_for_quiet(3)
    stage.release_held_back()
    stage.wait(5)
    stage.wait_for_quiet(3)
    outcome.note_control(f"connections cut for good: lost {stage.lost}", did_harm=stage.lost > 0)
    return [outcome]


def _empty_redis(stage: FaultStage) -> None:
    with Redis(unix_socket_path=str(stage.servers.sockets / "valkey.sock")) as client:
        client.flushall()


def _count_falls(stage: FaultStage) -> int:
    return sum(program.falls for program in stage.programs)


# PostgreSQL --------------------------------------------------------------------------------------
def restart_postgres(stage: FaultStage) -> list[FaultOutcome]:
    stage.new_round(decide=False, pause=PAUSE)
    make_due(timezone.localdate())
    port = find_free_port()
    stage.add_program(web_program(stage.place, port)).start()
    stage.require_condition(lambda: reads_database(port), "the web server did not start")
    reminders, messages = _stop_in_decision(stage)
    web_after_decision = _seconds_until_page(stage, port)
    decide_reminders()
    stage.note_owed()
    stage.start_programs()
    for share, at_once in ((1 / 3, True), (2 / 3, False)):
        stage.wait_for_mails(share)
        _restart(stage, at_once=at_once)
    web_again = max(web_after_decision, _seconds_until_page(stage, port))
    outcome = stage.judge_sending("PostgreSQL restarted, 3×", AFTER, allowed=2 * SENDERS)
    outcome.note_problem_unless(
        reminders == messages and reminders in (0, stage.messages),
        f"half a decision: {reminders} reminders, {messages} messages",
    )
    wrong = sum(not reads_database(port) for _request in range(REQUESTS))
    outcome.note_problem_unless(
        not wrong, f"{wrong} of {REQUESTS} requests failed once it was back"
    )
    outcome.note = (
        f"the web answered again within {web_again:.1f} s; then {REQUESTS} requests without an "
        "error"
    )
    extra = stage.count_extra_without(NEVER_MARKED, sent=1.25, pause=0)
    outcome.note_control(
        f"a delivery that keeps no mark of what it sent: {extra} extra copies",
        did_harm=extra > outcome.allowed,
    )
    return [outcome]


def _restart(stage: FaultStage, *, at_once: bool) -> None:
    stage.servers.postgres.stop(at_once=at_once)
    stage.servers.postgres.start(stage.servers.sockets)
    connection.close()


def _stop_in_decision(stage: FaultStage) -> tuple[int, int]:
    # How many reminders and messages there are when the server died in a decision.
    decider = threading.Thread(target=_decide_until_stopped)
    decider.start()
    time.sleep(0.05)  # into the statement, which takes a few tenths of a second
    _restart(stage, at_once=True)
    decider.join()
    return Reminder.objects.count(), OutboxMessage.objects.count()


def _decide_until_stopped() -> None:
    with contextlib.closing(connection), contextlib.suppress(Error):  # that is the fault
        decide_reminders()


def _seconds_until_page(stage: FaultStage, port: int) -> float:
    began = time.monotonic()
    stage.require_condition(lambda: reads_database(port), "the web does not answer again", 60)
    return time.monotonic() - began
