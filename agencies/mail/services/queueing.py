"""The one writer of the outbox, but for the daily decision, which queues in its own statement
(services/reminders).
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import ACCOUNT_LETTER, OutboxMessage
from agencies.people.choices import Channel
from agencies.people.queries import Recipient, unique_recipients
from agencies.registry import registry


def mail_domain() -> str:
    # The right side of our Message-IDs: the sender's domain, else the portal's host.
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return sender or urlsplit(settings.SITE_URL).hostname or "localhost"


def new_message_id() -> str:
    return f"<{uuid.uuid4()}@{mail_domain()}>"


def build_letter(
    kind: str,
    to: Recipient,
    *,
    channel: str = Channel.MAIL,
    at: datetime.datetime | None = None,
    send_from: datetime.datetime | None = None,
    **about: object,
) -> OutboxMessage:
    """A letter of a declared kind, not queued yet. `at`: when it is written (now); `send_from`:
    when it may go (at once); `about`: its `context`, `urgency_on` and what else of the row the kind
    needs. A notice of the portal's own channel is there at once.

    Raises ValueError where no such kind is declared, or one that cannot be carried has a `bundle`.
    """
    if kind not in registry.letters and not kind.startswith(ACCOUNT_LETTER):
        raise ValueError(f"no kind of letters is called {kind}")
    if about.get("bundle") and not registry.letters[kind].may_be_carried:
        raise ValueError(f"a letter of the kind {kind} cannot be carried by another one")
    at = at or timezone.now()
    is_notice = channel == Channel.PORTAL
    written = {"message_id": new_message_id(), "created_at": at, "next_attempt_at": send_from or at}
    return OutboxMessage(
        template=kind,
        recipient=to.address,
        person=to.person,
        seat=to.seat,
        channel=channel,
        status=MessageStatus.SENT if is_notice else MessageStatus.QUEUED,
        sent_at=at if is_notice else None,
        **written | about,
    )


def queue_letters(*letters: OutboxMessage) -> list[OutboxMessage]:
    # In the transaction of the act that they tell of.
    return OutboxMessage.objects.bulk_create(letters)


def queue_letters_once(
    kind: str,
    to: Iterable[Recipient],
    *,
    occasion: str,
    context: Mapping[str, object],
    urgency_on: datetime.date | None = None,
    at: datetime.datetime | None = None,
    **about: object,
) -> int:
    """One mail for each person; returns how many. `occasion` names what they are about: nobody is
    written to twice about it, although several may queue the same letters at once. `about`: as
    `build_letter` takes it.
    """
    common: dict[str, Any] = {
        "context": context,
        "urgency_on": urgency_on or timezone.localdate(),
        "at": at,
        **about,
    }
    by_id = {
        f"<{occasion}-{_key_of(recipient)}@{mail_domain()}>": recipient
        for recipient in unique_recipients(to)
    }
    known = OutboxMessage.objects.filter(message_id__in=by_id).values_list("message_id", flat=True)
    # in one order, so that two who queue the same letters do not block each other
    fresh = sorted(by_id.keys() - set(known))
    letters = [
        build_letter(kind, by_id[message_id], message_id=message_id, **common)
        for message_id in fresh
    ]
    return len(OutboxMessage.objects.bulk_create(letters, ignore_conflicts=True))


def _key_of(recipient: Recipient) -> str:
    # Of a person, or of the seat behind an address alone.
    if recipient.person:
        return str(recipient.person.pk)
    return f"seat-{recipient.seat.pk}" if recipient.seat else recipient.address
