"""What must hold when several decide or deliver at once, or one is killed: real connections,
threads and processes.
"""

import datetime
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.mail.services.leases import lease_messages
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from config.embedded.processes import wait_until
from tests.agencies.sinks import TAKEN, Sink, running
from tests.factories import make_actor, make_task
from tests.together import at_once, on_own_connection

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[3]
FRIDAY, WEDNESDAY = date(2024, 3, 1), date(2024, 3, 6)
SMTP = "django.core.mail.backends.smtp.EmailBackend"
PATIENCE = 30
LEDGER_KEY = "UNIQUE (occurrence_id, seat_id, stage, due_on)"

DELIVER = """
import django
django.setup()
from agencies.mail.services import delivery
{change}
delivery.deliver_messages()
"""
MARK_BEFORE_SENDING = """
class Hasty(delivery.Deliverer):
    def _send(self, message, until):
        self.marker.mark_sent(message, until)
        super()._send(message, until)
        self.marker.wait_for_answer()
        self.marker.holds_lease = True
delivery.Deliverer = Hasty
"""


def make_due(count: int) -> None:
    """Tasks due on one day, each for one person."""
    giver = make_actor().seat
    for _number in range(count):
        make_task(
            lead=make_actor().seat.agency,
            due_on=WEDNESDAY,
            assigned_by=giver,
            source_label="Hội nghị",
        )


def queue(count: int) -> list[str]:
    """Message-IDs of as many queued reminders, in the order in which they will be sent."""
    make_due(count)
    decide_reminders(FRIDAY)
    return list(
        OutboxMessage.objects.order_by("urgency_on", "id").values_list("message_id", flat=True)
    )


def let_leases_run_out() -> None:
    """As if five minutes had gone by."""
    held = OutboxMessage.objects.filter(lease_until__isnull=False)
    held.update(lease_until=timezone.now() - datetime.timedelta(seconds=1))


def environment(port: int) -> dict[str, str]:
    address = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    return os.environ | {
        "DATABASE_URL": address,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "PYTHONPATH": str(ROOT),
    }


class Hold:
    """A moment at which the sink stands still, so that the test can end the sender there."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.reached, self.go_on = threading.Event(), threading.Event()
        self.seen = 0

    def __call__(self, _recipient: str) -> str:
        self.seen += 1
        if self.seen == self.number:
            self.reached.set()
            self.go_on.wait(PATIENCE)
        return TAKEN


def end_at(hold: Hold, port: int, command: list[str], number: signal.Signals) -> int:
    """Run a deliverer, send it the signal while the sink holds, and return how it ended."""
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environment(port), stdout=subprocess.DEVNULL
    ) as sender:
        assert wait_until(lambda: hold.reached.is_set() or sender.poll() is not None, PATIENCE)
        assert hold.reached.is_set(), "the deliverer ended before the sink held it"
        sender.send_signal(number)
        if number == signal.SIGKILL:
            sender.wait(PATIENCE)
        hold.go_on.set()
        return sender.wait(PATIENCE)


def send_the_rest(port: int) -> None:
    let_leases_run_out()
    with override_settings(
        EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=5
    ):
        deliver_messages()


def copies(sink: Sink) -> Counter:
    return Counter(mail["Message-ID"] for mail in sink.mails)


# Four deciders ---------------------------------------------------------------
def test_four_deciders_at_once_add_each_reminder_once():
    make_due(30)
    decisions = at_once(*[lambda: decide_reminders(FRIDAY)] * 4)
    assert sum(decision.reminders for decision in decisions) == 30
    assert (Reminder.objects.count(), OutboxMessage.objects.count()) == (30, 30)


def test_control_without_the_ledgers_key_deciders_repeat_each_other():
    """The same deciders on a ledger without its key, each committing once all have decided: the key
    is what holds.
    """
    make_due(5)
    all_decided = threading.Barrier(4)

    def decide_and_wait() -> None:
        with transaction.atomic():
            decide_reminders(FRIDAY)
            all_decided.wait(PATIENCE)

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE agencies_reminder DROP CONSTRAINT reminder_owed_once")
        try:
            at_once(*[decide_and_wait] * 4)
            assert Reminder.objects.count() == 20
        finally:
            cursor.execute(
                "TRUNCATE agencies_outboxmessage, agencies_reminder, agencies_invitation, "
                "agencies_peoplerow"
            )
            cursor.execute(
                f"ALTER TABLE agencies_reminder ADD CONSTRAINT reminder_owed_once {LEDGER_KEY}"
            )


# Several deliverers ----------------------------------------------------------
def test_three_deliverers_at_once_send_each_message_once():
    messages = queue(40)
    sink = Sink(delay=0.002)
    with (
        running(sink) as port,
        override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port),
    ):
        deliveries = at_once(*[lambda: [deliver_messages(limit=5).sent for _run in range(4)]] * 3)
    assert sum(map(sum, deliveries)) == 40
    assert copies(sink) == Counter(messages)


def test_a_deliverer_whose_lease_another_one_took_over_stops_after_its_message():
    """It slept past its lease, or a clock moved: at most the message in flight goes twice, not the
    whole batch.
    """
    messages = queue(8)
    hold = Hold(4)
    sink = Sink(judge=hold)
    with (
        running(sink) as port,
        override_settings(
            EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=PATIENCE
        ),
        ThreadPoolExecutor(1) as pool,
    ):
        sleeper = pool.submit(on_own_connection, deliver_messages)
        assert hold.reached.wait(PATIENCE)
        let_leases_run_out()
        assert len(lease_messages(250)[0]) == 5
        hold.go_on.set()
        assert sleeper.result(PATIENCE).sent == 4
        assert list(copies(sink)) == messages[:4]
        assert lease_messages(250)[0] == [], "the other one's lease still runs"
        send_the_rest(port)
    assert copies(sink) == Counter(messages)


# A killed deliverer ----------------------------------------------------------
@pytest.mark.parametrize(("moment", "extra"), [("refuse", 0), ("judge", 1)])
def test_kill_of_a_deliverer_loses_nothing_and_repeats_at_most_the_message_in_flight(moment, extra):
    """`refuse`: killed before the server had the message; `judge`: after, but before its answer
    came.
    """
    messages = queue(8)
    hold = Hold(4)
    sink = Sink(**{moment: hold})
    with running(sink) as port:
        assert (
            end_at(hold, port, ["-c", DELIVER.format(change="")], signal.SIGKILL) == -signal.SIGKILL
        )
        assert OutboxMessage.objects.filter(status=MessageStatus.SENT).count() == 3
        assert deliver_messages().handled == 0, "the lease still runs"
        send_the_rest(port)
    assert set(copies(sink)) == set(messages)
    assert len(sink.mails) == len(messages) + extra
    assert OutboxMessage.objects.filter(status=MessageStatus.SENT).count() == 8


def test_control_marking_before_sending_loses_the_message_in_flight():
    """The same kill with the two steps exchanged: proof that their order is what loses nothing."""
    messages = queue(8)
    hold = Hold(4)
    sink = Sink(refuse=hold)
    with running(sink) as port:
        end_at(hold, port, ["-c", DELIVER.format(change=MARK_BEFORE_SENDING)], signal.SIGKILL)
        send_the_rest(port)
    assert set(messages) - set(copies(sink)) == {messages[3]}


def test_asked_to_end_a_deliverer_finishes_its_message_and_gives_the_rest_back():
    messages = queue(8)
    hold = Hold(4)
    sink = Sink(judge=hold)
    with running(sink) as port:
        assert end_at(hold, port, ["manage.py", "deliver_messages"], signal.SIGTERM) == 0
        assert list(copies(sink)) == messages[:4]
        left = OutboxMessage.objects.filter(status=MessageStatus.QUEUED, lease_until__isnull=True)
        assert left.count() == 4
