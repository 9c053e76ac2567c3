from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField
from agencies.registry import registry


class ApiTokenForm(forms.Form):
    name = TextField(
        label=_("What it is for"),
        max_length=120,
        help_text=_("For example: website of the newspaper."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it opens"),
        choices=lambda: registry.api_scopes,
        widget=forms.CheckboxSelectMultiple,
    )
