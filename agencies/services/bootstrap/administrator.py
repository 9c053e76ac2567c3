"""The account for the administration pages: whoever looks after the system, without a seat."""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.models import Person
from agencies.services.audit import record
from agencies.services.bootstrap.coordinator import Coordinator

NAME = "Quản trị hệ thống"


@dataclass
class Administrator:
    """`is_new`: opened by this run. `is_sent`: whether the mail server took the letter; None where none was due."""

    person: Person
    is_new: bool
    link: str = ""
    is_sent: bool | None = None


def open_administration(email: str, coordinator: Coordinator) -> Administrator:
    """A new account gets a letter with a link that sets its password; one that is there only gets the right."""
    person = Person.objects.filter(email=email).first()
    if person and person.is_superuser and person.is_staff:
        return Administrator(person, is_new=False)
    if person is None and coordinator.holding is None and coordinator.email == email:
        raise RuleError(
            _(
                "This address is invited as coordinator. Once the invitation is accepted, give it as the"
                " administrator's too, or give another address."
            )
        )
    is_known = person is not None
    person = person or Person.objects.create_user(email=email, full_name=NAME)
    person.is_staff = person.is_superuser = True
    person.save(update_fields=["is_staff", "is_superuser"])
    record("administration-opened", person, by=None, after={"email": email})
    administrator = Administrator(person, is_new=True)
    if not is_known:
        administrator.link = _password_link(person)
        transaction.on_commit(lambda: _send(administrator))
    return administrator


def _password_link(person: Person) -> str:
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    return get_adapter().get_reset_password_from_key_url(key)


def _send(administrator: Administrator) -> None:
    said = {"url": administrator.link}
    administrator.is_sent = get_adapter().send_mail("account/email/administrator", administrator.person.email, said)
