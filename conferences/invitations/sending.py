"""Letters of invitation into the outbox: to each seat of a body that can be written to, else to its
own address with the signed link; each tells of the present time and place.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from agencies.bodies.choices import SeatRole
from agencies.database.encryption import LETTER_LINKS, encrypt_secret
from agencies.mail.models import OutboxMessage
from agencies.mail.services.queueing import build_letter, queue_letters
from agencies.people.models import SeatHolding
from agencies.people.queries import Recipient, recipients, unique_recipients
from conferences.invitations.addresses import invitation_token
from conferences.invitations.choices import InvitationLetter
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.models import Conference
from conferences.permissions import ConferencePermission

READERS = [role for role in SeatRole if ConferencePermission.SEE_CONFERENCES.is_given_to(role)]


@dataclass(frozen=True)
class Sent:
    """What came of a sending: so many bodies, by so many letters; of `unreached` nobody has an
    address.
    """

    bodies: int = 0
    letters: int = 0
    unreached: int = 0


def send_invitations(conference: Conference) -> Sent:
    """To all who have not been told of the present time and place. The conference is locked: nobody
    is told twice.
    """
    behind = ConferenceInvitation.objects.filter(point__conference=conference).exclude(
        sent_sequence=conference.sequence
    )
    rows = list(behind.select_related("agency"))
    fresh = [row for row in rows if row.sent_at is None]
    told = [row for row in rows if row.sent_at is not None]
    first = _send(conference, fresh, InvitationLetter.INVITED)
    again = _send(conference, told, InvitationLetter.MOVED)
    return Sent(
        first.bodies + again.bodies,
        first.letters + again.letters,
        first.unreached + again.unreached,
    )


def send_cancellation(conference: Conference) -> Sent:
    """To all who were invited."""
    rows = ConferenceInvitation.objects.filter(
        point__conference=conference, sent_at__isnull=False
    ).select_related("agency")
    return _send(conference, list(rows), InvitationLetter.CANCELLED)


def send_reminders(rows: list[ConferenceInvitation], today: datetime.date) -> int:
    """To bodies that have not answered, whose rows are locked; returns how many letters that were.
    Whom no letter reaches is not marked as reminded.
    """
    readers = _readers({row.agency_id for row in rows})
    letters: list[OutboxMessage] = []
    for row in rows:
        conference = row.point.conference
        own = _letters(conference, row, InvitationLetter.REMINDED, readers[row.agency_id])
        letters += own
        row.reminded_on = today if own else row.reminded_on
    queue_letters(*letters)
    ConferenceInvitation.objects.bulk_update(rows, ["reminded_on"])
    return len(letters)


def _send(conference: Conference, rows: list[ConferenceInvitation], kind: InvitationLetter) -> Sent:
    readers = _readers({row.agency_id for row in rows})
    now = timezone.now()
    letters: list[OutboxMessage] = []
    for row in rows:
        own = _letters(conference, row, kind, readers[row.agency_id])
        letters += own
        row.letters = len(own)
        row.sent_at = row.sent_at or now
        row.sent_sequence = conference.sequence
        if kind == InvitationLetter.MOVED:
            row.reminded_on = timezone.localdate(now)
    queue_letters(*letters)
    changed = ["letters", "sent_at", "sent_sequence", "reminded_on"]
    ConferenceInvitation.objects.bulk_update(rows, changed)
    return Sent(len(rows), len(letters), sum(row.letters == 0 for row in rows))


def _readers(agencies: Iterable[int]) -> dict[int, list[Recipient]]:
    today = timezone.localdate()
    held = SeatHolding.objects.filter(seat__agency__in=agencies, seat__role__in=READERS)
    found: dict[int, list[Recipient]] = defaultdict(list)
    for recipient in recipients(held, on=today):
        if recipient.seat:
            found[recipient.seat.agency_id].append(recipient)
    return found


def _letters(
    conference: Conference,
    invitation: ConferenceInvitation,
    kind: InvitationLetter,
    readers: list[Recipient],
) -> list[OutboxMessage]:
    context: dict[str, object] = {"invitation": invitation.pk, "sequence": conference.sequence}
    urgency_on = timezone.localdate()
    if readers:
        return [
            build_letter(kind, to, context=context, urgency_on=urgency_on)
            for to in unique_recipients(readers)
        ]
    address = invitation.agency.email
    if not address:
        return []
    return [_guest_letter(conference, invitation, kind, context, Recipient(address))]


def _guest_letter(
    conference: Conference,
    invitation: ConferenceInvitation,
    kind: InvitationLetter,
    context: dict[str, object],
    to: Recipient,
) -> OutboxMessage:
    # Whoever has the link answers for the body: it waits encrypted, and the kept text never has it.
    with override(settings.LANGUAGE_CODE):
        mask = gettext("[the link is only in the recipient's own letter]")
    page = reverse("conferences:invitation-answer", args=[invitation_token(invitation)])
    return build_letter(
        kind.for_guests,
        to,
        context=context | {"mask": mask},
        urgency_on=timezone.localdate(),
        encrypted_link=encrypt_secret(settings.SITE_URL + page, purpose=LETTER_LINKS),
        link_until=conference.ends_at,
    )
