"""Accounts of the demonstration cannot enter a portal on the network by any way; `check --deploy`
finds them.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from agencies.database.demonstration import demonstration_accounts, is_account_refused
from agencies.people.models import Person

REFUSAL = _(
    "This is an account of the demonstration, whose password is public: it does not open this "
    "portal. Ask the"
    " coordinator of your province for an invitation to your own address."
)


class DemonstrationMiddleware:
    """A session that such an account has from elsewhere ends, and the sign-in page says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.HTTPS and not request.user.is_authenticated and _is_of_demonstration(request):
            logout(request)
            messages.error(request, str(REFUSAL))
            return redirect("account_login")
        return self.get_response(request)


def _is_of_demonstration(request: HttpRequest) -> bool:
    """The backend returns nobody for such a session (backend.py), nor for one whose account is
    closed.
    """
    key = request.session.get(SESSION_KEY)
    person = Person.objects.filter(pk=key).first() if key else None
    return person is not None and is_account_refused(person.email)


@register(Tags.security, deploy=True)
def find_accounts_of_demonstration(**_said: Any) -> list[CheckMessage]:
    """For `manage.py check --deploy`, which reads the database for it."""
    try:
        known = list(
            Person.objects.filter(demonstration_accounts())
            .order_by("email")
            .values_list("email", flat=True)
        )
    except DatabaseError:
        unknown = (
            "Whether there are accounts of the demonstration is unknown: the database does "
            "not answer."
        )
        return [Info(unknown, id="agencies.I001")]
    if not known:
        return []
    found = f"The database has {len(known)} accounts of the demonstration, among them {known[0]}."
    hint = (
        "Their password is public. Deploy on a database of its own, set up by manage.py bootstrap."
    )
    return [Error(found, hint=hint, id="agencies.E001")]
