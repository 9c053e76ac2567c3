"""A report as it is typed: a group for each indicator with the last period beside it, and lines of
obstacles. Rules of the calendar, and the words that go with a step.
"""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from agencies.forms.fields import DayField, NumberField, TextField, VersionField, parse_whole_number
from agencies.forms.layouts import FieldGrid, FieldGroup, FieldsHelper, FilterHelper, WideFields
from agencies.lists.numbers import localized_number
from campaigns.indicators.choices import ENTERED_STANDINGS, PERIOD_KINDS, MeasureUnit, Standing
from campaigns.indicators.forms import AmountField, check_entry, make_entry
from campaigns.indicators.models import Measurement
from campaigns.indicators.services import Entry
from campaigns.reporting.choices import Purpose
from campaigns.reporting.models import FigureReport, PlanReport, ReportingRule
from campaigns.reporting.queries import IndicatorLine
from recruitment.fields.fields import CountField, VersionForm, words_field
from vietnam.periods import PeriodKind

SPARE_OBSTACLES = 3
MOST_OBSTACLES = 20
OBSTACLES = "obstacles"
ADD_LINES = "add-lines"
SAVE_DRAFT = "save-draft"
# Characters of one typed value of a draft.
LONGEST = 8000


# A report of figures ------------------------------------------------------------------------------
class FigureReportForm(VersionForm):
    """For each indicator what is known and the figure, with those of the period before and of the
    same period of last year in words.
    """

    results = TextField(
        label=_("Results in words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What was done, what came of it, compared with the plan."),
    )

    def __init__(self, lines: list[IndicatorLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self._add_line(line)
        self.order_fields([name for name in self.fields if name != "results"])
        groups = [FieldGroup(line.indicator.name, *self._parts(line)) for line in lines]
        self.helper = FieldsHelper(*groups, FieldGroup(_("In words"), WideFields("results")))

    def _parts(self, line: IndicatorLine) -> list[Any]:
        key = line.indicator.pk
        ratio = ("numerator", "denominator") if line.indicator.is_ratio else ()
        names = [f"{name}_{key}" for name in ("standing", "value", *ratio)]
        return [*names, WideFields(f"note_{key}")]

    def _add_line(self, line: IndicatorLine) -> None:
        key = line.indicator.pk
        unit = MeasureUnit(line.indicator.unit).label
        self.fields[f"standing_{key}"] = forms.ChoiceField(
            label=_("What is known"), choices=ENTERED_STANDINGS
        )
        self.fields[f"value_{key}"] = AmountField(
            label=_("Figure (%(unit)s)") % {"unit": unit},
            required=False,
            help_text=_beside(line),
        )
        if line.indicator.is_ratio:
            self.fields[f"numerator_{key}"] = AmountField(label=_("Numerator"), required=False)
            self.fields[f"denominator_{key}"] = AmountField(label=_("Denominator"), required=False)
        self.fields[f"note_{key}"] = TextField(
            label=_("Note (if any)"), max_length=500, required=False
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        for line in self.lines:
            check_entry(self, self.cleaned_data, f"_{line.indicator.pk}")
        return self.cleaned_data

    @property
    def entries(self) -> dict[int, Entry]:
        keys = [line.indicator.pk for line in self.lines]
        return {key: make_entry(self.cleaned_data, f"_{key}") for key in keys}


def _beside(line: IndicatorLine) -> str:
    # What stands beside the figure that is asked for.
    return gettext("Period before: %(before)s; same period last year: %(last)s") % {
        "before": known_words(line.previous),
        "last": known_words(line.same_last_year),
    }


def known_words(row: Measurement | None) -> str:
    if row is None:
        return str(Standing.MISSING.label)
    if row.value is None:
        return str(Standing(row.standing).label)
    return localized_number(row.value.normalize())


def figure_values(lines: list[IndicatorLine], report: FigureReport | None) -> dict[str, Any]:
    values: dict[str, Any] = {
        "version": report.version if report else 0,
        "results": report.results if report else "",
    }
    for line in lines:
        row = line.now
        if row is None:
            continue
        for name in ("standing", "value", "numerator", "denominator", "note"):
            values[f"{name}_{line.indicator.pk}"] = getattr(row, name)
        if row.parts:
            # Made of its parts; typed only where there are none.
            values[f"value_{line.indicator.pk}"] = None
    return values


class ObstacleForm(forms.Form):
    """A line without words is left out."""

    words = TextField(label=_("Obstacle"), max_length=500, required=False)
    number = CountField(label=_("How many it concerns"), bounds=(0, 10_000_000), required=False)
    unit = TextField(label=_("Of what"), max_length=60, required=False)
    proposal = TextField(label=_("What is proposed"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        has_more = given.get("number") is not None or given.get("unit") or given.get("proposal")
        if has_more and not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say what the obstacle is."))
        if given.get("number") is not None and not given.get("unit"):
            self.add_error("unit", _("Say what was counted, such as people or employers."))
        return given


class BaseObstacles(forms.BaseFormSet):
    @property
    def facts(self) -> list[dict[str, Any]]:
        return [
            {name: value if name == "number" else value or "" for name, value in each.items()}
            for each in (form.cleaned_data for form in self.forms)
            if each.get("words")
        ]


ObstacleLines = forms.formset_factory(
    ObstacleForm,
    formset=BaseObstacles,
    extra=SPARE_OBSTACLES,
    max_num=MOST_OBSTACLES,
    absolute_max=MOST_OBSTACLES,
)


def values_as_typed(
    form: forms.Form, data: QueryDict
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """For a draft, or for more lines: nothing is judged."""
    facts = {name: data.get(name, "")[:LONGEST] for name in form.fields}
    count = parse_whole_number(data.get(f"{OBSTACLES}-TOTAL_FORMS", "")) or 0
    names = list(ObstacleForm.base_fields)
    lines = [
        {name: data.get(f"{OBSTACLES}-{at}-{name}", "")[:LONGEST] for name in names}
        for at in range(min(count, MOST_OBSTACLES))
    ]
    return facts, lines


# A plan -------------------------------------------------------------------------------------------
class PlanReportForm(VersionForm):
    document = TextField(
        label=_("Number and day of the agency's plan"),
        max_length=200,
        help_text=_("Such as: 12/KH-SNV of 15/02/2026."),
    )
    results = TextField(
        label=_("What the agency will do"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 8}),
    )

    helper = FieldsHelper("document", "results")


def plan_values(report: PlanReport | None) -> dict[str, Any]:
    if report is None:
        return {"version": 0}
    return {name: getattr(report, name) for name in ("version", "document", "results")}


# Steps --------------------------------------------------------------------------------------------
class StepForm(VersionForm):
    """With each step of a period; the service says when words are owed."""

    words = words_field(_("Note, reason or basis"))


class ReportDecisionForm(VersionForm):
    """Accepted without words, returned with them."""

    words = words_field(_("What has to be completed"))


# Rules --------------------------------------------------------------------------------------------
class RuleForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("What is reported"), choices=Purpose.choices, initial=Purpose.FIGURES
    )
    rhythm = forms.ChoiceField(
        label=_("Kind of period"), choices=PERIOD_KINDS, initial=PeriodKind.OFFICIAL_MONTH
    )
    working_days = NumberField(
        label=_("Working days after the end of the period"),
        min_value=0,
        max_value=60,
        required=False,
        help_text=_("Or else a day of the year:"),
    )
    due_day = NumberField(label=_("Before the day"), min_value=1, max_value=31, required=False)
    due_month = NumberField(label=_("Of the month"), min_value=1, max_value=12, required=False)
    days_open = NumberField(
        label=_("Opens as many days before it is owed"), min_value=1, max_value=90, initial=10
    )
    basis = TextField(label=_("Document that says so"), max_length=300)
    valid_from = DayField(label=_("Valid from"))
    valid_to = DayField(label=pgettext_lazy("rule", "Valid until (if known)"), required=False)
    version = VersionField(required=False)

    helper = FieldsHelper(
        FieldGrid(
            "purpose",
            "rhythm",
            "working_days",
            "days_open",
            "due_day",
            "due_month",
            WideFields("basis"),
            "valid_from",
            "valid_to",
        )
    )

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


RULE_COLUMNS = (
    "purpose",
    "rhythm",
    "working_days",
    "due_day",
    "due_month",
    "days_open",
    "basis",
    "valid_from",
    "valid_to",
    "version",
)


def rule_values(rule: ReportingRule) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in RULE_COLUMNS}


class YearFilter(forms.Form):
    """What of the address is not understood is left out."""

    year = forms.ChoiceField(label=_("Year"), required=False)

    helper = FilterHelper()

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data.dict())
        this_year = timezone.localdate().year
        years = range(this_year + 1, this_year - 4, -1)
        fields: dict[str, Any] = self.fields
        fields["year"].choices = [(str(year), str(year)) for year in years]
        self.is_valid()
        self.chosen = int(self.cleaned_data.get("year") or this_year)
        self.data = {**self.data, "year": str(self.chosen)}
