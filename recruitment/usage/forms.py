"""The report on the use of labour as an employer types it, and what the office asks its list
for.
"""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import TextField
from agencies.forms.query_strings import build_query
from recruitment.employers.models import Employer
from recruitment.fields.fields import DressedForm, PeopleField, dress
from recruitment.period_reports.origins import BaseOrigins, home_field, origin_lines
from recruitment.usage.choices import Rating, UsageState
from recruitment.usage.models import LabourOrigin, LabourUsageReport
from recruitment.usage.queries import UsagePeriod
from recruitment.usage.services import faults_of
from recruitment.vacancies.choices import Contract, Skill
from vietnam.folding import search_words

PERIODS_TO_CHOOSE = 8


class UsageForm(forms.Form):
    """Counts of the whole enterprise; an empty part is none."""

    total = PeopleField(label=_("Workers in all"))
    women = PeopleField(label=_("Of them women"))
    hired = PeopleField(label=_("Newly taken on since the last report"))
    left = PeopleField(label=_("Left since the last report"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for prefix, choices in (("skill", Skill), ("contract", Contract)):
            for value, label in choices.choices:
                self.fields[f"{prefix}_{value}"] = PeopleField(label=label, required=False)
        for name, field in self.fields.items():
            dress(field)
            if name != "version":
                field.widget.attrs["class"] += " count"

    def clean(self) -> dict:
        super().clean()
        given = self.cleaned_data
        return {name: value if value is not None else 0 for name, value in given.items()}

    @property
    def facts(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in LabourUsageReport.FIGURES}

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [
            (str(_("Workers")), [self[name] for name in ("total", "women", "hired", "left")]),
            (str(_("By skill level")), [self[name] for name in LabourUsageReport.SKILLS]),
            (str(_("By contract")), [self[name] for name in LabourUsageReport.CONTRACTS]),
        ]

    WIDE = frozenset()


class OriginForm(DressedForm):
    """The workers of one home province; a line without a province and without a number is left
    out.
    """

    province = home_field()
    people = PeopleField(label=_("Workers"), required=False)
    women = PeopleField(label=_("Of them women"), required=False)
    hired = PeopleField(label=_("Newly taken on"), required=False)
    left = PeopleField(label=_("Left"), required=False)
    rating = forms.ChoiceField(
        label=_("Quality"), choices=[("", "–"), *Rating.choices], required=False
    )
    note = TextField(label=_("Remark"), max_length=200, required=False)

    def clean(self) -> dict:
        super().clean()
        given = self.cleaned_data
        numbers = {name: given.get(name) or 0 for name in LabourOrigin.FIGURES}
        if not given.get("province") and (
            any(numbers.values()) or given.get("rating") or given.get("note")
        ):
            self.add_error("province", _("Choose the province."))
        if numbers["women"] > numbers["people"] and "women" not in self.errors:
            self.add_error("women", _("More women than workers."))
        return given | numbers


OriginFormSet = origin_lines(OriginForm)


def add_faults(form: UsageForm, origins: BaseOrigins) -> bool:
    """What does not add up, each at its field; whether everything does."""
    return origins.add_faults(faults_of(form.facts, origins.facts), form)


def said_by_report(report: LabourUsageReport) -> tuple[dict[str, object], list[dict]]:
    """The values of a report that is kept, for the form and its lines."""
    lines = [
        {name: getattr(origin, name) for name in (*LabourOrigin.FIGURES, "rating", "note")}
        | {"province": origin.province_id}
        for origin in report.origins.all()
    ]
    return {name: getattr(report, name) for name in LabourUsageReport.FIGURES} | {
        "version": report.version
    }, lines


class UsageFilter(forms.Form):
    """The office's list; what of the address is not understood is left out."""

    period = forms.ChoiceField(label=_("Report for"), required=False)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All employers")), *UsageState.choices]
    )
    q = TextField(
        label=_("Name or tax code"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        each = current = UsagePeriod.current(timezone.localdate())
        periods = [current]
        while len(periods) < PERIODS_TO_CHOOSE:
            each = each.earlier
            periods.append(each)
        self.fields["period"].choices = [(str(each), each.label) for each in periods]
        for field in self.fields.values():
            dress(field)
        self.is_valid()
        self.chosen = UsagePeriod.read(self.cleaned_data.get("period") or "") or current

    def filter(self, rows: QuerySet[Employer]) -> QuerySet[Employer]:
        if self.cleaned_data.get("state"):
            rows = rows.filter(state=self.cleaned_data["state"])
        for word in search_words(self.cleaned_data.get("q") or ""):
            rows = rows.filter(agency__search_fold__contains=word) | rows.filter(
                tax_code__contains=word
            )
        return rows

    def link(self, **changes: str) -> str:
        return build_query({"period": self.chosen}, **changes)
