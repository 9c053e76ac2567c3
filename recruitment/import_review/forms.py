"""How vacancies end that are no longer in the list: one answer for all, or one for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _, gettext_lazy

from agencies.forms.fields import TextField
from recruitment.fields.fields import CountField
from recruitment.imports.runs import HowItEnds
from recruitment.vacancies.acts import people_taken_on
from recruitment.vacancies.choices import VacancyOutcome
from recruitment.vacancies.models import Vacancy

KEEP = "keep"
MOST_CHOSEN = 150  # vacancies with a field each; beyond them the answer for all counts
OUTCOMES = (
    (KEEP, gettext_lazy("Stays open")),
    (VacancyOutcome.FILLED, gettext_lazy("Closed: people were taken on")),
    (VacancyOutcome.NOBODY, gettext_lazy("Closed: nobody was found")),
    (VacancyOutcome.WITHDRAWN, gettext_lazy("Closed: nobody is needed any more")),
)


@dataclass(frozen=True)
class GoneLine:
    vacancy: Vacancy
    taken_on: int
    outcome: BoundField
    people: BoundField | None


class EndingsForm(forms.Form):
    """`seen`: the state that the page has shown. Of a vacancy that was never public nobody can have
    been taken on.
    """

    seen = TextField(required=False, max_length=64, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=gettext_lazy("What becomes of those that are not in the file"),
        required=False,
        choices=[
            ("", gettext_lazy("Choose…")),
            *(pair for pair in OUTCOMES if pair[0] != VacancyOutcome.FILLED),
        ],
    )

    def __init__(self, *args: Any, gone: Sequence[Vacancy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gone = gone
        for vacancy in gone[:MOST_CHOSEN]:
            self._add_fields(vacancy)

    def _add_fields(self, vacancy: Vacancy) -> None:
        is_public = vacancy.published_at is not None
        outcomes = [each for each in OUTCOMES if is_public or each[0] != VacancyOutcome.FILLED]
        self.fields[f"end_{vacancy.pk}"] = forms.ChoiceField(
            label=_("“%(title)s”") % {"title": vacancy.title},
            required=False,
            choices=[("", _("As for all")), *outcomes],
        )
        left = vacancy.headcount - people_taken_on(vacancy)
        if is_public and left:
            self.fields[f"people_{vacancy.pk}"] = CountField(
                label=_("People taken on and not entered yet"), bounds=(1, left), required=False
            )

    @property
    def lines(self) -> list[GoneLine]:
        return [
            GoneLine(
                vacancy,
                people_taken_on(vacancy),
                self[f"end_{vacancy.pk}"],
                self[f"people_{vacancy.pk}"] if f"people_{vacancy.pk}" in self.fields else None,
            )
            for vacancy in self.gone[:MOST_CHOSEN]
        ]

    @property
    def others(self) -> int:
        return max(len(self.gone) - MOST_CHOSEN, 0)

    def clean(self) -> None:
        for vacancy in self.gone:
            outcome = self._outcome(vacancy)
            if not outcome and "outcome" not in self.errors:
                self.add_error(
                    "outcome", _("Say for all of them, or for each, what becomes of it.")
                )
            self._check(vacancy, outcome)

    def _check(self, vacancy: Vacancy, outcome: str) -> None:
        taken = people_taken_on(vacancy)
        people = self.cleaned_data.get(f"people_{vacancy.pk}")
        field = f"end_{vacancy.pk}" if f"end_{vacancy.pk}" in self.fields else "outcome"
        if outcome == VacancyOutcome.NOBODY and taken:
            words = _("%(title)s: people are entered as taken on, so somebody was found.")
            self.add_error(field, words % {"title": vacancy.title})
        if outcome == VacancyOutcome.FILLED and not (people or taken):
            name = f"people_{vacancy.pk}"
            if name in self.fields and name not in self.errors:
                self.add_error(name, _("Type how many people were taken on."))
        if people and outcome != VacancyOutcome.FILLED:
            self.add_error(field, _("People are typed for it: choose that people were taken on."))

    def _outcome(self, vacancy: Vacancy) -> str:
        own = self.cleaned_data.get(f"end_{vacancy.pk}")
        return str(own or self.cleaned_data.get("outcome") or "")

    @property
    def endings(self) -> dict[int, HowItEnds]:
        return {
            vacancy.pk: HowItEnds(
                "" if (outcome := self._outcome(vacancy)) == KEEP else outcome,
                self.cleaned_data.get(f"people_{vacancy.pk}") or 0,
            )
            for vacancy in self.gone
        }
