from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.addresses import AddressFormField
from agencies.forms.fields import DayField, TextField
from agencies.members.queries import basic_role, roles_to_give
from agencies.people.forms import SeatField
from agencies.people.models import Seat
from vietnam.passwords import normalize_password


class InvitationForm(forms.Form):
    """To an existing seat, or to a new one with title and role."""

    full_name = TextField(label=_("Full name"), max_length=120)
    email = AddressFormField(label=_("E-mail"))
    seat = SeatField(
        label=_("Seat"), queryset=Seat.objects.none(), required=False, empty_label=_("A new seat")
    )
    new_seat = TextField(label=_("Title of the new seat"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Role of the new seat"), required=False)
    starts_on = DayField(label=pgettext_lazy("day", "From"))
    as_administrator = forms.BooleanField(
        label=_("administrator of the agency's members"), required=False
    )

    def __init__(self, *args, agency: Agency, **kwargs) -> None:
        super().__init__(*args, auto_id="invite_%s", **kwargs)
        self.fields["seat"].queryset = agency.seats.order_by("title")
        basic = basic_role(agency)
        role = self.fields["role"]
        role.choices = list(roles_to_give(agency, basic).items())
        role.initial = basic


class EndForm(forms.Form):
    on = DayField(label=_("Last day"))


class AcceptForm(forms.Form):
    full_name = TextField(
        label=_("Full name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=254,
        strip=False,
        help_text=_("At least 12 characters; a sentence is easy to remember."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Password, once more"),
        max_length=254,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if {"password", "again"} <= given.keys():
            entries = {normalize_password(given[name]) for name in ("password", "again")}
            if len(entries) == 2:
                sentence = _("The two entries differ. Enter the new password twice, the same.")
                self.add_error("again", sentence)
        return given
