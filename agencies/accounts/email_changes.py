"""Changing the address with which somebody signs in: both addresses must agree."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.database.addresses import validate_address
from agencies.database.locking import lock_row
from agencies.database.tokens import token_digest
from agencies.errors import RuleError
from agencies.mail.account_letter_links import CHANGE_VALID_FOR, open_email_change
from agencies.mail.account_letters import build_account_letter
from agencies.mail.services.queueing import queue_letters
from agencies.members.models import EmailChange, Invitation
from agencies.members.services import LETTERS_IN_AN_HOUR, ONE_HOUR
from agencies.people.models import Person
from agencies.sign_in.services import end_sessions, record_own_act
from vietnam.emails import normalize_email

TOKEN_BYTES = 32


def ask_email_change(*, person: Person, new_email: str) -> EmailChange:
    """Queue a letter with a link to each of the two addresses. An earlier request ends.

    Nobody learns here whether the new address is known.
    """
    new_email = normalize_email(new_email)
    _check(person, new_email)
    old_token, new_token = secrets.token_urlsafe(TOKEN_BYTES), secrets.token_urlsafe(TOKEN_BYTES)
    now = timezone.now()
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        may_write = not (_is_taken(new_email) or _has_enough_letters(new_email))
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
        if may_write:
            _queue_letter("account/email/email_change_new", new_email, change, new_token)
    return change


def _check(person: Person, new_email: str) -> None:
    try:
        validate_address(new_email)
    except ValidationError as error:
        raise RuleError(error.messages[0], field="email") from error
    if new_email == person.email:
        raise RuleError(_("This is your present address."), field="email")


def _has_enough_letters(email: str) -> bool:
    """Whoever asked for them."""
    lately = EmailChange.objects.filter(new_email=email, asked_at__gt=timezone.now() - ONE_HOUR)
    return lately.count() >= LETTERS_IN_AN_HOUR


def _is_taken(email: str) -> bool:
    return Person.objects.filter(email=email).exists()


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
    change = _locked(token)
    now = timezone.now()
    if token_digest(token) == change.old_digest:
        change.old_confirmed_at = change.old_confirmed_at or now
    else:
        change.new_confirmed_at = change.new_confirmed_at or now
    is_done = bool(change.old_confirmed_at and change.new_confirmed_at)
    if is_done:
        _change(change.person, change.new_email)
        change.ended_at = now
    change.save()
    return is_done


@transaction.atomic
def stop_email_change(*, token: str) -> None:
    """Withdraw the request, from a link sent to either address."""
    change = _locked(token)
    change.ended_at = timezone.now()
    change.save(update_fields=["ended_at"])
    record_own_act(AuditAction.EMAIL_CHANGE_STOPPED, change.person)


def _locked(token: str) -> EmailChange:
    change = open_email_change(token)
    if change is not None:
        lock_row(
            Person.objects.all(), change.person_id
        )  # before the change, as who asks for another one does
        change = lock_row(EmailChange.objects.select_related("person"), change.pk)
    if change is None or change.ended_at is not None or not change.person.is_active:
        raise RuleError(_("This link can no longer be used. Ask for the change again."))
    return change


def _change(person: Person, new_email: str) -> None:
    old_email, person.email = person.email, new_email
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError as taken:
        raise RuleError(_("This link can no longer be used. Ask for the change again.")) from taken
    leave_address(person, old_email)
    record_own_act(AuditAction.EMAIL_CHANGED, person)


def leave_address(person: Person, old_email: str) -> None:
    """Nothing that was sent to the old address opens anything from now on: neither a request made
    from there nor an invitation.

    A letter for a new password expires by itself, since its token depends on the address.
    """
    now = timezone.now()
    EmailChange.objects.filter(person=person, ended_at=None).update(ended_at=now)
    for invitation in Invitation.objects.filter(email=old_email, ended_at=None).select_related(
        "seat"
    ):
        invitation.ended_at = now
        invitation.save(update_fields=["ended_at"])
        record(
            AuditAction.INVITATION_WITHDRAWN,
            invitation.seat,
            by=None,
            person=person,
            after={"email": old_email},
        )
    end_sessions(person)
