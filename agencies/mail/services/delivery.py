"""Sending what is queued: at least once, with a second copy only of a message in flight at a
crash.
"""

import datetime
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_noop

from agencies.calendar.queries import working_calendar
from agencies.database.encryption import LostKeyError
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import messages_to_send, reason_to_cancel
from agencies.mail.services.leases import lease_duration, lease_messages, release_messages
from agencies.mail.services.letters import UnknownTemplateError, compose_letter, mail_of_message
from agencies.mail.services.marking import SentMessageMarker
from agencies.mail.services.retries import (
    cancel_message,
    expire_links,
    park_message,
    postpone_message,
    postpone_until_server_answers,
    readdress_message,
)
from agencies.mail.services.server import MailServerConnection, SendError, SendVerdict
from agencies.policies.queries import ReminderPolicies
from agencies.registry import NothingToSayError
from vietnam.calendar import WorkingCalendar

logger = logging.getLogger(__name__)

BATCH = 250
# The part of its lease for which a batch is sent; the rest is for the last message, should the
# server be slow.
HOLD = 0.4

NOT_WRITTEN = gettext_noop("The message could not be written; the portal's log has the details.")
SAME_ADDRESS = gettext_noop(
    "The address of the person is that of another message, which says the same."
)
NOTHING_LEFT = gettext_noop("Everything that it would have reported has been settled meanwhile.")
KEY_GONE = gettext_noop(
    "Its link cannot be read: the portal's former key is missing among its settings."
)
UNKNOWN_KIND = gettext_noop("This version of the portal does not know this kind of message.")


class BatchLostError(Exception):
    """What is left of the batch may be another deliverer's by now."""


@dataclass
class Delivery:
    """What became of the messages of one run; `postponed` ones are tried again later."""

    sent: int = 0
    postponed: int = 0
    parked: int = 0
    cancelled: int = 0

    @property
    def handled(self) -> int:
        return self.sent + self.postponed + self.parked + self.cancelled


def deliver_messages(
    limit: int | None = None, *, stop: Callable[[], bool] = lambda: False
) -> Delivery:
    """Send what is due, at most `limit` messages, until nothing is left, the server is out of reach
    or `stop()`.

    Several deliverers may run at once. Call it outside a transaction: each message is marked when
    it is sent.
    """
    marker = SentMessageMarker()
    with MailServerConnection() as server, marker.watching():
        deliverer = Deliverer(server, marker, stop)
        deliverer.delivery.cancelled += expire_links()
        while not deliverer.is_over and (limit is None or deliverer.delivery.handled < limit):
            keys, until = lease_messages(
                BATCH if limit is None else min(BATCH, limit - deliverer.delivery.handled)
            )
            if not keys:
                break
            try:
                deliverer.deliver(keys, until)
            finally:
                release_messages(keys, until)
    return deliverer.delivery


@dataclass
class Deliverer:
    """One run: its server, its counts, and whether it should end."""

    server: MailServerConnection
    marker: SentMessageMarker
    stop: Callable[[], bool]
    delivery: Delivery = field(default_factory=Delivery)
    calendar: WorkingCalendar = field(default_factory=working_calendar)
    unreachable: str = ""

    @cached_property
    def policies(self) -> ReminderPolicies:
        # Read when a first message must be tried again.
        return ReminderPolicies()

    @property
    def is_over(self) -> bool:
        return bool(self.unreachable) or self.stop()

    def deliver(self, keys: list[int], until: datetime.datetime | None) -> None:
        # Send a claimed batch; what is not handled is left for its lease to be given back.
        self.marker.holds_lease = True
        self.limit = time.monotonic() + HOLD * lease_duration().total_seconds()
        try:
            for message in self._written(keys):
                if self.unreachable:
                    self._wait(message)
                elif self.stop():
                    break
                else:
                    self._send(message, until)
        except BatchLostError:
            logger.warning("The rest of a batch is left to other deliverers")
        self.marker.wait()

    def _require_batch(self) -> None:
        # Raise BatchLostError unless the batch is still this deliverer's: another one may hold it
        # when a clock moved or this one slept. The mail before is marked by then.
        self.marker.wait()
        if not self.marker.holds_lease or time.monotonic() > self.limit:
            raise BatchLostError

    def _send(self, message: OutboxMessage, until: datetime.datetime | None) -> None:
        try:
            mail = mail_of_message(message)
        except LostKeyError:
            logger.error(
                "Message %s not sent: SECRET_KEY_FALLBACKS lacks the key of its link",
                message.message_id,
            )
            self._postpone(message, KEY_GONE)
            return
        try:
            self.server.send(mail, self._require_batch)
        except SendError as problem:
            logger.warning("Message %s not sent: %s", message.message_id, problem.reason)
            self._not_sent(message, problem)
            return
        self.delivery.sent += 1
        self.marker.mark_sent(message, until)

    def _not_sent(self, message: OutboxMessage, problem: SendError) -> None:
        if problem.verdict is SendVerdict.REFUSED:
            park_message(message, problem.reason)
            self.delivery.parked += 1
            return
        if problem.verdict is SendVerdict.UNREACHABLE:
            self.unreachable = problem.reason
            self._wait(message)
        else:
            self._postpone(message, problem.reason)

    def _wait(self, message: OutboxMessage) -> None:
        postpone_until_server_answers(message, self.unreachable, self.policies)
        self.delivery.postponed += 1

    def _postpone(self, message: OutboxMessage, reason: str) -> None:
        if postpone_message(message, reason, self.policies):
            self.delivery.postponed += 1
        else:
            self.delivery.parked += 1

    def _written(self, keys: list[int]) -> Iterator[OutboxMessage]:
        # Those of the batch that are still needed, each with its letter, written when it is its
        # turn.
        #
        # A letter that waited since an earlier attempt is written anew: what was due then may be
        # late by now.
        needed = [message for message in messages_to_send(keys) if not self._cancelled(message)]
        return filter(self._write, needed)

    def _cancelled(self, message: OutboxMessage) -> bool:
        reason = reason_to_cancel(message) or ("" if readdress_message(message) else SAME_ADDRESS)
        if reason:
            cancel_message(message, reason)
            self.delivery.cancelled += 1
        return bool(reason)

    def _write(self, message: OutboxMessage) -> bool:
        # Whether the letter could be written. One that fails must not stop those behind it.
        try:
            letter = compose_letter(message, self.calendar)
        except NothingToSayError:
            cancel_message(message, NOTHING_LEFT)
            self.delivery.cancelled += 1
            return False
        except UnknownTemplateError:
            # left to the newer version, should this be the old one in a deploy
            self._postpone(message, UNKNOWN_KIND)
            return False
        except Exception:
            logger.exception("Message %s could not be written", message.message_id)
            self._postpone(message, NOT_WRITTEN)
            return False
        message.subject = letter.subject
        message.text = letter.text
        message.html = letter.html
        return True
