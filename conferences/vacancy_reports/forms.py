"""What somebody says who reports a vacancy."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField
from agencies.forms.layouts import FieldsHelper
from conferences.vacancy_reports.choices import ReportReason
from recruitment.fields.fields import PhoneField


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong?"), choices=ReportReason.choices, widget=forms.RadioSelect
    )
    words = TextField(
        label=_("What happened?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Who asked for what, when and how. Only the office reads it."),
    )
    phone = PhoneField(
        label=_("Your phone, if we may ask you about it"),
        required=False,
        help_text=_("It is deleted after 180 days."),
    )

    helper = FieldsHelper("reason", "words", "phone")
