from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


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

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
