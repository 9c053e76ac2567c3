"""What allauth asks of the portal: about accounts, passwords, letters and identity providers."""

import datetime
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, ngettext

from agencies.audit.choices import AuditAction
from agencies.database.demonstration import is_account_refused
from agencies.mail.account_letters import build_account_letter
from agencies.mail.services.queueing import queue_letters
from agencies.people.models import Person
from agencies.registry.first_pages import first_page
from agencies.sign_in import services as signing_in
from agencies.sign_in.allauth_internals import AdapterWithOwnCounts, present_request
from agencies.sign_in.demonstration import REFUSAL
from agencies.sign_in.limits import Attempt, count_attempt, remember_browser
from agencies.sign_in.services import record_own_act
from vietnam.emails import normalize_email
from vietnam.passwords import normalize_password

LINK_PARTS = ("password_reset_url", "uid", "key")


class AccountAdapter(AdapterWithOwnCounts):
    """Accounts are made by invitation to a seat; nobody signs up alone. Its refusals say what to
    do.
    """

    error_messages = AdapterWithOwnCounts.error_messages | {
        "account_inactive": _("This account is closed. Ask the coordinator of your province."),
        "demonstration_account": REFUSAL,
        "email_password_mismatch": _(
            "The e-mail address or the password is wrong. Check both; capital letters count in "
            "the password."
        ),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your current password."),
        "rate_limited": _("Too many requests at once. Wait a minute."),
        "too_many_login_attempts": _(
            "Too many attempts failed. Wait 15 minutes, or choose a new password by “Forgotten "
            "your password?”."
        ),
    }
    _attempt: Attempt | None = None

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        # Counted by our own rule (limits.py), for signing in and wherever a password is asked for
        # again.
        if is_account_refused(normalize_email(credentials["email"])):
            raise self.validation_error("demonstration_account")
        self._attempt = count_attempt(request, credentials["email"])
        if self._attempt is None:
            signing_in.record_locked_sign_in(credentials["email"])
            raise self.validation_error("too_many_login_attempts")

    def withdraw_attempt(self) -> None:
        if self._attempt:
            self._attempt.withdraw()

    def reauthenticate(self, user: Person, password: str) -> bool:
        # The session goes on when the password's hash was renewed by it.
        found = self.authenticate(present_request(), email=user.email, password=password)
        if found is None or found.pk != user.pk:
            return False
        present_request().session[HASH_SESSION_KEY] = found.get_session_auth_hash()
        return True

    def set_password(self, user: Person, password: str) -> None:
        # Refused where address or password have changed since the person was read: the right was
        # for those.
        as_read = Person.objects.filter(pk=user.pk, email=user.email, password=user.password)
        user.set_password(password)
        user._password = None  # what Django's save() would do with it, no validator here asks for
        if not as_read.update(password=user.password):
            messages.error(self.request, _("The account changed meanwhile. Ask for a new link."))
            raise ImmediateHttpResponse(redirect("account_reset_password"))

    def clean_password(self, password: str, user: Person | None = None) -> str:
        return super().clean_password(normalize_password(password), user)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        super().send_notification_mail(
            template_prefix, user, {"user": user} | (context or {}), email or user.email
        )

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        signing_in.record_failed_sign_in(credentials["email"])

    def post_login(self, request: HttpRequest, user: Person, **how) -> HttpResponse:
        response = super().post_login(request, user, **how)
        remember_browser(request, response, user.email)
        return response

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse(first_page(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # Queued as all other mails; the link for a new password is for its reader alone.
        link = context.get("password_reset_url", "")
        valid_for = datetime.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        user = context.get("user")
        letter = build_account_letter(
            template_prefix,
            to=email,
            person=user if isinstance(user, Person) else None,
            context={name: value for name, value in context.items() if name not in LINK_PARTS},
            link=link,
            link_until=timezone.now() + valid_for if link else None,
        )
        queue_letters(letter)

    def get_reset_password_from_key_url(self, key: str) -> str:
        # At the portal's own address, whatever host the request named.
        uid, _separator, secret = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uid, secret])

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class PasswordLength(MinimumLengthValidator):
    """Django's rule with our own sentence: its Vietnamese lags behind. Composed letters count
    once.
    """

    def validate(self, password: str, user: Person | None = None) -> None:
        super().validate(normalize_password(password), user)

    def get_error_message(self) -> str:
        words = ngettext(
            "The password is too short: use at least %(n)s character.",
            "The password is too short: use at least %(n)s characters.",
            self.min_length,
        )
        return words % {"n": self.min_length}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Signing in through an identity provider (OpenID Connect), where the environment names one.

    It gives access to existing accounts and creates none: the provider must say that it has
    verified the address, and the first time that address must be a person's. From then on the
    provider's own identifier counts, not the address.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            _refuse_demonstration(request, sociallogin.user)
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        if not verified:
            sentence = _("The identity provider has not verified your e-mail address.")
            raise _refusal_page(request, sentence)
        person = Person.objects.filter(email=verified[0], is_active=True).first()
        if person is None:
            sentence = _(
                "No account here uses %(email)s. Ask the coordinator of your province for an "
                "invitation."
            )
            raise _refusal_page(request, sentence % {"email": verified[0]})
        _refuse_demonstration(request, person)
        sociallogin.connect(request, person)
        record_own_act(AuditAction.PROVIDER_LINKED, person)

    def on_authentication_error(self, request: HttpRequest, provider, **_said: object) -> None:
        sentence = _(
            "Signing in there did not work. Try again, or sign in here with your password."
        )
        raise _refusal_page(request, sentence)


def _refuse_demonstration(request: HttpRequest, person: Person) -> None:
    if is_account_refused(person.email):
        raise _refusal_page(request, str(REFUSAL))


def _refusal_page(request: HttpRequest, sentence: str | Promise) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(
        render(request, "account/provider_refused.html", {"sentence": sentence}, status=403)
    )
