"""PostgreSQL stopped as when its machine dies, in a decision and in a delivery, then restarted
under load.
"""

import http.client
import json
import socket
import threading
import time

from django.db import Error, connection
from django.utils import timezone

from agencies.mail.models import OutboxMessage
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from faults.cases.kills import PAUSE
from faults.data import make_due
from faults.mistakes import NEVER_MARKED, mistake
from faults.plan import LEASE
from faults.programs import SENDERS, web
from faults.result import Outcome
from faults.stage import CONTROL, Stage

AFTER = LEASE + 60.0
PAGE = "/readyz"


def restarted(stage: Stage) -> list[Outcome]:
    stage.new_round(decide=False, pause=PAUSE)
    make_due(timezone.localdate())
    port = free_port()
    stage.add(web(stage.place, port)).start()
    stage.must(lambda: reads_database(port), "the web server did not start")
    half_made = stop_in_decision(stage)
    web_after_decision = seconds_to_page(stage, port)
    decide_reminders()
    stage.owed_now()
    stage.start()
    for part, at_once in ((3, True), (1.5, False)):
        stage.taken(int(stage.messages / part))
        restart(stage, at_once=at_once)
    web_again = max(web_after_decision, seconds_to_page(stage, port))
    seconds = stage.all_sent(AFTER)
    wrong = sum(not reads_database(port) for _request in range(50))
    outcome = stage.outcome(
        "PostgreSQL restarted, 3×", allowed=2 * SENDERS, seconds=seconds, limit=AFTER
    )
    outcome.problems += [half_made] if half_made else []
    outcome.problems += [f"{wrong} of 50 requests failed once it was back"] if wrong else []
    outcome.note = (
        f"the web answered again within {web_again:.1f} s; then 50 requests without an error"
    )
    stage.new_round(only=CONTROL)
    extra = without_marks(stage)
    outcome.control = f"a delivery that keeps no mark of what it sent: {extra} extra copies"
    outcome.control_failed = extra > outcome.allowed
    return [outcome]


def restart(stage: Stage, *, at_once: bool) -> None:
    stage.servers.postgres.stop(at_once=at_once)
    stage.servers.postgres.start(stage.servers.sockets)
    connection.close()


def stop_in_decision(stage: Stage) -> str:
    # What is wrong with the rows when the server dies in a decision; empty when all are there or
    # none is.
    decider = threading.Thread(target=decide_unheard)
    decider.start()
    time.sleep(0.05)  # into the statement, which takes a few tenths of a second
    restart(stage, at_once=True)
    decider.join()
    reminders, messages = Reminder.objects.count(), OutboxMessage.objects.count()
    whole = reminders == messages and reminders in (0, stage.messages)
    return "" if whole else f"half a decision: {reminders} reminders, {messages} messages"


def decide_unheard() -> None:
    try:
        decide_reminders()
    except Error:
        return  # that is the fault
    finally:
        connection.close()


def without_marks(stage: Stage) -> int:
    with mistake(NEVER_MARKED):
        stage.start()
        stage.taken(stage.owed + stage.owed // 4)
        stage.end_programs()
    return stage.extra


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def reads_database(port: int) -> bool:
    """Whether the web answers, and what it answers comes from the database; the jobs do not run
    here.
    """
    page = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        page.request("GET", PAGE)
        return json.load(page.getresponse())["database"]
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        return False
    finally:
        page.close()


def seconds_to_page(stage: Stage, port: int) -> float:
    began = time.monotonic()
    stage.must(lambda: reads_database(port), "the web does not answer again", 60)
    return time.monotonic() - began
