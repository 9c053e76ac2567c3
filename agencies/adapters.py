import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation to a seat; nobody signs up alone. Its refusals say what to do."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Ask the coordinator of your province."),
        "email_password_mismatch": _(
            "The e-mail address or the password is wrong. Check both; capital letters count in the password."
        ),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your current password."),
        "rate_limited": _("Too many requests at once. Wait a minute."),
        "too_many_login_attempts": _(
            "Too many attempts failed. Wait five minutes, or choose a new password by “Forgotten your password?”."
        ),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Sent at once and kept nowhere, unlike all other mails: a link that sets a password is for one reader only."""
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError) as problem:
            logger.warning("A letter about an account was not sent: %s", problem)
            messages.error(self.request, _("The letter could not be sent now. Try again in a few minutes."))
            raise ImmediateHttpResponse(redirect("account_reset_password")) from problem

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class PasswordLength(MinimumLengthValidator):
    """Django's rule in words of our own: its Vietnamese lags behind its sentence."""

    def get_error_message(self) -> str:
        words = ngettext(
            "The password is too short: use at least %(n)s character.",
            "The password is too short: use at least %(n)s characters.",
            self.min_length,
        )
        return words % {"n": self.min_length}
