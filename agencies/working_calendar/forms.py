"""Changing the working calendar and the policy that reads dates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.calendar.choices import Roll
from agencies.forms.fields import DayField, TextField


class CalendarDayForm(forms.Form):
    day = DayField(label=_("Day"), help_text=_("Day/month/year, for example 06/3/2024."))
    is_working = forms.TypedChoiceField(
        label=_("On this day"),
        choices=[("off", _("people are off")), ("working", _("people work"))],
        coerce=lambda value: value == "working",
    )
    note = TextField(
        label=_("Reason or document"),
        max_length=200,
        help_text=_("For example the number and date of the notice."),
        error_messages={"required": _("Give the reason, or the number and date of the document.")},
    )


class ClearingDaysField(forms.IntegerField):
    def __init__(self, **kwargs) -> None:
        super().__init__(
            label=_("Working days for a clearance"), min_value=1, max_value=30, **kwargs
        )


class PolicyForm(forms.Form):
    before_includes_day = forms.TypedChoiceField(
        label=_("“Trước ngày D” means"),
        choices=[
            ("yes", _("on day D at the latest")),
            ("no", _("on the day before D at the latest")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    roll = forms.ChoiceField(
        label=_("A due date on a day off"), choices=Roll, widget=forms.RadioSelect
    )
    clearing_days = ClearingDaysField(
        help_text=_(
            "An agency that clears a result before it goes out has so many working days after the "
            "submission."
        ),
        widget=forms.TextInput({"inputmode": "numeric"}),
    )
