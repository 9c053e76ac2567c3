"""What workers fill in: the search, and that they want to work somewhere."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from agencies.bodies.models import Province
from agencies.forms.fields import DayField, TextField
from agencies.forms.query_strings import build_query
from recruitment.employers.queries import host_provinces
from recruitment.fields.fields import PhoneField, dress
from recruitment.homes.forms import HomeField
from recruitment.homes.queries import home_label, wanted_homes
from recruitment.public.places import is_place, place_choices, place_mark
from recruitment.vacancies.choices import Occupation, Shift, Skill
from recruitment.vacancies.search_terms import (
    BUS,
    LODGING,
    WAGE_STEPS,
    occupation_mark,
    shift_mark,
    skill_mark,
    wage_mark,
    words_of,
)
from vietnam.dates import format_date

MOST_WORDS = 12


class PlaceField(forms.ChoiceField):
    """Also accepts a ward in which nothing is offered today: a saved address finds nothing, not
    everything.
    """

    def valid_value(self, value: str) -> bool:
        return is_place(value)


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

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occupation"].choices = [("", _("All occupations")), *Occupation.choices]
        self.fields["skill"].choices = [("", _("Any skill level")), *Skill.choices]
        self.fields["shift"].choices = [("", _("Any shifts")), *Shift.choices]
        steps = [
            (str(step), _("up to %(step)s million or more") % {"step": step}) for step in WAGE_STEPS
        ]
        self.fields["wage"].choices = [("", _("Any income")), *steps]
        self.fields["place"].choices = [
            ("", _("All places")),
            *place_choices(self.data.get("place", "")),
        ]
        for field in self.fields.values():
            dress(field)

    def terms(self) -> list[str]:
        """For the text index: first the words, then the marks of the filters."""
        self.full_clean()
        given = self.cleaned_data
        marks: dict[str, Callable[[Any], str]] = {
            "occupation": occupation_mark,
            "skill": skill_mark,
            "shift": shift_mark,
            "wage": wage_mark,
            "place": place_mark,
        }
        terms = list(words_of(given.get("q", ""))[:MOST_WORDS])
        terms += [mark(given[name]) for name, mark in marks.items() if given.get(name)]
        return terms + [
            mark for name, mark in (("lodging", LODGING), ("bus", BUS)) if given.get(name)
        ]

    @property
    def first_filters(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    @property
    def more_filters(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    def address(self) -> str:
        """The query string of what was understood."""
        given = {name: self.cleaned_data.get(name) for name in ("q", *self.FIRST, *self.MORE)}
        return build_query(
            {name: "on" if value is True else value for name, value in given.items() if value}
        )

    def in_words(self) -> str:
        """What is asked for, as a heading says it: “Nghề: Thợ lắp ráp; Thu nhập: …”."""
        given = {name: self.cleaned_data.get(name) for name in ("q", *self.FIRST, *self.MORE)}
        return "; ".join(
            _in_words(self.fields[name], value) for name, value in given.items() if value
        )

    @property
    def chosen(self) -> str:
        """Its filters without the words, in one line: what the rendered selects depend on."""
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
    """The search of the demand sheet: also by province, and only vacancies still open on a day."""

    province = forms.ModelChoiceField(
        label=_("Province of the workplace"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=_("All provinces"),
    )
    open_on = DayField(label=_("Still open on"), required=False)
    home = HomeField(
        label=_("Wants people from"),
        queryset=Province.objects.none(),
        required=False,
        empty_label=_("From anywhere"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].queryset = host_provinces(timezone.localdate())
        self.fields["home"].queryset = wanted_homes()

    @property
    def sheet_filters(self) -> list[forms.BoundField]:
        return [self[name] for name in ("skill", "province", "home", "open_on")]

    @property
    def chosen_home(self) -> Province | None:
        return self.cleaned_data.get("home")

    def narrowed(self) -> Q:
        """What the text index cannot answer; applied after `terms`."""
        lookups = {"province": "province", "open_on": "apply_by__gte", "home": "homes__province"}
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
        given = {name: self.cleaned_data.get(name) for name in show}
        said = [
            f"{self.fields[name].label}: {show[name](value)}"
            for name, value in given.items()
            if value
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

    def __init__(self, data: QueryDict, **kwargs) -> None:
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
        help_text=_("Such as: xã Tràng Định, Lạng Sơn."),
    )
    for_other = forms.BooleanField(
        label=_("I am a commune officer and register somebody who has no phone"), required=False
    )
    helper_name = TextField(label=_("Name of the commune officer"), max_length=120, required=False)
    consent = forms.BooleanField(
        error_messages={
            "required": _("Without your agreement nobody may keep your name and number.")
        }
    )
    words = TextField(widget=forms.HiddenInput, max_length=64)

    COMPLETIONS = {"full_name": "name", "phone": "tel", "commune": "off", "helper_name": "off"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            dress(field)
        for name, completion in self.COMPLETIONS.items():
            self.fields[name].widget.attrs["autocomplete"] = completion

    @property
    def text_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("full_name", "phone", "commune")]

    def clean(self) -> dict:
        super().clean()
        given = self.cleaned_data
        if given.get("for_other") and not given.get("helper_name"):
            self.add_error(
                "helper_name", _("Type the officer's name; the phone is then the officer's.")
            )
        if not given.get("for_other"):
            given["helper_name"] = ""
        return given
