"""A report as it is typed, its lines of home provinces, and what the office asks its list for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency, Province
from agencies.calendar.periods import name_of_period
from agencies.forms.fields import TextField, parse_whole_number
from agencies.forms.layouts import FieldGroup, FieldsHelper, FilterHelper
from agencies.forms.query_strings import build_query
from recruitment.fields.fields import HomeField, PeopleField, VersionForm, words_field
from recruitment.homes.queries import (
    home_label,
    home_provinces,
    line_home_label,
    today_with_predecessors,
)
from recruitment.period_reports.choices import UnknownHome
from recruitment.period_reports.kinds import Facts, ReportKind, figure_label
from recruitment.period_reports.queries import reporter_states
from recruitment.period_reports.services import find_faults
from vietnam.folding import search_words
from workbooks import Sheet

PERIODS_TO_CHOOSE = 24


# Typing a report ----------------------------------------------------------------------------------
class FiguresForm(VersionForm):
    """The figures of a kind in its groups; an empty one that may be empty is none."""

    def __init__(self, kind: ReportKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.helper = FieldsHelper(
            *(FieldGroup(title, *names) for title, names in kind.figure_groups)
        )
        for name in kind.model.FIGURES:
            label = kind.questions.get(name) or figure_label(kind.model, name)
            self.fields[name] = PeopleField(label=label, required=name not in kind.optional_figures)
            self.fields[name].widget.attrs["class"] = "count"

    @property
    def facts(self) -> Facts:
        return {name: self.cleaned_data[name] or 0 for name in self.kind.model.FIGURES}


UNKNOWN_HOME = UnknownHome()


class LineHomeField(HomeField):
    def to_python(self, value: Any) -> Any:
        is_unknown = value == UnknownHome.VALUE and value in dict(self.choices)
        return UNKNOWN_HOME if is_unknown else super().to_python(value)


class HomeLineForm(forms.Form):
    """The people of one home province; a kind adds its columns."""

    # Its list is given by the set of lines, which reads it once.
    province = LineHomeField(
        label=_("Home province"), queryset=Province.objects.none(), required=False, empty_label="–"
    )
    # What a workbook called the home, where that is no province that the portal knows.
    said = TextField(max_length=300, required=False, widget=forms.HiddenInput)


class HomeLines(forms.BaseFormSet):
    """Lines of home provinces, each province once; one without a province is left out."""

    # With which the lines must add up.
    figures: FiguresForm
    # Whose people are no lines of other provinces.
    own_province: int | None = None

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["province"].queryset = self._provinces
        form.fields["province"].choices = self._choices
        for field in form.fields.values():
            if not field.widget.is_hidden:
                field.widget.attrs["autocomplete"] = "off"
        said = form["said"].value()
        if said:
            form.fields["province"].help_text = _("In the file: “%(said)s”") % {"said": said}

    @cached_property
    def _provinces(self) -> QuerySet[Province]:
        return home_provinces(timezone.localdate())

    @cached_property
    def _choices(self) -> list[tuple[object, str]]:
        # The old ones below the one of today; the reporter's own are not of another province.
        choices: list[tuple[object, str]] = [("", "–")]
        for today, merged in today_with_predecessors(self._provinces):
            if today.pk == self.own_province and not self._is_listed(today, *merged):
                continue
            choices.append((today.pk, home_label(today)))
            choices += [(old.pk, f"\u2003{home_label(old)}") for old in merged]
        if self.figures.kind.has_unknown_home:
            choices.append((UnknownHome.VALUE, line_home_label(None)))
        return choices

    def _is_listed(self, *provinces: Province) -> bool:
        # In a report that has such a line already, which is then corrected and not lost.
        keys = {province.pk for province in provinces}
        return any(line.get("province") in keys for line in self.initial or ())

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            province = getattr(form, "cleaned_data", {}).get("province")
            if province and province in seen:
                form.add_error("province", _("This province is listed above already."))
            seen.add(province)

    @property
    def facts(self) -> list[dict[str, Any]]:
        typed = [form.cleaned_data for form in self.forms if form.cleaned_data.get("province")]
        given = [{name: line[name] for name in line if name != "said"} for line in typed]
        return [
            line | {"province": None} if line["province"] is UNKNOWN_HOME else line
            for line in given
        ]

    def is_valid(self) -> bool:
        # Every number by itself, and then whether they add up; each fault stands at its field.
        if not (super().is_valid() and self.figures.is_valid()):
            return False
        faults = find_faults(self.figures.kind, self.figures.facts, self.facts)
        for name, message in faults.items():
            if name in self.figures.fields:
                self.figures.add_error(name, message)
            else:
                self.non_form_errors().append(message)
        return not faults


# Characters of one typed value.
LONGEST = 300
# Empty lines of home provinces: at first, and by each press of the button.
SPARE_LINES = 4
MOST_LINES = 120
LINES = "homes"
ADD_LINES = "add-lines"
SAVE_DRAFT = "save-draft"


def report_forms(
    kind: ReportKind,
    line: type[HomeLineForm],
    data: QueryDict | None,
    begun: tuple[dict[str, Any], list[dict[str, Any]]],
    *,
    own_province: int | None,
) -> tuple[FiguresForm, HomeLines]:
    """What somebody types of a report: its figures, and the lines of home provinces with a few
    empty ones, from what is `begun`. Asked for more lines, both come back as they were typed and
    unjudged.
    """
    lines = forms.formset_factory(
        line,
        formset=HomeLines,
        extra=SPARE_LINES,
        max_num=MOST_LINES,
        absolute_max=MOST_LINES,
    )
    if data is not None and ADD_LINES in data:
        begun = values_as_typed(kind, line, data)
        data = None
    facts, homes = begun
    typed = lines(data, initial=homes, prefix=LINES)
    typed.own_province = own_province
    typed.figures = FiguresForm(kind, data, initial=facts)
    return typed.figures, typed


def values_as_typed(
    kind: ReportKind, line: type[HomeLineForm], data: QueryDict
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Nothing is judged; a text longer than any field takes is cut."""
    facts = {name: data.get(name, "")[:LONGEST] for name in (*kind.model.FIGURES, "version")}
    count = parse_whole_number(data.get(f"{LINES}-TOTAL_FORMS", "")) or 0
    typed = [
        {name: data.get(f"{LINES}-{number}-{name}", "")[:LONGEST] for name in line.base_fields}
        for number in range(min(count, MOST_LINES))
    ]
    # Also the lines that were left empty, so that each press gives new ones.
    return facts, typed


# Deciding -----------------------------------------------------------------------------------------
class ReportDecisionForm(VersionForm):
    """Accepted without words, returned with them."""

    words = words_field(_("What has to be completed"))


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
        periods = kind.calendar.latest_periods(timezone.localdate(), PERIODS_TO_CHOOSE)
        self.fields["q"].label = kind.words.search
        self.fields["period"].choices = [(str(each), name_of_period(each)) for each in periods]
        self.fields["state"].choices = [
            ("", _("All states")),
            *[(state.value, state.label) for state in reporter_states(kind)],
        ]
        self.is_valid()
        self.chosen = (
            kind.calendar.parse_period(self.cleaned_data.get("period") or "") or periods[0]
        )

    def filter(self, rows: QuerySet[Agency]) -> QuerySet[Agency]:
        if self.cleaned_data.get("state"):
            rows = rows.filter(state=self.cleaned_data["state"])
        return self.kind.filter_reporters(rows, search_words(self.cleaned_data.get("q") or ""))

    @property
    def period_helper(self) -> FilterHelper:
        return FilterHelper("period")

    def link(self, **changes: str) -> str:
        return build_query({"period": self.chosen}, **changes)


@dataclass(frozen=True)
class ReportPages:
    """What the pages of a kind need beside the kind itself; `path`: of its addresses, and the name
    of its files.
    """

    kind: ReportKind
    path: str
    line: type[HomeLineForm]
    reporters_sheet: Callable[..., Sheet]
    # Other kinds to which the office's list leads.
    beside: tuple[ReportKind, ...] = ()
