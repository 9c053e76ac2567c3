"""How a person wants to be written to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.people.choices import MailMode


class MailModeForm(forms.Form):
    mode = forms.ChoiceField(
        label=_("How I get my mails"),
        choices=MailMode,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
