"""Second factors: who must have one, and that nothing else opens before."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _, gettext_lazy, pgettext

from agencies.database import encryption as kept_secrets
from agencies.factors.queries import FACTORS, NextStep, is_factor_readable, next_step
from agencies.people.models import Person, Seat
from agencies.people.permissions import SECOND_FACTOR_ROLES, held_seats


def must_have_factor(person: Person) -> bool:
    # Judged by all seats held, not only the acting one: otherwise another seat would be a way
    # around it.
    return settings.MFA_REQUIRED and _needs_factor(person, Seat.objects.held_by(person))


def _needs_factor(person: Person, seats: Iterable[Seat]) -> bool:
    return person.is_staff or any(seat.role in SECOND_FACTOR_ROLES for seat in seats)


def has_factor(person: Person) -> bool:
    return is_mfa_enabled(person, FACTORS)


class SecondFactorMiddleware(MiddlewareMixin):
    """Sends whoever needs a second factor to set one up and to look at its recovery codes; until
    then only the account's pages open.

    Whoever came through an identity provider has shown there what that provider requires.
    """

    OPEN = ("account_", "mfa_", "agencies:account", "agencies:session-", "agencies:language-switch")

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        found = request.resolver_match
        if (found and found.view_name.startswith(self.OPEN)) or _came_by_provider(request):
            return None
        if not settings.MFA_REQUIRED or not _needs_factor(request.user, held_seats(request)):
            return None
        step = next_step(request.user)
        if step is None:
            return None
        if request.method not in ("GET", "HEAD"):
            messages.error(request, _refusal(step))
        return redirect("agencies:account")


def _refusal(step: NextStep) -> str:
    if step is NextStep.SET_UP_FACTOR:
        return _("Nothing was saved: a second factor must be set up first.")
    return _("Nothing was saved: look at your recovery codes first.")


def _came_by_provider(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "socialaccount" for record in records)


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "Your seat needs a second factor. Add another one before you remove this one."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Set up a second factor first."),
        "incorrect_code": gettext_lazy(
            "This code is wrong or no longer valid. Use the one that is shown now."
        ),
    }

    def encrypt(self, text: str) -> str:
        return kept_secrets.encrypt_secret(text, purpose=kept_secrets.FACTORS)

    def decrypt(self, encrypted_text: str) -> str:
        return kept_secrets.decrypt_secret(encrypted_text, purpose=kept_secrets.FACTORS)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        # The last factor of whoever must have one stays, unless its key is lost: nobody can sign in
        # with that one.
        if not is_factor_readable(authenticator):
            return True
        factors = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        has_another = factors.exclude(pk=authenticator.pk).exists()
        return has_another or not must_have_factor(authenticator.user)

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return pgettext("passkey", "Key %(n)s") % {"n": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {
            "id": urlsplit(settings.SITE_URL).hostname or "localhost",
            "name": settings.MFA_TOTP_ISSUER,
        }
