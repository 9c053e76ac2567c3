"""Writes into the log what the packages for signing in report."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import Signal, receiver
from django.http import HttpRequest

from agencies.audit.choices import AuditAction
from agencies.people.models import Person
from agencies.sign_in.idle_lock import start_session
from agencies.sign_in.services import record_own_act

FACTOR_ACTIONS = {
    mfa.authenticator_added: AuditAction.FACTOR_ADDED,
    mfa.authenticator_removed: AuditAction.FACTOR_REMOVED,
    mfa.authenticator_reset: AuditAction.RECOVERY_CODES_RENEWED,
}


@receiver(user_logged_in)
def record_sign_in(request: HttpRequest, user: Person, **_given: object) -> None:
    start_session(request)
    record_own_act(AuditAction.SIGNED_IN, user)


@receiver(user_logged_out)
def record_sign_out(user: Person | None, **_given: object) -> None:
    if user is not None:
        record_own_act(AuditAction.SIGNED_OUT, user)


@receiver((account.password_changed, account.password_set, account.password_reset))
def record_new_password(user: Person, **_given: object) -> None:
    record_own_act(AuditAction.PASSWORD_CHANGED, user)


@receiver([*FACTOR_ACTIONS])
def record_factor_change(
    signal: Signal, user: Person, authenticator: Authenticator, **_given: object
) -> None:
    record_own_act(FACTOR_ACTIONS[signal], user, type=authenticator.type)
