"""Codes of second factors: allauth's forms, which also work when the secret of one factor can no
longer be read.
"""

import logging
from typing import TYPE_CHECKING, Any

from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from agencies.database.encryption import LostKeyError
from agencies.factors.middleware import MFAAdapter
from agencies.factors.queries import APP, CODES, factors_with_secrets
from agencies.factors.services import renew_factor
from agencies.forms.fields import TextField
from agencies.people.models import Person
from agencies.sign_in.allauth_internals import count_code, report_wrong_code

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

logger = logging.getLogger(__name__)


class ReadableFactors:
    """The app's code is tried first.

    A secret that a former key encrypted is encrypted again once its code is right.
    """

    user: Person
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        forgive = count_code(self.user)
        code: str = self.cleaned_data["code"]
        lost: set[str] = set()
        factors = list(factors_with_secrets().filter(user=self.user).order_by("-type"))
        for factor in factors:
            try:
                is_right = factor.wrap().validate_code(code)
            except LostKeyError:
                logger.error(
                    "Factor %s cannot be read: SECRET_KEY_FALLBACKS lacks its key", factor.pk
                )
                lost.add(factor.type)
                continue
            if is_right:
                renew_factor(factor.pk)
                factor.user = self.user
                self.authenticator = factor
                forgive()
                return code
        if factors:
            report_wrong_code(self, factors[0])
        raise ValidationError(
            _words_of_lost(lost) if lost else MFAAdapter.error_messages["incorrect_code"]
        )


def _words_of_lost(lost: set[str]) -> str:
    if lost == {APP}:
        return gettext(
            "The app's code can no longer be checked, since the portal's key was replaced. Type a "
            "recovery code, use a "
            "passkey, or ask the administrator of the portal to reset your second factor."
        )
    if lost == {CODES}:
        return gettext(
            "This code is wrong, or it is a recovery code: those can no longer be checked, since "
            "the portal's key was "
            "replaced. Take the app's code that is shown now."
        )
    return gettext(
        "Neither the app's code nor the recovery codes can be checked any more, since the "
        "portal's key was replaced. "
        "Use a passkey, or ask the administrator of the portal to reset your second factor."
    )


def _code_field(label: "StrOrPromise") -> TextField:
    # As allauth's, less the signs that nobody sees in what was pasted.
    attrs = {"autocomplete": "one-time-code", "autofocus": True, "maxlength": 254}
    return TextField(label=label, widget=forms.TextInput(attrs))


class AppForm(ActivateTOTPForm):
    code = _code_field(_("Code"))


class PasskeyForm(AddWebAuthnForm):
    name = TextField(label=_("Name, to tell it from others"), max_length=254, required=False)


class AuthenticateForm(ReadableFactors, allauth_forms.AuthenticateForm):
    code = _code_field(_("Code from the app, or a recovery code"))


class ReauthenticateForm(ReadableFactors, allauth_forms.ReauthenticateForm):
    code = _code_field(_("Code from the app, or a recovery code"))
