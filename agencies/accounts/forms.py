"""The forms of signing in and of passwords: allauth's, with our words, addresses and passwords."""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.database.addresses import AddressFormField
from agencies.forms.fields import TextField
from agencies.people.models import Person
from agencies.sign_in.allauth_internals import present_request
from agencies.sign_in.limits import forget_attempts
from vietnam.passwords import normalize_password

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    # What the classes beside which it stands are.
    FormBase = forms.Form
else:
    FormBase = object

FIRST: dict[str, Any] = {"autofocus": True}


def label_field(
    form: forms.BaseForm,
    name: str,
    label: "StrOrPromise",
    *,
    help_text: "StrOrPromise" = "",
    **attrs: object,
) -> None:
    field = form.fields[name]
    field.label = label
    field.help_text = help_text
    field.widget.attrs = {"maxlength": 254} | attrs


class EmailChangeForm(forms.Form):
    """Validated by the service, so that every refusal appears at the field."""

    email = TextField(
        label=_("New e-mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"} | FIRST),
    )


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressFormField()
        label_field(self, "login", _("E-mail"), autocomplete="username", **FIRST)
        label_field(self, "password", _("Password"), autocomplete="current-password")
        self.fields["remember"].label = _("Stay signed in on this computer")


class PasswordForm(forms.Form):
    """Opens a locked session."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=254,
        widget=forms.PasswordInput({"autocomplete": "current-password"} | FIRST),
    )


class ConfirmPasswordForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_field(self, "password", _("Password"), autocomplete="current-password", **FIRST)


# Passwords ----------------------------------------------------------------------------------------
class AskNewPasswordForm(allauth_forms.ResetPasswordForm):
    email = AddressFormField(
        label=_("E-mail"), widget=forms.EmailInput({"autocomplete": "username"} | FIRST)
    )

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.users = list(Person.objects.filter(email=email, is_active=True))
        return email


class SameTwice(FormBase):
    """The adapter normalises the first entry, so the second must be normalised before they are
    compared.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _(
            "At least 12 characters: a short sentence is easy to remember and hard to guess."
        )
        attrs: dict[str, Any] = {"autocomplete": "new-password"}
        first = {} if "oldpassword" in self.fields else FIRST
        label_field(self, "password1", _("New password"), help_text=help_text, **attrs, **first)
        label_field(self, "password2", _("New password once more"), **attrs)

    def clean_password2(self) -> str:
        return normalize_password(self.cleaned_data["password2"])

    def clean(self) -> dict[str, Any] | None:
        # With our sentence.
        given = super().clean()
        if self.has_error("password2") and self.data.get("password2"):
            del self.errors["password2"]
            self.add_error("password2", _("The two passwords differ. Type the new one twice."))
        return given


class NewPasswordForm(SameTwice, allauth_forms.ResetPasswordKeyForm):
    def save(self) -> None:
        super().save()
        forget_attempts(present_request(), self.user.email)


class ChangePasswordForm(SameTwice, allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label_field(
            self, "oldpassword", _("Current password"), autocomplete="current-password", **FIRST
        )


class SetPasswordForm(SameTwice, allauth_forms.SetPasswordForm):
    pass
