"""Whatever the portal needs of allauth that allauth does not promise to keep. No other module leans
on it (tests/agencies/sign_in/test_allauth_internals.py), so that an upgrade is checked here.
"""

from typing import TypeAlias

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from django.forms import Form
from django.http import HttpRequest

Usage: TypeAlias = ratelimit.RateLimitUsage
address_of = ratelimit.get_ip
# Counts a code of a second factor; what it returns forgets the count once the code is right.
count_code = check_rate_limit

APP = "portal"


def count_request(
    request: HttpRequest,
    action: str,
    rates: dict[str, str],
    *,
    key: str | None = None,
    dry_run: bool = False,
) -> Usage | None:
    # None where `action` has been asked for as often as its rate allows, such as "5/15m/key",
    # "10/m/ip" or "3/h/user". A page that is only read is not counted; `dry_run` looks and counts
    # nothing.
    return ratelimit.consume(
        request, app=APP, action=action, key=key, config=rates, dry_run=dry_run
    )


def forget_requests(request: HttpRequest, action: str, rates: dict[str, str], *, key: str) -> None:
    ratelimit.clear(request, app=APP, action=action, key=key, config=rates)


def report_wrong_code(form: Form, factor: Authenticator) -> None:
    # As allauth's own forms of codes do, so that the log hears of it.
    form._emit_authentication_failed(factor)


def present_request() -> HttpRequest:
    # The one that is being answered, where allauth does not hand it on.
    return context.request


class AdapterWithOwnCounts(DefaultAccountAdapter):
    """allauth's adapter, which leaves the counting of passwords to `pre_authenticate` and
    `withdraw_attempt`.
    """

    def withdraw_attempt(self) -> None:
        """Called when the password is right."""

    def _rollback_login_failed_rl_usage(self) -> None:
        self.withdraw_attempt()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: str) -> None:
        """Of the addresses in allauth's own table, which is not used: our form for a new password
        does it.
        """


class BackendWithClosedAccounts(AuthenticationBackend):
    def remember_closed_account(self, person: object) -> None:
        # For allauth's page about closed accounts.
        self._stash_user(person)
