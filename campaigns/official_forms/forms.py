"""An official form and its lines as they are typed, and the period for which one is filled in."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.calendar.periods import name_of_period
from agencies.forms.fields import DayField, NumberField, TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldsHelper, FilterHelper, WideFields
from campaigns.indicators.forms import latest_periods
from campaigns.indicators.models import Indicator
from campaigns.official_forms.models import FormLine, OfficialForm
from vietnam.periods import Period, PeriodKind


class OfficialFormForm(forms.Form):
    number = TextField(label=_("Number of the form"), max_length=60)
    title = TextField(label=_("Title of the form"), max_length=300)
    basis = TextField(label=_("Document that sets it"), max_length=300)
    valid_from = DayField(label=_("In force from"))
    valid_to = DayField(label=_("In force until (if known)"), required=False)
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGrid("number", WideFields("title", "basis"), "valid_from", "valid_to")
    )

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def official_form_values(form: OfficialForm) -> dict[str, Any]:
    names = ("number", "title", "basis", "valid_from", "valid_to", "version")
    return {name: getattr(form, name) for name in names}


class FormLineForm(forms.Form):
    position = NumberField(
        label=_("Place"),
        min_value=1,
        max_value=999,
        help_text=_("In which order the lines stand."),
    )
    number = TextField(label=_("No. in the form"), max_length=20, required=False)
    title = TextField(label=_("Words of the line"), max_length=300)
    unit = TextField(label=_("Unit as the form writes it"), max_length=40, required=False)
    is_heading = forms.BooleanField(label=_("Heading without figures"), required=False)
    people = forms.ModelChoiceField(
        label=_("Indicator of the figure, or of people"),
        queryset=Indicator.objects.all(),
        required=False,
        empty_label=_("Not collected"),
    )
    turns = forms.ModelChoiceField(
        label=_("Indicator of times (lượt)"),
        queryset=Indicator.objects.all(),
        required=False,
        empty_label="–",
    )
    valid_from = DayField(label=_("In force from"))
    valid_to = DayField(label=_("In force until (if known)"), required=False)

    helper = FieldsHelper(
        FieldGrid(
            "position",
            "number",
            WideFields("title"),
            "unit",
            "is_heading",
            WideFields("people", "turns"),
            "valid_from",
            "valid_to",
        )
    )

    @property
    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return given | {name: given[name] or "" for name in ("number", "unit")}


def line_values(line: FormLine) -> dict[str, Any]:
    names = ("position", "number", "title", "unit", "is_heading", "valid_from", "valid_to")
    return {name: getattr(line, name) for name in names} | {
        "people": line.people_id,
        "turns": line.turns_id,
    }


class FormPeriodFilter(forms.Form):
    """What of the address is not understood is left out."""

    period = forms.ChoiceField(label=_("Period"), required=False)

    helper = FilterHelper()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data.dict())
        today = timezone.localdate()
        months = latest_periods(PeriodKind.OFFICIAL_MONTH, today)
        halves = latest_periods(PeriodKind.OFFICIAL_HALF_YEAR, today)[:4]
        years = latest_periods(PeriodKind.OFFICIAL_YEAR, today)[:3]
        fields: dict[str, Any] = self.fields
        fields["period"].choices = [
            (str(each), name_of_period(each)) for each in (*months, *halves, *years)
        ]
        self.is_valid()
        over = next(each for each in months if each.last < today)
        self.chosen = Period.read(self.cleaned_data.get("period") or "") or over
        self.data = {**self.data, "period": str(self.chosen)}
