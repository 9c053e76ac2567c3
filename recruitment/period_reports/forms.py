"""A report as it is typed, its lines of home provinces, and what the office asks its list for."""

from functools import cached_property

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency, Province
from agencies.calendar.periods import name_of_period
from agencies.forms.fields import TextField
from agencies.forms.layouts import FieldGroup, FieldsHelper, FilterHelper
from agencies.forms.query_strings import build_query
from recruitment.fields.acts import ActForm
from recruitment.fields.fields import PeopleField
from recruitment.homes.forms import HomeField
from recruitment.homes.queries import home_label, home_provinces
from recruitment.period_reports.kinds import Facts, ReportKind, label_of
from recruitment.period_reports.queries import states_of
from recruitment.period_reports.services import faults_of
from vietnam.folding import search_words

PERIODS_TO_CHOOSE = 24


# Typing a report ----------------------------------------------------------------------------------
class FiguresForm(ActForm):
    """The figures of a kind in its groups; an empty one that may be empty is none."""

    def __init__(self, kind: ReportKind, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.helper = FieldsHelper(
            *(FieldGroup(title, *names) for title, names in kind.figure_groups)
        )
        for name in kind.model.FIGURES:
            label = kind.questions.get(name) or label_of(kind.model, name)
            self.fields[name] = PeopleField(label=label, required=name not in kind.optional_figures)
            self.fields[name].widget.attrs["class"] = "count"

    @property
    def facts(self) -> Facts:
        return {name: self.cleaned_data[name] or 0 for name in self.kind.model.FIGURES}


class HomeLineForm(forms.Form):
    """The people of one home province; a kind adds its columns."""

    province = HomeField(
        label=_("Home province"), queryset=Province.objects.none(), required=False, empty_label="–"
    )
    """Its list is given by the set of lines, which reads it once."""


class HomeLines(forms.BaseFormSet):
    """Lines of home provinces, each province once; one without a province is left out."""

    figures: FiguresForm
    """With which the lines must add up."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["province"].queryset = self._provinces
        form.fields["province"].choices = self._choices

    @cached_property
    def _provinces(self) -> QuerySet[Province]:
        return home_provinces(timezone.localdate())

    @cached_property
    def _choices(self) -> list[tuple[object, str]]:
        return [("", "–"), *((province.pk, home_label(province)) for province in self._provinces)]

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            province = getattr(form, "cleaned_data", {}).get("province")
            if province and province.pk in seen:
                form.add_error("province", _("This province is listed above already."))
            seen.add(province and province.pk)

    @property
    def facts(self) -> list[dict]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("province")]

    def is_valid(self) -> bool:
        """Every number by itself, and then whether they add up; each fault stands at its field."""
        if not (super().is_valid() and self.figures.is_valid()):
            return False
        faults = faults_of(self.figures.kind, self.figures.facts, self.facts)
        for name, message in faults.items():
            if name in self.figures.fields:
                self.figures.add_error(name, message)
            else:
                self.non_form_errors().append(message)
        return not faults


def report_forms(
    kind: ReportKind,
    line: type[HomeLineForm],
    data: QueryDict | None,
    facts: dict,
    homes: list[dict],
) -> tuple[FiguresForm, HomeLines]:
    """What somebody types of a report: its figures, and the lines of home provinces with a few
    empty ones.
    """
    lines = forms.formset_factory(line, formset=HomeLines, extra=4, max_num=80, absolute_max=80)
    typed = lines(data, initial=homes, prefix="homes")
    typed.figures = FiguresForm(kind, data, initial=facts)
    return typed.figures, typed


# Deciding -----------------------------------------------------------------------------------------
class DecisionForm(ActForm):
    """Accepted without words, returned with them."""

    words = TextField(
        label=_("What has to be completed"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


# The office's list --------------------------------------------------------------------------------
class ReportFilter(forms.Form):
    """What of the address is not understood is left out."""

    period = forms.ChoiceField(label=_("Report for"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    q = TextField(required=False, max_length=200, widget=forms.TextInput({"type": "search"}))

    helper = FilterHelper()

    def __init__(self, kind: ReportKind, data: QueryDict) -> None:
        super().__init__(data)
        self.kind = kind
        periods = kind.calendar.latest(timezone.localdate(), PERIODS_TO_CHOOSE)
        self.fields["q"].label = kind.words.search
        self.fields["period"].choices = [(str(each), name_of_period(each)) for each in periods]
        states = [(state.value, state.label) for state in states_of(kind)]
        self.fields["state"].choices = [("", _("All states")), *states]
        self.is_valid()
        self.chosen = kind.calendar.read(self.cleaned_data.get("period") or "") or periods[0]

    def filter(self, rows: QuerySet[Agency]) -> QuerySet[Agency]:
        if self.cleaned_data.get("state"):
            rows = rows.filter(state=self.cleaned_data["state"])
        return self.kind.filter_reporters(rows, search_words(self.cleaned_data.get("q") or ""))

    @property
    def period_helper(self) -> FilterHelper:
        """Of the page of sums, which asks for the period alone."""
        return FilterHelper("period")

    def link(self, **changes: str) -> str:
        return build_query({"period": self.chosen}, **changes)
