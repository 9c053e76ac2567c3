"""How many wrong passwords are accepted before signing in is refused for a while.

A browser in which somebody has signed in before carries a signed cookie for that account, and has a
count of its own: strangers who guess, wherever they sit, cannot keep the owner out. For other
browsers the count is for the account at one network address, so that one guesser in an office locks
nobody else there; in addition a count for each account slows many addresses, and a count for each
address slows one that tries many accounts (OWASP: device cookies).

The counts are in the database's cache: neither a flushed queue nor a restart forgets them, and
without the database nobody signs in. Locks end by themselves; a new password by mail ends them at
once.
"""

import hashlib
from dataclasses import dataclass, field

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from agencies.sign_in.allauth_internals import Usage, address_of, count_request, forget_requests
from vietnam.emails import normalize_email

# In allauth's notation. An office of hundreds behind one address does not fail fifty times in a
# quarter of an hour in new browsers, and known browsers are not counted there.
RATES = {
    "sign_in_known": "5/15m/key",
    "sign_in_pair": "5/15m/key",
    "sign_in_account": "30/h/key",
    "sign_in_address": "50/15m/ip",
}
SALT = "agencies.accounts.browser"
KNOWN_FOR = 180 * 24 * 3600


@dataclass
class Attempt:
    """One attempt that has been counted; withdrawn when the password is right."""

    usages: list[Usage] = field(default_factory=list)

    def withdraw(self) -> None:
        for usage in self.usages:
            usage.rollback()


def count_attempt(request: HttpRequest, login: str) -> Attempt | None:
    """None where a count is full: the password is not even checked."""
    counts = _counts(request, login)
    if _is_full(request, counts):
        return None
    usages = [count_request(request, action, RATES, key=key) for action, key in counts]
    return Attempt(usages) if all(usages) else None


def forget_attempts(request: HttpRequest, login: str) -> None:
    # After a new password by mail: the account's counts, not those of the address.
    for action, key in _counts(request, login):
        if key:
            forget_requests(request, action, RATES, key=key)


def _counts(request: HttpRequest, login: str) -> list[tuple[str, str | None]]:
    login = normalize_email(login)
    if browser := known_browser(request, login):
        return [("sign_in_known", f"{login} {browser}")]
    address = address_of(request)
    return [
        ("sign_in_pair", f"{login} {address}"),
        ("sign_in_account", login),
        ("sign_in_address", None),
    ]


def _is_full(request: HttpRequest, counts: list[tuple[str, str | None]]) -> bool:
    return not all(
        count_request(request, action, RATES, key=key, dry_run=True) for action, key in counts
    )


# The browser's cookie -----------------------------------------------------------------------------
def known_browser(request: HttpRequest, login: str) -> str:
    # Identifies the browser in which this account has signed in before; empty for any other.
    try:
        said = signing.loads(request.COOKIES.get(_cookie(login), ""), salt=SALT, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return ""
    return said["browser"] if said.get("login") == login else ""


def remember_browser(request: HttpRequest, response: HttpResponse, login: str) -> None:
    login = normalize_email(login)
    browser = known_browser(request, login) or get_random_string(22)
    value = signing.dumps({"login": login, "browser": browser}, salt=SALT)
    response.set_cookie(
        _cookie(login),
        value,
        max_age=KNOWN_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _cookie(login: str) -> str:
    digest = hashlib.sha256(login.encode()).hexdigest()[:12]
    return f"{'__Host-' if settings.HTTPS else ''}known-{digest}"
