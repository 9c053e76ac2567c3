"""What the log says about signing in: who came, who was refused, which factor was added. Never a
secret.
"""

import datetime
import logging

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from agencies.audit.choices import AuditAction
from agencies.audit.models import AuditEntry
from agencies.audit.services import record_action
from agencies.people.models import Person

logger = logging.getLogger(__name__)
LOCKED_ONCE_IN = datetime.timedelta(minutes=15)


def record_own_act(action: AuditAction, person: Person, **after: str) -> None:
    # An act of the person alone, whatever seat is held.
    record_action(action, person, by=None, person=person, after=after or None)


def end_sessions(person: Person, *, but: str | None = None) -> int:
    """Sign the person out everywhere, except in the session with the key `but`; returns in how many
    places.
    """
    sessions = UserSession.objects.filter(user=person).exclude(session_key=but or "")
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def reset_factors(person: Person) -> None:
    # For somebody who has lost phone, keys and codes; the caller has verified who they are.
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    record_action(AuditAction.FACTORS_RESET, person, by=None)


def record_failed_sign_in(login: str) -> None:
    # A wrong password for an account that exists; of others only the process's log tells, without
    # the name.
    if person := Person.objects.filter(email=login).first():
        record_action(AuditAction.SIGN_IN_FAILED, person, by=None)
    else:
        logger.warning("Somebody tried to sign in to an account that does not exist.")


def record_locked_sign_in(login: str) -> None:
    # Once in a quarter of an hour, however often one tries on.
    person = Person.objects.filter(email=login).first()
    if person is None:
        return
    recorded = AuditEntry.objects.filter(
        target_type=person._meta.label_lower,
        target_id=person.pk,
        action=AuditAction.SIGN_IN_LOCKED,
        at__gt=timezone.now() - LOCKED_ONCE_IN,
    )
    if not recorded.exists():
        record_action(AuditAction.SIGN_IN_LOCKED, person, by=None)


def record_session(request: HttpRequest) -> None:
    # Where somebody is signed in who did not come through the sign-in page, for instance by an
    # invitation.
    UserSession.objects.create_from_request(request)


@transaction.atomic
def end_all_sessions() -> int:
    UserSession.objects.all().delete()
    ended, _by_model = Session.objects.all().delete()
    return ended
