"""What an employer looks for in its own list, and what it does with the rows that it has chosen."""

import datetime

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.forms.fields import DayField, TextField, parse_whole_number
from agencies.forms.layouts import FilterHelper
from agencies.forms.query_strings import build_query
from recruitment.vacancies.choices import VacancyOutcome, VacancyStatus, VacancyWait
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.queries import waits_for_employer
from recruitment.vacancy_life.many import MOST_AT_ONCE
from recruitment.vacancy_saving.search_terms import index_words, write_tsquery


class OwnVacancyFilter(forms.Form):
    """What of the address is not understood is left out."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All vacancies")),
            (_("Waits for us"), VacancyWait.choices),
            (_("State"), VacancyStatus.choices),
        ],
    )
    q = TextField(
        label=_("Job, place"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )

    helper = FilterHelper("show", "q")

    @property
    def given(self) -> dict[str, str]:
        return self.cleaned_data if self.is_valid() else {}

    @property
    def is_narrowed(self) -> bool:
        return any(self.given.values())

    def filter(self, rows: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
        today = timezone.localdate()
        show = self.given.get("show", "")
        if show in VacancyWait.values:
            rows = rows.filter(waits_for_employer(show, today))
        elif show in VacancyStatus.values:
            rows = rows.in_state(show, today)
        terms = index_words(self.given.get("q", ""))
        return rows.with_terms(write_tsquery(terms)) if terms else rows

    def narrowed_words(self) -> str:
        """What was asked for, as the workbook's subtitle says it."""
        labels = dict([*VacancyWait.choices, *VacancyStatus.choices])
        words = [labels.get(self.given.get("show", ""), ""), self.given.get("q", "")]
        return ", ".join(str(word) for word in words if word)


class RowsField(forms.Field):
    """Rows written `key:version`; cleaned, the versions that were seen by key."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> dict[int, int | None]:
        pairs = [text.partition(":")[::2] for text in (value or [])[: MOST_AT_ONCE + 1]]
        numbers = [(parse_whole_number(key), parse_whole_number(version)) for key, version in pairs]
        return {key: version for key, version in numbers if key is not None and version is not None}


class ManyForm(forms.Form):
    """`everything`: all that the filter finds, of whatever page; `back`: the filter, as a query
    string. The day and the end are asked for by the acts that need them.
    """

    CONFIRM = "confirm"
    PAUSE = "pause"
    EXTEND = "extend"
    CLOSE = "close"

    act = forms.ChoiceField(choices=[(name, name) for name in (CONFIRM, PAUSE, EXTEND, CLOSE)])
    row = RowsField(required=False)
    everything = forms.BooleanField(required=False)
    back = TextField(required=False, max_length=2000)
    apply_by = DayField(label=_("New last day to apply"), required=False)
    outcome = forms.ChoiceField(
        label=_("How they ended"),
        required=False,
        choices=[
            ("", _("Choose")),
            *(pair for pair in VacancyOutcome.choices if pair[0] != VacancyOutcome.FILLED),
        ],
    )

    def clean_back(self) -> str:
        return build_query(self.cleaned_data["back"])

    def clean(self) -> None:
        act = self.cleaned_data.get("act")
        if act == self.EXTEND and not self.cleaned_data.get("apply_by"):
            self._ask_for("apply_by", _("Say until when workers can apply, such as 31/12/2026."))
        if act == self.CLOSE and not self.cleaned_data.get("outcome"):
            self._ask_for("outcome", _("Say how they ended."))
        if act and not self.cleaned_data.get("row") and not self.cleaned_data.get("everything"):
            self.add_error(None, _("Choose vacancies of the list first."))

    def _ask_for(self, name: str, words: str | Promise) -> None:
        if name not in self.errors:
            self.add_error(name, words)

    @property
    def day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["apply_by"]
        return day
