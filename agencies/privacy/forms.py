"""Requests about personal data, and breaches."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import DayField, HourField, NumberField, TextField
from agencies.forms.layouts import FieldRow, FieldsHelper
from agencies.privacy.choices import DataRequestKind

LONG = {"rows": 3}


class DataRequestForm(forms.Form):
    """As the person itself sends it."""

    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=DataRequestKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask for.")},
    )
    full_name = TextField(
        label=_("Full name"),
        max_length=120,
        error_messages={"required": _("Type your name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    contact = TextField(
        label=_("Phone or e-mail"),
        max_length=120,
        help_text=_("Where the answer reaches you. It is used for nothing else."),
        error_messages={
            "required": _("Give a phone number or an e-mail address, so that we can answer.")
        },
    )
    text = TextField(
        label=_("In your own words (you may leave it empty)"),
        max_length=4000,
        required=False,
        help_text=_("For example which data is wrong. No identity number, please."),
        widget=forms.Textarea(LONG),
    )


class PaperRequestForm(DataRequestForm):
    """As the desk enters what came on paper or by telephone."""

    received_on = DayField(label=_("Received on"))

    field_order = ("received_on", "kind", "full_name", "contact", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("What is asked")
        self.fields["text"].label = _("In their own words")
        self.fields["contact"].help_text = ""


class AnswerForm(forms.Form):
    text = TextField(label=_("Answer"), max_length=4000, widget=forms.Textarea(LONG))


class MomentForm(forms.Form):
    """A day and an hour, together what the service calls `MOMENT`."""

    MOMENT = "at"

    day = DayField(label=_("Day"))
    hour = HourField(label=_("Hour"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        now = timezone.localtime()
        super().__init__(*args, **{"initial": {"day": now.date(), "hour": now.time()}} | kwargs)

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if {"day", "hour"} <= given.keys():
            given[self.MOMENT] = timezone.make_aware(
                datetime.datetime.combine(given.pop("day"), given.pop("hour"))
            )
        return given


class BreachForm(MomentForm):
    MOMENT = "noticed_at"
    REFUSED_AT = {MOMENT: "day"}

    what = TextField(label=_("What happened"), max_length=4000, widget=forms.Textarea(LONG))
    data = TextField(label=_("Which data, of whom"), max_length=4000, widget=forms.Textarea(LONG))
    people = NumberField(
        label=_("People concerned (empty if not known)"),
        required=False,
        min_value=0,
        max_value=100_000_000,
    )
    harm = TextField(label=_("Possible harm"), max_length=4000, widget=forms.Textarea(LONG))
    measures = TextField(label=_("Measures taken"), max_length=4000, widget=forms.Textarea(LONG))

    helper = FieldsHelper(FieldRow("day", "hour"), "what", "data", "people", "harm", "measures")


class BreachReportForm(MomentForm):
    MOMENT = "reported_at"
    REFUSED_AT = {MOMENT: "day"}

    number = TextField(
        label=_("Number and date of the report"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    late_reason = TextField(
        label=_("Why it is late (only after the 72 hours)"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    helper = FieldsHelper(FieldRow("day", "hour"), "number", "late_reason")
