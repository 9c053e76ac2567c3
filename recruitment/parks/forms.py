"""What an official writes about a park."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField
from recruitment.fields.fields import VersionForm


class ParkForm(VersionForm):
    living = TextField(
        label=_("Living around it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Rooms and rents, markets, schools, clinics."),
    )
    routes = TextField(
        label=_("Coach and bus routes"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("One line each: from where, how often, fare."),
    )
