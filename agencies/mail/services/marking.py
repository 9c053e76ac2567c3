"""Marking mails as sent, while the next mail is written and announced to the server.

The content of that next mail goes only once PostgreSQL has answered: a kill finds one sent mail
unmarked at most.
"""

import datetime
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import messages_with_sources, reason_to_cancel
from agencies.registry import registry


def finish_bundled_messages(
    message: OutboxMessage, status: MessageStatus, reason: str = ""
) -> None:
    """Give the carried reminders the end of their mail; what was settled meanwhile was not told,
    and is cancelled.
    """
    if not bundles_others(message):
        return
    carried = OutboxMessage.objects.filter(bundle=message, status=MessageStatus.QUEUED)
    if status == MessageStatus.SENT:
        for child in messages_with_sources().filter(pk__in=carried):
            if why := reason_to_cancel(child):
                carried.filter(pk=child.pk).update(status=MessageStatus.CANCELLED, last_error=why)
    sent_at = timezone.now() if status == MessageStatus.SENT else None
    carried.update(status=status, last_error=reason, sent_at=sent_at)


def requeue_bundled_messages(message: OutboxMessage) -> None:
    if bundles_others(message):
        OutboxMessage.objects.filter(bundle=message, status=MessageStatus.PARKED).update(
            status=MessageStatus.QUEUED, recipient=message.recipient
        )


def bundles_others(message: OutboxMessage) -> bool:
    """Whether it is a mail such as a digest; of a kind that this version does not know, nothing is
    said.
    """
    kind = registry.letters.get(message.template)
    return kind is not None and kind.carries_others


SENT = b"""
UPDATE agencies_outboxmessage message
SET status = 'sent', sent_at = $2::timestamptz, attempts = attempts + 1, last_error = '',
    lease_until = NULL, encrypted_link = '', subject = $4, text = $5, html = $6
FROM (SELECT id, lease_until FROM agencies_outboxmessage WHERE id = $1::bigint) AS before
WHERE message.id = before.id AND message.status = 'queued'
RETURNING before.lease_until IS NOT DISTINCT FROM $3::timestamptz
"""
TRUE = b"t"


class SentMessageMarker:
    """Marks one mail after the other. `holds_lease`: whether no other deliverer may have taken over
    the batch.
    """

    def __init__(self) -> None:
        self.holds_lease = True
        self._is_waiting = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Within, whatever else is asked of the database waits for the answer first."""
        with connection.execute_wrapper(self._wait_first):
            yield

    def mark_sent(self, message: OutboxMessage, until: datetime.datetime | None) -> None:
        """Keep what was sent, and that it was; `until` is the end of the sender's lease.

        A mail that carries others is marked with them, or none of them is.
        """
        self.wait()
        if bundles_others(message):
            with transaction.atomic():
                finish_bundled_messages(message, MessageStatus.SENT)
                self._ask(message, until)
                self.wait()
        else:
            self._ask(message, until)

    def wait(self) -> None:
        """Until the last mail is marked. Raises django.db.Error where it could not be."""
        if not self._is_waiting:
            return
        self._is_waiting = False
        with connection.wrap_database_errors:
            answer = _answer()
        if answer is None or answer.status != ExecStatus.TUPLES_OK:
            problem = connection.connection.pgconn.error_message.decode(errors="replace").strip()
            raise OperationalError(f"a sent mail could not be marked: {problem}")
        self.holds_lease = answer.ntuples == 1 and answer.get_value(0, 0) == TRUE

    def _ask(self, message: OutboxMessage, until: datetime.datetime | None) -> None:
        values = (message.pk, timezone.now(), until, message.subject, message.text, message.html)
        connection.ensure_connection()
        with connection.wrap_database_errors:
            connection.connection.pgconn.send_query_params(
                SENT, [None if value is None else str(value).encode() for value in values]
            )
        self._is_waiting = True

    def _wait_first(self, execute: Callable[..., object], *question: object) -> object:
        self.wait()
        return execute(*question)


def _answer() -> PGresult | None:
    # The result of the one statement that was sent.
    line = connection.connection.pgconn
    answer = None
    while True:
        while line.is_busy():
            select.select([line.socket], [], [])
            line.consume_input()
        result = line.get_result()
        if result is None:
            return answer
        answer = result
