"""Changing the address with which somebody signs in, and closing accounts that lie idle."""

import datetime
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.database.addresses import validate_address
from agencies.database.locking import lock_row
from agencies.database.tokens import token_digest
from agencies.errors import RuleError
from agencies.mail.account_letter_links import CHANGE_VALID_FOR, open_email_change
from agencies.mail.account_letters import build_account_letter
from agencies.mail.services.queueing import queue_letters, queue_letters_once
from agencies.members.models import EmailChange, Invitation
from agencies.members.services import LETTERS_IN_AN_HOUR, ONE_HOUR
from agencies.people.models import Person
from agencies.people.queries import Recipient
from agencies.sign_in.services import end_sessions, record_own_act
from vietnam.emails import normalize_email

TOKEN_BYTES = 32


def request_email_change(*, person: Person, new_email: str) -> EmailChange:
    """Queue a letter with a link to each of the two addresses. An earlier request ends.

    Nobody learns here whether the new address is known.
    """
    new_email = normalize_email(new_email)
    try:
        validate_address(new_email)
    except ValidationError as error:
        raise RuleError(error.messages[0], field="email") from error
    if new_email == person.email:
        raise RuleError(_("This is your present address."), field="email")
    old_token = secrets.token_urlsafe(TOKEN_BYTES)
    new_token = secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        is_taken = Person.objects.filter(email=new_email).exists()
        # Whoever asked for them.
        lately = EmailChange.objects.filter(new_email=new_email, asked_at__gt=now - ONE_HOUR)
        has_enough_letters = lately.count() >= LETTERS_IN_AN_HOUR
        EmailChange.objects.filter(person=person, ended_at=None).update(ended_at=now)
        change = EmailChange.objects.create(
            person=person,
            new_email=new_email,
            old_digest=token_digest(old_token),
            new_digest=token_digest(new_token),
            asked_at=now,
        )
        record_own_act(AuditAction.EMAIL_CHANGE_ASKED, person)
        _queue_letter("account/email/email_change_old", person.email, change, old_token)
        if not is_taken and not has_enough_letters:
            _queue_letter("account/email/email_change_new", new_email, change, new_token)
    return change


def _queue_letter(template: str, to: str, change: EmailChange, token: str) -> None:
    queue_letters(
        build_account_letter(
            template,
            to=to,
            person=change.person,
            context={"user": change.person, "new_email": change.new_email},
            link=settings.SITE_URL + reverse("agencies:account-email-confirm", args=[token]),
            link_until=change.asked_at + CHANGE_VALID_FOR,
        )
    )


@transaction.atomic
def confirm_email_change(*, token: str) -> bool:
    """Whether this confirmation has changed the address: the other one must agree too.

    All sessions of the person end with the change.
    """
    change = _lock_change(token)
    now = timezone.now()
    if token_digest(token) == change.old_digest:
        change.old_confirmed_at = change.old_confirmed_at or now
    else:
        change.new_confirmed_at = change.new_confirmed_at or now
    is_done = bool(change.old_confirmed_at and change.new_confirmed_at)
    if is_done:
        _change_address(change.person, change.new_email)
        change.ended_at = now
    change.save()
    return is_done


@transaction.atomic
def stop_email_change(*, token: str) -> None:
    # Withdraw the request, from a link sent to either address.
    change = _lock_change(token)
    change.ended_at = timezone.now()
    change.save(update_fields=["ended_at"])
    record_own_act(AuditAction.EMAIL_CHANGE_STOPPED, change.person)


def _lock_change(token: str) -> EmailChange:
    change = open_email_change(token)
    if change is not None:
        # The person before the change, as whoever asks for another one does.
        lock_row(Person.objects.all(), change.person_id)
        change = lock_row(EmailChange.objects.select_related("person"), change.pk)
    if change is None or change.ended_at is not None or not change.person.is_active:
        raise RuleError(_("This link can no longer be used. Ask for the change again."))
    return change


def _change_address(person: Person, new_email: str) -> None:
    old_email = person.email
    person.email = new_email
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError as taken:
        raise RuleError(_("This link can no longer be used. Ask for the change again.")) from taken
    retire_address(person, old_email)
    record_own_act(AuditAction.EMAIL_CHANGED, person)


def retire_address(person: Person, old_email: str) -> None:
    """Nothing that was sent to the old address opens anything from now on: neither a request made
    from there nor an invitation.

    A letter for a new password expires by itself, since its token depends on the address.
    """
    now = timezone.now()
    EmailChange.objects.filter(person=person, ended_at=None).update(ended_at=now)
    invitations = Invitation.objects.filter(email=old_email, ended_at=None)
    action = AuditAction.INVITATION_WITHDRAWN
    for invitation in list(invitations.select_related("seat")):
        record_action(action, invitation.seat, by=None, person=person, after={"email": old_email})
    invitations.update(ended_at=now)
    end_sessions(person)


# Days before the closing on which the person is warned.
WARNINGS = (7, 1)


def close_idle_accounts(now: datetime.datetime | None = None) -> dict[str, int]:
    """Returns how many were warned and closed; running it again adds nothing.

    A last administrator is closed too: the agency's coordinator then invites a new one.
    """
    now = now or timezone.now()
    limit = settings.IDLE_ACCOUNT_DAYS
    if not limit:
        return {}
    idle = _idle_for(limit, now)
    for person in idle:
        _close(person)
    warned = sum(
        _warn(person, days, now) for days in WARNINGS for person in _idle_for(limit - days, now)
    )
    return {"warned": warned, "closed": len(idle)}


def _idle_for(days: int, now: datetime.datetime) -> list[Person]:
    # Idle accounts, without those of the administration pages: somebody must be able to let others
    # in.
    since = now - datetime.timedelta(days=days)
    idle = Q(last_login__lte=since) | Q(last_login__isnull=True, created_at__lte=since)
    still = Q(reopened_at__isnull=True) | Q(reopened_at__lte=since)
    return list(
        Person.objects.filter(idle, still, is_active=True, is_superuser=False).order_by("pk")
    )


def _warn(person: Person, days: int, now: datetime.datetime) -> int:
    # Once for each of the two days and idle time, whatever the hour of the job; nobody without an
    # address.
    last = max(filter(None, (person.last_login, person.reopened_at, person.created_at)))
    closes_on = timezone.localdate(last + datetime.timedelta(days=settings.IDLE_ACCOUNT_DAYS))
    return queue_letters_once(
        "idle_account",
        [Recipient(person.email, person)] if person.email else [],
        occasion=f"idle-{last:%Y%m%d}-{days}",
        context={"closes_on": closes_on.isoformat()},
        urgency_on=closes_on,
        at=now,
    )


@transaction.atomic
def _close(person: Person) -> None:
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    record_action(AuditAction.ACCOUNT_CLOSED, person, by=None)
