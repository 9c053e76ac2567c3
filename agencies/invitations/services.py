"""Invitations of many people at once: one letter to each address, at a pace that the mail server
can take.
"""

import datetime
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_actions
from agencies.bodies.choices import SeatRole
from agencies.database.locking import lock_rows
from agencies.database.tokens import token_digest
from agencies.invitations.queries import invitations_of_same_letters
from agencies.mail.account_letter_links import INVITATION_VALID_FOR
from agencies.mail.account_letters import build_account_letter
from agencies.mail.choices import MessageStatus
from agencies.mail.models import ACCOUNT_LETTER, OutboxMessage
from agencies.mail.services.queueing import queue_letters
from agencies.members.models import Invitation
from agencies.members.services import LETTERS_IN_AN_HOUR, ONE_HOUR, TOKEN_BYTES, may_manage_members
from agencies.people.models import Seat
from agencies.people.permissions import Actor, Permission

TEMPLATE = "account/email/invitation"
KIND = ACCOUNT_LETTER + "invitation"


@dataclass(frozen=True)
class WantedInvitation:
    seat: Seat
    email: str
    full_name: str
    starts_on: datetime.date
    as_administrator: bool


@dataclass
class ResentInvitations:
    """What became of invitations that were to be sent again."""

    sent: int = 0
    waiting: int = 0
    flooded: int = 0
    refused: int = 0


def invite_many(wanted: Sequence[WantedInvitation], *, by: Actor) -> list[Invitation]:
    """Invites people in the given order. The caller has checked, in the same transaction, that each
    may be invited.
    """
    moment = timezone.now()
    made = [
        Invitation(
            seat=each.seat,
            email=each.email,
            full_name=each.full_name,
            starts_on=each.starts_on,
            as_administrator=each.as_administrator,
            token_digest=token_digest(secrets.token_urlsafe(TOKEN_BYTES)),
            sent_at=moment,
            invited_by=by.seat,
            invited_person=by.person,
        )
        for each in wanted
    ]
    _write_letters(made)
    Invitation.objects.bulk_create(made)
    record_actions(
        AuditAction.MEMBER_INVITED, [(each.seat, _recorded_facts(each)) for each in made], by=by
    )
    return made


def _recorded_facts(invitation: Invitation) -> dict[str, object]:
    starts_on = invitation.starts_on.isoformat()
    return {"email": invitation.email, "full_name": invitation.full_name, "from": starts_on}


def _write_letters(
    invitations: Iterable[Invitation], *, at: datetime.datetime | None = None
) -> None:
    # One for each address, at the pace or at the time planned before; its link opens all that it
    # mentions. Afterwards the invitations carry letter, time and token; they are not saved.
    by_email: dict[str, list[Invitation]] = defaultdict(list)
    for invitation in invitations:
        by_email[invitation.email].append(invitation)
    moments = letter_times(len(by_email)) if at is None else [at] * len(by_email)
    with override(settings.LANGUAGE_CODE):
        queue_letters(*map(_write_letter, by_email.values(), moments))


def _write_letter(together: list[Invitation], turn: datetime.datetime) -> OutboxMessage:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    first = together[0]
    first.token_digest = token_digest(token)
    letter = build_account_letter(
        TEMPLATE,
        to=first.email,
        context={
            "invitation": first,
            "invitations": together,
            "agency": first.seat.agency,
            "by": first.invited_person,
        },
        link=settings.SITE_URL + reverse("agencies:invitation", args=[token]),
        link_until=turn + INVITATION_VALID_FOR,
        send_from=turn,
    )
    for invitation in together:
        invitation.letter = letter
        invitation.sent_at = turn
    return letter


def letter_times(count: int) -> list[datetime.datetime]:
    """When each letter is due: INVITATIONS_AN_HOUR, one after the other, after those that already
    wait.
    """
    gap = datetime.timedelta(hours=1) / settings.INVITATIONS_AN_HOUR
    waiting = OutboxMessage.objects.filter(template=KIND, status=MessageStatus.QUEUED, attempts=0)
    last = waiting.aggregate(last=Max("next_attempt_at"))["last"]
    now = timezone.now()
    begin = max(now, last + gap) if last else now
    return [begin + gap * number for number in range(count)]


# Afterwards ---------------------------------------------------------------------------------------
def may_look_after_invitation(invitation: Invitation, by: Actor) -> bool:
    # Whoever administers the agency; or a coordinator, for what a coordinator has sent.
    inviter = invitation.invited_by
    is_coordinators = inviter is not None and inviter.role == SeatRole.COORDINATOR
    if is_coordinators and by.may(Permission.HAND_OVER_TASKS):
        return True
    return may_manage_members(invitation.seat.agency, by)


@transaction.atomic
def resend_invitations(keys: Iterable[int], *, by: Actor) -> ResentInvitations:
    """The open ones among them, each with everything that the same letter mentioned: a new letter,
    whose link replaces the old one.

    One whose letter still waits is not sent again, nor is one to an address that had three letters
    within an hour.
    """
    result = ResentInvitations()
    rows = _lock_open(keys)
    flooded = flooded_addresses({row.email for row in rows})
    taken = [row for row in rows if _may_be_sent(row, flooded, by, result)]
    if taken:
        _write_letters(taken)
        _save(taken)
        addresses = [(row.seat, {"email": row.email}) for row in taken]
        record_actions(AuditAction.INVITATION_SENT_AGAIN, addresses, by=by)
    result.sent = len(taken)
    return result


def _lock_open(keys: Iterable[int]) -> list[Invitation]:
    chosen = list(Invitation.objects.filter(pk__in=keys, ended_at=None))
    keys = [row.pk for row in invitations_of_same_letters(chosen)]
    lock_rows(Invitation.objects.filter(pk__in=keys))
    rows = Invitation.objects.filter(pk__in=keys, ended_at=None).order_by("pk")
    return list(rows.select_related("seat__agency", "letter", "invited_by", "invited_person"))


def _may_be_sent(row: Invitation, flooded: set[str], by: Actor, result: ResentInvitations) -> bool:
    if not may_look_after_invitation(row, by):
        result.refused += 1
    elif row.letter and row.letter.status == MessageStatus.QUEUED:
        result.waiting += 1
    elif row.email in flooded:
        result.flooded += 1
    else:
        return True
    return False


def flooded_addresses(emails: set[str]) -> set[str]:
    """Addresses to which the permitted number of letters went within an hour."""
    lately = OutboxMessage.objects.filter(
        template=KIND, recipient__in=emails, created_at__gt=timezone.now() - ONE_HOUR
    )
    counted = lately.order_by().values("recipient").annotate(n=Count("pk"))
    return set(counted.filter(n__gte=LETTERS_IN_AN_HOUR).values_list("recipient", flat=True))


def _save(rows: list[Invitation]) -> None:
    Invitation.objects.bulk_update(rows, ["letter", "sent_at", "token_digest"])


@transaction.atomic
def withdraw_invitations(keys: Iterable[int], *, by: Actor) -> int:
    """How many of them were open and now no longer are.

    A letter that still waits is rewritten without them.
    """
    wanted = set(keys)
    rows = [row for row in _lock_open(wanted) if may_look_after_invitation(row, by)]
    ended = [row for row in rows if row.pk in wanted]
    now = timezone.now()
    Invitation.objects.filter(pk__in=[row.pk for row in ended]).update(ended_at=now)
    addresses = [(row.seat, {"email": row.email}) for row in ended]
    record_actions(AuditAction.INVITATION_WITHDRAWN, addresses, by=by)
    # Waiting letters are written anew, at their planned times, for what they still mention.
    waiting: dict[OutboxMessage, list[Invitation]] = defaultdict(list)
    for row in rows:
        if row not in ended and row.letter and row.letter.status == MessageStatus.QUEUED:
            waiting[row.letter].append(row)
    for letter, left in waiting.items():
        _write_letters(left, at=letter.next_attempt_at)
        _save(left)
    return len(ended)
