"""Writes into the log what the packages for signing in report."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from agencies.people.models import Person
from agencies.sign_in.idle_lock import begin
from agencies.sign_in.services import tell


@receiver(user_logged_in)
def signed_in(request: HttpRequest, user: Person, **_said: object) -> None:
    begin(request)
    tell("signed-in", user)


@receiver(user_logged_out)
def signed_out(user: Person | None, **_said: object) -> None:
    if user is not None:
        tell("signed-out", user)


@receiver((account.password_changed, account.password_set, account.password_reset))
def password_changed(user: Person, **_said: object) -> None:
    tell("password-changed", user)


@receiver(mfa.authenticator_added)
def factor_added(user: Person, authenticator, **_said: object) -> None:
    tell("factor-added", user, type=authenticator.type)


@receiver(mfa.authenticator_removed)
def factor_removed(user: Person, authenticator, **_said: object) -> None:
    tell("factor-removed", user, type=authenticator.type)


@receiver(mfa.authenticator_reset)
def codes_renewed(user: Person, authenticator, **_said: object) -> None:
    tell("recovery-codes-renewed", user, type=authenticator.type)
