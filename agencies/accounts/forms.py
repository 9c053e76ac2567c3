"""The forms for signing in and for passwords: allauth's, with normalised addresses and
passwords.
"""

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.database.addresses import AddressFormField
from agencies.forms.fields import TextField
from agencies.people.models import Person
from agencies.sign_in.limits import forget_attempts
from vietnam.passwords import normalize_password


class EmailChangeForm(forms.Form):
    """Validated by the service, so that every refusal appears at the field."""

    email = TextField(label=_("New e-mail"), max_length=254)


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressFormField()


# Passwords ----------------------------------------------------------------------------------------
class AskNewPasswordForm(allauth_forms.ResetPasswordForm):
    email = AddressFormField()

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.users = list(Person.objects.filter(email=email, is_active=True))
        return email


class SameTwice:
    """The adapter normalises the first entry, so the second must be normalised before they are
    compared.
    """

    def clean_password2(self) -> str:
        return normalize_password(self.cleaned_data["password2"])


class NewPasswordForm(SameTwice, allauth_forms.ResetPasswordKeyForm):
    def save(self) -> None:
        super().save()
        forget_attempts(context.request, self.user.email)


class ChangePasswordForm(SameTwice, allauth_forms.ChangePasswordForm):
    pass


class SetPasswordForm(SameTwice, allauth_forms.SetPasswordForm):
    pass
