"""Letters about accounts in the outbox: which they are, and whether what their link opens is still
open.
"""

import datetime
from urllib.parse import urlsplit

from django.contrib.auth.tokens import default_token_generator
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import base36_to_int
from django.utils.translation import gettext_noop

from agencies.database.encryption import LETTER_LINKS, LostKeyError, decrypt_secret
from agencies.database.tokens import token_digest
from agencies.mail.models import ACCOUNT_LETTER, OutboxMessage
from agencies.members.models import EmailChange, Invitation
from agencies.people.models import Person

INVITATION_VALID_FOR = datetime.timedelta(days=7)
CHANGE_VALID_FOR = datetime.timedelta(hours=24)

LINK_OVER = gettext_noop("Its link has expired.")
LINK_CLOSED = gettext_noop("Its link has been used, replaced or withdrawn meanwhile.")


def is_account_letter(message: OutboxMessage) -> bool:
    return message.template.startswith(ACCOUNT_LETTER)


def letter_link(message: OutboxMessage) -> str:
    """The link that the letter carries, empty for none. Raises LostKeyError where its key is
    lost.
    """
    encrypted = message.encrypted_link
    return decrypt_secret(encrypted, purpose=LETTER_LINKS) if encrypted else ""


def is_link_expired(message: OutboxMessage, now: datetime.datetime) -> bool:
    return message.link_until is not None and message.link_until <= now


def reason_to_cancel_account_letter(message: OutboxMessage) -> str:
    """Why a letter about an account must no longer be sent; empty while it may."""
    if is_link_expired(message, timezone.now()):
        return LINK_OVER
    try:
        link = letter_link(message)
    except LostKeyError:
        return ""  # sending tells of it, and tries again: the key may come back
    return LINK_CLOSED if link and not is_link_open(link) else ""


def is_link_open(link: str) -> bool:
    """Whether the page behind a link of ours would still admit its reader."""
    try:
        page = resolve(urlsplit(link).path)
    except Resolver404:
        return False
    match page.view_name:
        case "agencies:invitation":
            return open_invitation(page.kwargs["token"]) is not None
        case "agencies:account-email-confirm":
            return open_email_change(page.kwargs["token"]) is not None
        case "account_reset_password_from_key":
            person = Person.objects.filter(pk=base36_to_int(page.kwargs["uidb36"])).first()
            return default_token_generator.check_token(person, page.kwargs["key"])
    return True


def open_invitation(token: str) -> Invitation | None:
    """The invitation behind a link, while it can be accepted; the first, if the letter has several
    seats.
    """
    return next(iter(open_invitations(token)), None)


def open_invitations(token: str) -> list[Invitation]:
    """Everything that the letter with this link offers and that can still be accepted."""
    behind = Invitation.objects.filter(token_digest=token_digest(token))
    together = Q(pk__in=behind.values("pk")) | Q(letter__in=behind.values("letter"))
    since = timezone.now() - INVITATION_VALID_FOR
    return list(
        Invitation.objects.filter(together, ended_at=None, sent_at__gt=since)
        .select_related("seat__agency", "invited_person")
        .order_by("pk")
    )


def open_email_change(token: str) -> EmailChange | None:
    """The request behind a link, while it can be confirmed."""
    digest = token_digest(token)
    since = timezone.now() - CHANGE_VALID_FOR
    return (
        EmailChange.objects.filter(
            Q(old_digest=digest) | Q(new_digest=digest), ended_at=None, asked_at__gt=since
        )
        .select_related("person")
        .first()
    )
