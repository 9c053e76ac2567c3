"""How a vacancy ended, typed or pasted; and figures that were entered wrong."""

import re
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from agencies.bodies.models import Province
from agencies.forms.fields import TextField
from recruitment.fields.fields import CountField, ReadField, VersionForm
from recruitment.fields.typed_text import HOME_SENTENCES, read_count, read_homes
from recruitment.homes.queries import home_label
from recruitment.vacancies.choices import VacancyOutcome, Way
from recruitment.vacancies.people_models import VacancyFill
from recruitment.vacancy_life.services import TakenOn
from vietnam.folding import fold

# Lines whose home province nobody knows, folded: “Không rõ 5”.
_UNKNOWN = re.compile(r"(?:khong ro|chua ro|khac|not known|unknown)\b\D*(\d[\d ]*)\D*")
MOST = 100_000
NO_PROVINCE = gettext_lazy(
    "“%(piece)s” names no province. Homes that you do not know: “Không rõ 5”."
)


def read_taken_on(typed: str) -> list[tuple[Province | None, int]]:
    """People by home province, a line each as it is typed or pasted from two columns of Excel:
    “Lạng Sơn⇥12”. “Không rõ⇥5”: of unknown homes. Raises ValidationError, which names the line.
    """
    unknown = 0
    known = []
    for line in re.split(r"[\n;]", typed.replace("\t", " ")):
        if found := _UNKNOWN.fullmatch(fold(line).strip()):
            unknown += read_count(found[1].strip(), 1, MOST)
        elif line.strip():
            known.append(line)
    try:
        people = read_homes("\n".join(known))
    except forms.ValidationError as error:
        if error.message == HOME_SENTENCES["name"]:
            raise forms.ValidationError(NO_PROVINCE, params=error.params) from None
        raise
    for province, number in people:
        if not 1 <= number <= MOST:
            words = _("%(province)s: at least one person.")
            raise forms.ValidationError(words, params={"province": province.name})
    return [*people, (None, unknown)] if unknown else list(people)


class TakenOnField(ReadField):
    """Lines of a home province and its people."""

    reader = staticmethod(read_taken_on)
    longest = 3_000
    empty = ()
    widget = forms.Textarea


class CloseForm(VersionForm):
    act = gettext_lazy("Close the vacancy")
    button = act
    way_back = gettext_lazy("Back without closing")
    corrects = False

    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it end?"),
        choices=VacancyOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how it ended.")},
    )
    taken_on = TakenOnField(
        label=gettext_lazy("People taken on and not entered yet, by home province"),
        required=False,
        widget=forms.Textarea({"rows": 6, "class": "grid-text", "placeholder": "Lạng Sơn\t12"}),
        help_text=gettext_lazy(
            "One line for each province: its name, then how many people. Two columns of Excel can "
            "be pasted as they are. Homes that you do not know: “Không rõ 5”."
        ),
    )
    way = forms.ChoiceField(label=gettext_lazy("By which way"), choices=Way.choices)

    def __init__(self, *args: Any, was_offered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not was_offered:
            # What nobody has seen can only be withdrawn.
            withdrawn = VacancyOutcome.WITHDRAWN
            outcome = cast("forms.ChoiceField", self.fields["outcome"])
            outcome.choices = [(withdrawn.value, withdrawn.label)]
            outcome.initial = withdrawn.value
            del self.fields["taken_on"], self.fields["way"]

    @property
    def people(self) -> list[TakenOn]:
        given = self.cleaned_data
        return [TakenOn(home, people, given["way"]) for home, people in given.get("taken_on", ())]


class CorrectForm(VersionForm):
    """A field for each figure that was entered; 0: nobody was."""

    act = gettext_lazy("Correct the people taken on")
    button = gettext_lazy("Save the corrections")
    way_back = gettext_lazy("Back without changing")
    corrects = True

    def __init__(self, *args: Any, fills: Sequence[VacancyFill], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fills = fills
        for fill in fills:
            home = home_label(fill.province) if fill.province else _("Not known")
            self.fields[f"fill_{fill.pk}"] = CountField(
                label=f"{home} · {fill.get_way_display()}",
                bounds=(0, MOST),
                initial=fill.people,
            )
        self.fields["why"] = TextField(
            label=_("Why is it corrected?"),
            max_length=300,
            required=False,
            help_text=_("It stands in the log, with the old figure and the new one."),
        )

    @property
    def people(self) -> dict[int, int]:
        return {fill.pk: self.cleaned_data[f"fill_{fill.pk}"] for fill in self.fills}
