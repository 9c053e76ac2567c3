"""A row of the sheet of agencies and people, edited on the page."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.resolution import agency_label
from agencies.database.addresses import AddressFormField
from agencies.forms.fields import DayField, TextField
from agencies.forms.layouts import FieldGroup, FieldsHelper, WideFields
from agencies.forms.typed_days import typed_day_from_program
from agencies.people_import.cell_words import NO, YES, answer_of, value_of
from agencies.people_import.services.plan import Body, NewAgency, RowPlan, choice_of
from agencies.people_import.services.reading import Reading
from vietnam.text import clean_line

NEW_AGENCY = "new"
FIRMS = (AgencyKind.FIRM, AgencyKind.SERVICE_FIRM)
LISTS: dict[str, type[TextChoices]] = {"kind": AgencyKind, "level": AgencyLevel, "role": SeatRole}
ANSWERED = ("is_administrator", "gets_reminders")
ERROR_VALUES = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
WANTED = gettext_lazy("“%(value)s” is not in the list. Choose one of it.")


class PersonAddressField(AddressFormField):
    """One address per row; whatever prevents that is named."""

    default_error_messages = {
        "several": gettext_lazy("Several addresses. Give each person a row."),
        "space": gettext_lazy("“%(typed)s”: an address has no space inside."),
        "incomplete": gettext_lazy(
            "“%(typed)s” is not a complete address. Type it as hoten@coquan.gov.vn."
        ),
    }

    def to_python(self, value: str | None) -> str:
        typed = clean_line(value or "")
        said = {"typed": typed}
        if sum("@" in part for part in re.split(r"[;,/\s]+", typed)) > 1:
            raise forms.ValidationError(self.error_messages["several"], code="several")
        if " " in typed:
            raise forms.ValidationError(self.error_messages["space"], code="space", params=said)
        if typed and not re.fullmatch(r"[^@]+@[^@]+\.[^@.]+", typed):
            raise forms.ValidationError(
                self.error_messages["incomplete"], code="incomplete", params=said
            )
        return super().to_python(typed)


class PeopleRowForm(forms.Form):
    """Empty cells of a known agency or seat mean no change."""

    agency = TextField(
        label=gettext_lazy("Agency (full name)"),
        max_length=200,
        error_messages={
            "required": gettext_lazy(
                "Write the agency in each row, also where the row above names it."
            )
        },
    )
    short_name = TextField(label=gettext_lazy("Short name"), max_length=60, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of body"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), required=False)
    province = TextField(label=gettext_lazy("Province"), max_length=60, required=False)
    parent = TextField(label=gettext_lazy("Superior body"), max_length=200, required=False)
    title = TextField(label=gettext_lazy("Title or post"), max_length=120, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), required=False)
    gets_reminders = forms.ChoiceField(label=gettext_lazy("Gets reminders"), required=False)
    full_name = TextField(label=gettext_lazy("Full name"), max_length=120, required=False)
    email = PersonAddressField(label=gettext_lazy("E-mail"), required=False)
    is_administrator = forms.ChoiceField(
        label=gettext_lazy("Administrator of the agency"), required=False
    )
    starts_on = DayField(label=pgettext_lazy("day", "From"), required=False)
    chosen = forms.ChoiceField(
        label=gettext_lazy("Which agency is meant?"), required=False, widget=forms.RadioSelect
    )

    helper = FieldsHelper(
        FieldGroup(
            gettext_lazy("Agency"),
            WideFields("agency", "chosen"),
            "short_name",
            "kind",
            "level",
            "province",
            WideFields("parent"),
        ),
        FieldGroup(pgettext_lazy("of an agency", "Seat"), "title", "role", "gets_reminders"),
        FieldGroup(gettext_lazy("Person"), "full_name", "email", "is_administrator", "starts_on"),
    )

    def __init__(
        self, data: dict[str, str] | None = None, *, candidates: Sequence[Body] = ()
    ) -> None:
        super().__init__(data)
        lists: dict[str, list[tuple[str, Any]]] = {
            name: [(c.value, c.label) for c in kind if c not in FIRMS]
            for name, kind in LISTS.items()
        }
        answers: list[tuple[str, Any]] = [
            (YES, pgettext_lazy("answer", "yes")),
            (NO, pgettext_lazy("answer", "no")),
        ]
        lists |= dict.fromkeys(ANSWERED, answers)
        for name, choices in lists.items():
            self._choose_from(name, [("", "—"), *choices])
            self.fields[name].error_messages["invalid_choice"] = WANTED
        self._offer(candidates)

    def _offer(self, candidates: Sequence[Body]) -> None:
        if not candidates:
            del self.fields["chosen"]
            return
        known = [(choice_of(body), body_label(body)) for body in candidates]
        self._choose_from("chosen", [*known, (NEW_AGENCY, _("None of these: a new agency"))])

    def _choose_from(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_full_name(self) -> str:
        name = str(self.cleaned_data["full_name"])
        if re.search(r"[\d@]", name):
            raise forms.ValidationError(_("“%(typed)s” is not a person's name.") % {"typed": name})
        return name.title() if name.isupper() or name.islower() else name

    def clean(self) -> None:
        given = self.cleaned_data
        is_named, has_address = bool(given.get("full_name")), bool(given.get("email"))
        if is_named and not has_address and "email" not in self.errors:
            self.add_error("email", _("The address of this person is missing."))
        if has_address and not is_named and "full_name" not in self.errors:
            self.add_error("full_name", _("The name of the person is missing."))
        has_seat_words = is_named or has_address or given.get("role") or given.get("gets_reminders")
        if has_seat_words and not given.get("title") and "title" not in self.errors:
            self.add_error("title", _("The title or post is missing."))


COLUMNS = tuple(name for name in PeopleRowForm.base_fields if name != "chosen")


def labels() -> dict[str, str]:
    """The headings of the columns, in order."""
    return {name: str(PeopleRowForm.base_fields[name].label) for name in COLUMNS}


def body_label(body: Body) -> str:
    """An agency of the register by its name and province, one of the file by its row."""
    if not isinstance(body, NewAgency):
        return agency_label(body)
    return _("%(agency)s (row %(row)s of this file)") % {
        "agency": body.name,
        "row": body.first.row.number,
    }


def question_of(row: RowPlan) -> str:
    """What to ask about a name that resembles some of the register."""
    names = "; ".join(map(body_label, row.candidates))
    return _(
        "Is this one of the existing agencies %(names)s? Write that name, or choose on the page."
    ) % {"names": names}


def form_of(
    said: dict[str, str], *, candidates: Sequence[Body] = (), chosen: str = ""
) -> PeopleRowForm:
    """The form as if somebody had typed the row."""
    return PeopleRowForm(data_of(said) | {"chosen": chosen}, candidates=candidates)


def data_of(said: dict[str, str]) -> dict[str, str]:
    typed = {name: said.get(name, "") for name in COLUMNS}
    typed |= {name: value_of(kind, typed[name]) for name, kind in LISTS.items()}
    typed |= {name: answer_of(typed[name]) for name in ANSWERED}
    return typed | {"starts_on": typed_day_from_program(typed["starts_on"])}


def read_row(said: dict[str, str]) -> Reading:
    """What the row says, and what is wrong with it regardless of the register."""
    form = form_of(said)
    problems = {
        name or "": [str(error) for error in errors] for name, errors in form.errors.items()
    }
    for name in filter(None, said.get("formulas", "").split(",")):
        problems[name] = [
            _("A formula without a result. Open the file in Excel and save it, or type the value.")
        ]
    for name in COLUMNS:
        if said.get(name, "").strip().upper() in ERROR_VALUES:
            problems[name] = [
                _("“%(typed)s” is an error of a formula. Type the value.") % {"typed": said[name]}
            ]
    if _says_firm(said):
        problems["kind"] = [
            _("Employers register themselves on the public pages. Leave this row out.")
        ]
    facts = {name: form.cleaned_data.get(name) for name in COLUMNS}
    facts |= {name: {YES: True, NO: False}.get(facts[name] or "") for name in ANSWERED}
    return Reading(facts, {name: found for name, found in problems.items() if name != "__all__"})


def _says_firm(said: dict[str, str]) -> bool:
    return value_of(AgencyKind, said.get("kind", "")) in FIRMS


def said_on_page(post: QueryDict) -> dict[str, str]:
    """What was typed on the page for a row, as the workbook would say it."""
    return {name: post.get(name, "") for name in COLUMNS}
