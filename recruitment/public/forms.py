"""What workers fill in: the search, and that they want to work somewhere."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, ngettext, pgettext_lazy

from agencies.bodies.models import Province
from agencies.forms.fields import DayField, TextField
from agencies.forms.layouts import FieldsHelper, FilterHelper
from agencies.forms.query_strings import build_query
from recruitment.employers.queries import host_provinces
from recruitment.fields.fields import HomeField, PhoneField
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


class SearchForm(forms.Form):
    """Words and filters of the address; what cannot be understood is ignored, so an old address
    still finds something.
    """

    q = TextField(label=_("Job, enterprise or place"), required=False, max_length=200)
    occupation = forms.ChoiceField(label=_("Occupation"), required=False)
    place = PlaceField(label=_("Place"), required=False)
    wage = forms.ChoiceField(label=_("Income"), required=False)
    skill = forms.ChoiceField(label=_("Skill level"), required=False)
    shift = forms.ChoiceField(label=_("Shifts"), required=False)
    lodging = forms.BooleanField(label=_("Dormitory or money for housing"), required=False)
    bus = forms.BooleanField(label=_("Bus to work"), required=False)

    FIRST = ("occupation", "place", "wage")
    MORE = ("skill", "shift", "lodging", "bus")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in self._offered().items():
            self.fields[name].choices = choices

    def _offered(self) -> dict[str, Callable[[], list[tuple[str, Any]]]]:
        # Worked out only where they are drawn or one was chosen: the drawn selects are kept for
        # minutes.
        steps = [(str(step), _("%(step)s million or more") % {"step": step}) for step in WAGE_STEPS]
        return {
            "occupation": lambda: [("", _("All occupations")), *Occupation.choices],
            "skill": lambda: [("", _("Any skill level")), *Skill.choices],
            "shift": lambda: [("", _("Any shifts")), *Shift.choices],
            "wage": lambda: [("", _("Any income")), *steps],
            "place": lambda: [
                ("", _("All places")),
                *workplace_choices(self.data.get("place", "")),
            ],
        }

    def terms(self) -> list[str]:
        """For the text index: first what was typed, then the marks of the filters."""
        return [*self.typed_words().terms, *self.filter_marks()]

    def ranking(self) -> Ranking:
        """The same search, and what of it comes first."""
        return rank_words(self.typed_words(), self.filter_marks())

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


class InterestForm(forms.Form):
    full_name = TextField(label=pgettext_lazy("worker", "Your name"), max_length=120)
    phone = PhoneField(label=_("Phone"))
    commune = TextField(
        label=_("Where you live: commune, province"),
        max_length=120,
        help_text=_("For example: xã Tràng Định, Lạng Sơn."),
    )
    for_other = forms.BooleanField(
        label=_("I am a commune officer and register somebody who has no phone"), required=False
    )
    helper_name = TextField(
        label=_("Name of the commune officer"),
        max_length=120,
        required=False,
        help_text=_("Type the officer's phone above; the enterprise calls the officer."),
    )
    consent = forms.BooleanField(
        error_messages={
            "required": _("Without your agreement nobody may keep your name and number.")
        }
    )
    words = TextField(widget=forms.HiddenInput, max_length=64)

    COMPLETIONS = {"full_name": "name", "phone": "tel", "commune": "off", "helper_name": "off"}

    # The other fields have their places on the page.
    helper = FieldsHelper("full_name", "phone", "commune")

    def __init__(self, *args: Any, consent_words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = consent_words
        for name, completion in self.COMPLETIONS.items():
            self.fields[name].widget.attrs["autocomplete"] = completion

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("for_other") and not given.get("helper_name"):
            self.add_error(
                "helper_name", _("Type the officer's name; the phone is then the officer's.")
            )
        if not given.get("for_other"):
            given["helper_name"] = ""
        return given
