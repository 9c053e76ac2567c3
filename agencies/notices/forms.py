"""How a person wants to be written to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.layouts import FieldsHelper
from agencies.people.choices import MailMode


class MailModeForm(forms.Form):
    """Its page says above it what it is about."""

    mode = forms.ChoiceField(
        label=_("How I get my mails"),
        choices=MailMode,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the two ways.")
        ),
    )

    helper = FieldsHelper()
    helper.label_class = "visually-hidden"
