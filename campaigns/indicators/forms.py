"""Indicators and their figures as they are typed."""

import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import AgencyKind, AgencyLevel
from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from agencies.forms.fields import TextField, VersionField
from agencies.forms.layouts import FieldGrid, FieldGroup, FieldsHelper, WideFields
from agencies.lists.numbers import localized_number
from campaigns.indicators.choices import (
    ENTERED_STANDINGS,
    PERIOD_KINDS,
    ComputedSource,
    MeasureUnit,
    Standing,
)
from campaigns.indicators.models import Indicator
from campaigns.indicators.services import Entry
from recruitment.fields.fields import FigureField
from vietnam.numbers import AmbiguousNumber, parse_number
from vietnam.periods import Period, PeriodKind

MOST = Decimal(10) ** 11
PERIODS_TO_CHOOSE = 26
FIRMS = (AgencyKind.FIRM, AgencyKind.SERVICE_FIRM)


def read_figure(typed: str) -> Decimal:
    try:
        number = parse_number(typed)
    except AmbiguousNumber:
        words = _("“%(typed)s” cannot be read as one number. Write 17,000 or 2.1.")
        raise ValidationError(words, params={"typed": typed}) from None
    exponent = number.normalize().as_tuple().exponent
    if abs(number) > MOST or (isinstance(exponent, int) and exponent < -4):
        raise ValidationError(
            _("“%(typed)s” is too large, or has more than four decimals."), params={"typed": typed}
        )
    return number


class AmountField(FigureField):
    """A figure, whole or with decimals."""

    reader = staticmethod(read_figure)
    longest = 24
    default_error_messages = {"required": _("Type the figure.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "class": "count"}

    def prepare_value(self, value: str | Decimal | None) -> str | None:
        return localized_number(value.normalize()) if isinstance(value, Decimal) else value


def measuring_agencies(on: datetime.date) -> Any:
    """Bodies of the host's administration, without its communes and firms."""
    levels = (AgencyLevel.PROVINCE, AgencyLevel.NONE)
    agencies: Any = Agency.objects
    rows = agencies.valid(on).filter(level__in=levels, seats__isnull=False)
    return rows.exclude(kind__in=FIRMS).distinct().order_by("sort_key", "pk")


# Indicators ---------------------------------------------------------------------------------------
class IndicatorForm(forms.Form):
    name = TextField(label=_("What is measured"), max_length=300)
    unit = forms.ChoiceField(label=_("Unit"), choices=MeasureUnit.choices)
    rhythm = forms.ChoiceField(
        label=_("Figures come by"), choices=PERIOD_KINDS, initial=PeriodKind.OFFICIAL_MONTH
    )
    is_cumulative = forms.BooleanField(
        label=_("Figures of several periods add up"),
        required=False,
        initial=True,
        help_text=_("Without this, a figure is how it stands at the end of its period."),
    )
    source = forms.ChoiceField(
        label=_("Counted from the portal"),
        required=False,
        choices=[("", _("No, agencies measure it")), *ComputedSource.choices],
    )
    definition = TextField(
        label=_("How it is measured"), max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    denominator = TextField(
        label=_("In relation to"),
        max_length=300,
        required=False,
        help_text=_("Of a rate: of what it is a part, such as all who were advised."),
    )
    reporters = forms.ModelMultipleChoiceField(
        label=_("Who measures it"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGrid(
            WideFields("name"),
            "unit",
            "rhythm",
            "is_cumulative",
            "source",
            WideFields("definition", "denominator"),
        ),
        FieldGroup(_("Who measures it"), WideFields("reporters")),
    )

    def __init__(self, *args: Any, indicator: Indicator | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = measuring_agencies(timezone.localdate())
        if indicator:
            kept = Agency.objects.filter(indicators=indicator).values("pk")
            agencies = Agency.objects.filter(pk__in=agencies.values("pk")) | Agency.objects.filter(
                pk__in=kept
            )
        reporters: Any = self.fields["reporters"]
        reporters.queryset = agencies

    @property
    def given(self) -> dict[str, Any]:
        """As the service takes it."""
        names = ("name", "unit", "rhythm", "is_cumulative", "source")
        cleaned = self.cleaned_data
        return {
            "facts": {name: cleaned[name] for name in names},
            "reporters": list(cleaned["reporters"]),
            "definition": cleaned["definition"],
            "denominator": cleaned["denominator"] or "",
            "version": cleaned["version"],
        }


def indicator_values(indicator: Indicator) -> dict[str, Any]:
    last = indicator.definitions.first()
    names = ("name", "unit", "rhythm", "is_cumulative", "source", "version")
    return {name: getattr(indicator, name) for name in names} | {
        "definition": last.text if last else "",
        "denominator": last.denominator if last else "",
        "reporters": list(indicator.reporters.values_list("pk", flat=True)),
    }


# Figures ------------------------------------------------------------------------------------------
class EntryForm(forms.Form):
    """One figure of one agency, entered by the desk."""

    agency = forms.ModelChoiceField(
        label=_("Agency that measured it"), queryset=Agency.objects.none()
    )
    period = forms.ChoiceField(label=_("Period"))
    standing = forms.ChoiceField(label=_("What is known"), choices=ENTERED_STANDINGS)
    value = AmountField(label=_("Figure"), required=False)
    numerator = AmountField(label=_("Numerator"), required=False)
    denominator = AmountField(label=_("Denominator"), required=False)
    note = TextField(label=_("Source or note"), max_length=500, required=False)

    helper = FieldsHelper(
        FieldGrid(
            WideFields("agency"),
            "period",
            "standing",
            "value",
            "numerator",
            "denominator",
            WideFields("note"),
        )
    )

    def __init__(self, indicator: Indicator, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        periods = latest_periods(indicator.kind, today)
        fields: dict[str, Any] = self.fields
        fields["period"].choices = [(str(each), name_of_period(each)) for each in periods]
        fields["agency"].queryset = measuring_agencies(today)
        if not indicator.is_ratio:
            del self.fields["numerator"]
            del self.fields["denominator"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_entry(self, self.cleaned_data)
        return self.cleaned_data

    @property
    def given(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "agency": cleaned["agency"],
            "period": Period.read(cleaned["period"]),
            "entry": make_entry(cleaned),
        }


def check_entry(form: forms.Form, given: dict[str, Any], suffix: str = "") -> None:
    """Either a figure or the reason why there is none; both parts of a ratio or neither."""
    names = {name: f"{name}{suffix}" for name in ("standing", "value", "numerator", "denominator")}
    typed = [name for name in names if name != "standing" and given.get(names[name]) is not None]
    if any(name in form.errors for name in names.values()):
        return
    if given.get(names["standing"]) != Standing.GIVEN:
        if typed:
            words = _("A figure is typed, and it is said that there is none. Clear one of them.")
            form.add_error(names["standing"], words)
        return
    if ("numerator" in typed) != ("denominator" in typed):
        form.add_error(names["denominator"], _("Type both, numerator and denominator."))
    elif given.get(names["denominator"]) is not None and given[names["denominator"]] <= 0:
        form.add_error(names["denominator"], _("Nothing can be divided by 0."))
    elif not typed:
        form.add_error(names["value"], _("Type the figure, or say why there is none."))


def make_entry(given: dict[str, Any], suffix: str = "") -> Entry:
    amounts = {name: given.get(f"{name}{suffix}") for name in ("value", "numerator", "denominator")}
    return Entry(
        standing=given[f"standing{suffix}"], note=given.get(f"note{suffix}") or "", **amounts
    )


def latest_periods(kind: PeriodKind, today: datetime.date) -> list[Period]:
    """Those that have begun, the newest first."""
    years = (today.year + 1, today.year, today.year - 1, today.year - 2)
    found = [each for year in years for each in reversed(Period.all_of(kind, year))]
    return [each for each in found if each.first <= today][:PERIODS_TO_CHOOSE]
