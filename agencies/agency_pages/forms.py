"""Naming the contact point of an agency."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.directives.models import Directive
from agencies.forms.fields import DayField, LongSelect, TextField
from agencies.people.forms import SeatField
from agencies.people.models import Seat
from agencies.tasks.forms import DirectiveField


class PhoneForm(forms.Form):
    phone = TextField(
        label=_("Telephone of the agency"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"type": "tel"}),
        help_text=_("Of the office, not of a person: others call it when nobody here is reached."),
    )


class ContactForm(forms.Form):
    """A seat of the agency, for all its tasks or for one document that gave it tasks."""

    seat = SeatField(label=_("Seat"), queryset=Seat.objects.none(), empty_label=_("Choose a seat"))
    directive = DirectiveField(
        label=_("For"),
        queryset=Directive.objects.none(),
        required=False,
        empty_label=_("All tasks of the agency"),
        widget=LongSelect,
    )
    on = DayField(label=pgettext_lazy("day", "From"))

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="contact_%s", **kwargs)
        given = Directive.objects.filter(tasks__lead=agency).distinct()
        self.fields["seat"].queryset = agency.seats.order_by("title")
        self.fields["directive"].queryset = given.only("number", "title", "issued_on")
