"""The account for the administration pages: for whoever maintains the system, without a seat."""

import datetime
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.database.demonstration import is_account_refused
from agencies.errors import RuleError
from agencies.mail.account_letters import build_account_letter
from agencies.mail.models import ACCOUNT_LETTER, OutboxMessage
from agencies.mail.services.queueing import queue_letters
from agencies.people.models import Person
from agencies.setup.coordinator import Coordinator

NAME = "Quản trị hệ thống"
LETTER = "administrator"


@dataclass(frozen=True)
class Administrator:
    """`is_new`: opened by this run. `letter`: the last with a link that sets the password; None
    where none was due.
    """

    person: Person
    is_new: bool
    letter: OutboxMessage | None = None


def open_administration(email: str, coordinator: Coordinator) -> Administrator:
    """A new account gets a letter with a link that sets its password; an existing one only gets the
    right.
    """
    person = Person.objects.filter(email=email).first()
    if person and person.is_superuser and person.is_staff:
        return Administrator(person, is_new=False, letter=_last_letter(person))
    _require_own_address(email, person, coordinator)
    is_known = person is not None
    person = person or Person.objects.create_user(email=email, full_name=NAME)
    person.is_staff = person.is_superuser = True
    person.save(update_fields=["is_staff", "is_superuser"])
    record_action(AuditAction.ADMINISTRATION_OPENED, person, by=None, after={"email": email})
    return Administrator(person, is_new=True, letter=None if is_known else _queue_letter(person))


def _require_own_address(email: str, person: Person | None, coordinator: Coordinator) -> None:
    if is_account_refused(email):
        sentence = _("This address is the demonstration's: it opens no account here.")
        raise RuleError(sentence, field="administrator_email")
    if person is None and coordinator.holding is None and coordinator.email == email:
        sentence = _(
            "This address is invited as coordinator. Once the invitation is accepted, give it as "
            "the administrator's too, or give another address."
        )
        raise RuleError(sentence, field="administrator_email")


def _queue_letter(person: Person) -> OutboxMessage:
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    valid_for = datetime.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    letter = build_account_letter(
        f"account/email/{LETTER}",
        to=person.email,
        person=person,
        context={},
        link=get_adapter().get_reset_password_from_key_url(key),
        link_until=timezone.now() + valid_for,
    )
    return queue_letters(letter)[0]


def _last_letter(person: Person) -> OutboxMessage | None:
    # For somebody who has not signed in yet.
    letters = OutboxMessage.objects.filter(template=ACCOUNT_LETTER + LETTER, person=person)
    return None if person.last_login else letters.order_by("-pk").first()
