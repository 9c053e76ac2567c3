"""What workers fill in: the search, and that they want to work somewhere."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from agencies.bodies.models import Province
from agencies.forms.fields import DayField, TextField
from agencies.forms.layouts import FilterHelper
from agencies.forms.query_strings import build_query
from recruitment.employers.queries import host_provinces
from recruitment.fields.fields import HomeField
from recruitment.homes.queries import home_label, wanted_homes
from recruitment.job_search.ranking import Ranking, TypedWords, rank_words, read_typed_words
from recruitment.job_search.suggestions import Suggestion, suggest_search
from recruitment.public.places import is_workplace, workplace_choices, workplace_mark
from recruitment.vacancies.choices import Occupation, Shift, Skill
from recruitment.vacancy_saving.search_terms import (
    BUS,
    LODGING,
    WAGE_STEPS,
    occupation_mark,
    shift_mark,
    skill_mark,
    wage_mark,
)
from vietnam.dates import format_date


class PlaceField(forms.ChoiceField):
    """Also accepts a ward in which nothing is offered today: a saved address finds nothing, not
    everything.
    """

    def valid_value(self, value: str) -> bool:
        return is_workplace(value)


def _wage_steps() -> list[tuple[str, Any]]:
    return [(str(step), _("%(step)s million or more") % {"step": step}) for step in WAGE_STEPS]


class SearchForm(forms.Form):
    """Words and filters of the address; what cannot be understood is ignored, so an old address
    still finds something.
    """

    q = TextField(label=_("Job, enterprise or place"), required=False, max_length=200)
    # Choices are worked out only where they are drawn or one was chosen: the drawn selects are kept
    # for minutes.
    occupation = forms.ChoiceField(
        label=_("Occupation"),
        required=False,
        choices=lambda: [("", _("All occupations")), *Occupation.choices],
    )
    place = PlaceField(label=_("Place"), required=False)
    wage = forms.ChoiceField(
        label=_("Income"),
        required=False,
        choices=lambda: [("", _("Any income")), *_wage_steps()],
    )
    skill = forms.ChoiceField(
        label=_("Skill level"),
        required=False,
        choices=lambda: [("", _("Any skill level")), *Skill.choices],
    )
    shift = forms.ChoiceField(
        label=_("Shifts"), required=False, choices=lambda: [("", _("Any shifts")), *Shift.choices]
    )
    lodging = forms.BooleanField(label=_("Dormitory or money for housing"), required=False)
    bus = forms.BooleanField(label=_("Bus to work"), required=False)

    FIRST = ("occupation", "place", "wage")
    MORE = ("skill", "shift", "lodging", "bus")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = self._places

    def _places(self) -> list[tuple[str, Any]]:
        return [("", _("All places")), *workplace_choices(self.data.get("place", ""))]

    def terms(self) -> list[str]:
        """For the text index: first what was typed, then the marks of the filters."""
        return [*self.typed_words.terms, *self.filter_marks()]

    def ranking(self) -> Ranking:
        """The same search, and what of it comes first."""
        return rank_words(self.typed_words, self.filter_marks())

    @cached_property
    def typed_words(self) -> TypedWords:
        self.is_valid()
        return read_typed_words(self.cleaned_data.get("q", ""))

    def filter_marks(self) -> list[str]:
        """Of the filters that are set."""
        self.is_valid()
        given = self.cleaned_data
        marks: dict[str, Callable[[Any], str]] = {
            "occupation": occupation_mark,
            "skill": skill_mark,
            "shift": shift_mark,
            "wage": wage_mark,
            "place": workplace_mark,
        }
        terms = [mark(given[name]) for name, mark in marks.items() if given.get(name)]
        return terms + [
            mark for name, mark in (("lodging", LODGING), ("bus", BUS)) if given.get(name)
        ]

    @property
    def first_filters(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    @property
    def more_filters(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    def address(self, suggested: Suggestion | None = None) -> str:
        """The query string of what was understood, or of the search suggested instead of it."""
        given = {name: self.cleaned_data.get(name) for name in ("q", *self.FIRST, *self.MORE)}
        if suggested:
            given = (
                {**given, "q": suggested.words} if suggested.has_filters else {"q": suggested.words}
            )
        return build_query(
            {name: "on" if value is True else value for name, value in given.items() if value}
        )

    def suggest(self) -> dict[str, str] | None:
        """For a search that finds nothing: the words of one that does, and its query string."""
        marks = self.filter_marks()
        found = suggest_search(self.cleaned_data.get("q", ""), marks)
        if found is None:
            return None
        is_whole = found.has_filters or not marks
        words = (
            found.words
            if is_whole
            else gettext("%(words)s, without filters") % {"words": found.words}
        )
        return {"words": words, "address": self.address(found)}

    def in_words(self) -> str:
        """What is asked for, as a heading says it: “Nghề: Thợ lắp ráp; Thu nhập: …”."""
        given = {name: self.cleaned_data.get(name) for name in ("q", *self.FIRST, *self.MORE)}
        return "; ".join(
            _in_words(self.fields[name], value) for name, value in given.items() if value
        )

    @property
    def chosen(self) -> str:
        # Its filters without the words, in one line: what the rendered selects depend on.
        return "\n".join(
            str(self.cleaned_data.get(name) or "") for name in (*self.FIRST, *self.MORE)
        )

    @property
    def has_more(self) -> bool:
        """Whether one of the filters that are folded away is set."""
        return any(self.cleaned_data.get(name) for name in self.MORE)


def _in_words(field: forms.Field, value: object) -> str:
    if value is True:
        return str(field.label)
    return f"{field.label}: {dict(getattr(field, 'choices', ())).get(value, value)}"


class SheetForm(SearchForm):
    """The search of the demand sheet: also by province, and only vacancies still open on a day.

    `home` leaves nothing out: it asks for the sheet of that province's people, by default of
    `own_home`.
    """

    province = forms.ModelChoiceField(
        label=_("Province of the workplace"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=_("All provinces"),
    )
    open_on = DayField(label=_("Still open on"), required=False)
    home = HomeField(
        label=_("For people from"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=_("From anywhere"),
    )

    def __init__(self, data: QueryDict, *, own_home: Province | None = None, **kwargs: Any) -> None:
        given = data.copy()
        if own_home:
            given.setdefault("home", str(own_home.pk))
        super().__init__(given, **kwargs)
        self.fields["province"].queryset = host_provinces(timezone.localdate())
        self.fields["home"].queryset = wanted_homes(own_home)

    helper = FilterHelper("q", *SearchForm.FIRST, "skill", "province", "home", "open_on")

    @property
    def chosen_home(self) -> Province | None:
        return self.cleaned_data.get("home")

    def conditions(self) -> Q:
        # What the text index cannot answer; applied after `terms`.
        lookups = {"province": "province", "open_on": "apply_by__gte"}
        return Q(
            **{
                lookup: self.cleaned_data[name]
                for name, lookup in lookups.items()
                if self.cleaned_data.get(name)
            }
        )

    def in_words(self) -> str:
        show: dict[str, Callable[[Any], object]] = {
            "province": str,
            "home": home_label,
            "open_on": format_date,
        }
        said = [
            f"{self.fields[name].label}: {show[name](value)}"
            for name in show
            if (value := self.cleaned_data.get(name))
        ]
        return "; ".join(filter(None, [super().in_words(), *said]))


class BulletinForm(SearchForm):
    """The search of the public page, and how long reading the results aloud may take."""

    MINUTES = (1, 2, 3, 5)
    minutes = forms.TypedChoiceField(
        label=_("Length"),
        required=False,
        coerce=int,
        empty_value=2,
        choices=[(str(n), str(n)) for n in MINUTES],
    )

    FIRST = ("occupation", "place", "wage", "minutes")

    helper = FilterHelper("q", *FIRST)

    def __init__(self, data: QueryDict, **kwargs: Any) -> None:
        given = data.copy()
        given.setdefault("minutes", "2")
        super().__init__(given, **kwargs)
        choices = [
            (str(n), ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}) for n in self.MINUTES
        ]
        self.fields["minutes"].choices = choices

    @property
    def minutes_chosen(self) -> int:
        return self.cleaned_data.get("minutes") or 2
