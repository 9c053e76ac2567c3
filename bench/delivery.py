"""Delivery of 5.000 reminders to a local mail server, beside Django sending as many over one
connection.
"""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.mail import get_connection
from django.test import override_settings

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.mail.services.letters import mail_of_message
from agencies.reminders.services import decide_reminders
from bench.data import execute
from bench.measure import ROUNDS, Figure, in_turns, seconds
from bench.reminders import DUE, make_due
from bench.sink import serve

EACH = DUE // ROUNDS
LONGEST, SHARE = 60.0, 0.5
BUSY = 400
"""Django itself sends fewer a second than this only where other work holds the machine: then only
the share counts.
"""


def measure(tasks: int) -> list[Figure]:
    on, _soon = make_due(tasks)
    decide_reminders(on)
    execute(
        "UPDATE agencies_outboxmessage SET next_attempt_at = now()",
        "VACUUM ANALYZE agencies_outboxmessage",
    )
    taken = []
    with (
        _mail_server() as (port, count),
        override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=port,
        ),
    ):
        letters = []

        def ours() -> float:
            taken.append(seconds(lambda: deliver_messages(limit=EACH)))
            letters[:] = letters or list(
                OutboxMessage.objects.filter(status=MessageStatus.SENT)[:EACH]
            )
            return taken[-1]

        each, floor = in_turns(ours, lambda: _send_with_django(letters))
        arrived = count.value
    sent = OutboxMessage.objects.filter(status=MessageStatus.SENT).count()
    complete = sent == DUE and arrived == DUE + ROUNDS * EACH
    is_busy = EACH / floor < BUSY
    passed = complete and floor / each >= SHARE and (is_busy or sum(taken) <= LONGEST)
    note = f"{DUE} in {sum(taken):.1f} s, {EACH / each:.0f}/s beside {EACH / floor:.0f}/s"
    return [
        Figure(
            f"delivery of {EACH}",
            each,
            floor,
            "half of Django's rate, 5000 in 60 s",
            passed,
            note,
            is_by_ratio=sum(taken) > LONGEST,
        )
    ]


def _send_with_django(letters: list[OutboxMessage]) -> float:
    """The same mails, written before the clock starts, over one connection."""
    mails = [mail_of_message(letter) for letter in letters]
    return seconds(lambda: get_connection().send_messages(mails))


@contextmanager
def _mail_server() -> Iterator[tuple]:
    """A sink in a process of its own; its port, and the count of what it took."""
    context = multiprocessing.get_context("spawn")
    port, count = context.Queue(), context.Value("i", 0)
    process = context.Process(target=serve, args=(port, count), daemon=True)
    process.start()
    try:
        yield port.get(timeout=30), count
    finally:
        process.terminate()
        process.join()
