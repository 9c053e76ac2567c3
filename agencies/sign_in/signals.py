"""Writes into the log what the packages for signing in report."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from agencies.audit.choices import AuditAction
from agencies.people.models import Person
from agencies.sign_in.idle_lock import begin
from agencies.sign_in.services import record_own_act


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Person, **_said: object) -> None:
    begin(request)
    record_own_act(AuditAction.SIGNED_IN, user)


@receiver(user_logged_out)
def signed_out(user: Person | None, **_said: object) -> None:
    if user is not None:
        record_own_act(AuditAction.SIGNED_OUT, user)


@receiver((account.password_changed, account.password_set, account.password_reset))
def password_changed(user: Person, **_said: object) -> None:
    record_own_act(AuditAction.PASSWORD_CHANGED, user)


@receiver(mfa.authenticator_added)
def factor_added(user: Person, authenticator, **_said: object) -> None:
    record_own_act(AuditAction.FACTOR_ADDED, user, type=authenticator.type)


@receiver(mfa.authenticator_removed)
def factor_removed(user: Person, authenticator, **_said: object) -> None:
    record_own_act(AuditAction.FACTOR_REMOVED, user, type=authenticator.type)


@receiver(mfa.authenticator_reset)
def codes_renewed(user: Person, authenticator, **_said: object) -> None:
    record_own_act(AuditAction.RECOVERY_CODES_RENEWED, user, type=authenticator.type)
