"""A row of the sheet of agencies and people, edited on the page."""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.resolution import agency_label
from agencies.database.addresses import AddressFormField
from agencies.forms.fields import DayField, TextField
from agencies.forms.layouts import FieldGroup, FieldsHelper, WideFields
from agencies.forms.typed_days import typed_day_from_program
from agencies.people_import.cell_words import NO, YES, read_cell_answer, read_cell_choice
from agencies.people_import.services.plan import (
    NEW_AGENCY,
    Body,
    NewAgency,
    RowPlan,
    RowReading,
    choice_value,
)
from agencies.workbook_imports.uploads import Cells, find_missing_results, problems_text
from vietnam.text import clean_line

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIRMS = (AgencyKind.FIRM, AgencyKind.SERVICE_FIRM)
LISTS: dict[str, type[TextChoices]] = {"kind": AgencyKind, "level": AgencyLevel, "role": SeatRole}
ANSWERED = ("is_administrator", "gets_reminders")
ERROR_VALUES = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
NOT_IN_LIST = gettext_lazy("“%(value)s” is not in the list. Choose one of it.")


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
        words = {"typed": typed}
        if sum("@" in part for part in re.split(r"[;,/\s]+", typed)) > 1:
            raise forms.ValidationError(self.error_messages["several"], code="several")
        if " " in typed:
            raise forms.ValidationError(self.error_messages["space"], code="space", params=words)
        if typed and not re.fullmatch(r"[^@]+@[^@]+\.[^@.]+", typed):
            raise forms.ValidationError(
                self.error_messages["incomplete"], code="incomplete", params=words
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

    def __init__(self, data: Cells | None = None, *, candidates: Sequence[Body] = ()) -> None:
        super().__init__(data)
        answers: list[tuple[str, StrOrPromise]] = [
            (YES, pgettext_lazy("answer", "yes")),
            (NO, pgettext_lazy("answer", "no")),
        ]
        choices: dict[str, list[tuple[str, StrOrPromise]]] = dict.fromkeys(ANSWERED, answers)
        for name, kind in LISTS.items():
            choices[name] = [(each.value, each.label) for each in kind if each not in FIRMS]
        for name, offered in choices.items():
            field = cast("forms.ChoiceField", self.fields[name])
            field.choices = [("", "—"), *offered]
            field.error_messages["invalid_choice"] = NOT_IN_LIST
        if candidates:
            known = [(choice_value(body), body_label(body)) for body in candidates]
            none_of_these = (NEW_AGENCY, _("None of these: a new agency"))
            cast("forms.ChoiceField", self.fields["chosen"]).choices = [*known, none_of_these]
        else:
            del self.fields["chosen"]

    def clean_full_name(self) -> str:
        name = str(self.cleaned_data["full_name"])
        if re.search(r"[\d@]", name):
            raise forms.ValidationError(_("“%(typed)s” is not a person's name.") % {"typed": name})
        return name.title() if name.isupper() or name.islower() else name

    def clean(self) -> None:
        given = self.cleaned_data
        is_named = bool(given.get("full_name"))
        has_address = bool(given.get("email"))
        if is_named and not has_address and "email" not in self.errors:
            self.add_error("email", _("The address of this person is missing."))
        if has_address and not is_named and "full_name" not in self.errors:
            self.add_error("full_name", _("The name of the person is missing."))
        has_seat_words = is_named or has_address or given.get("role") or given.get("gets_reminders")
        if has_seat_words and not given.get("title") and "title" not in self.errors:
            self.add_error("title", _("The title or post is missing."))


COLUMNS = tuple(name for name in PeopleRowForm.base_fields if name != "chosen")


def people_column_labels() -> dict[str, str]:
    return {name: str(PeopleRowForm.base_fields[name].label) for name in COLUMNS}


def body_label(body: Body) -> str:
    # An agency of the register by its name and province, one of the file by its row.
    if not isinstance(body, NewAgency):
        return agency_label(body)
    words = {"agency": body.name, "row": body.first.row.number}
    return _("%(agency)s (row %(row)s of this file)") % words


def candidates_question(row: RowPlan) -> str:
    names = "; ".join(map(body_label, row.candidates))
    return _(
        "Is this one of the existing agencies %(names)s? Write that name, or choose on the page."
    ) % {"names": names}


def people_row_problems(row: RowPlan) -> str:
    text = problems_text(row.row.number, row.problems, people_column_labels())
    return text or candidates_question(row)


def row_form(cells: Cells, *, candidates: Sequence[Body] = (), chosen: str = "") -> PeopleRowForm:
    # The form as if somebody had typed the row.
    typed = cells_of_columns(cells)
    typed |= {name: read_cell_choice(kind, typed[name]) for name, kind in LISTS.items()}
    typed |= {name: read_cell_answer(typed[name]) for name in ANSWERED}
    typed |= {"starts_on": typed_day_from_program(typed["starts_on"]), "chosen": chosen}
    return PeopleRowForm(typed, candidates=candidates)


def cells_of_columns(cells: Mapping[str, str]) -> Cells:
    # The known columns of a row, as a workbook or the page says it.
    return {name: cells.get(name, "") for name in COLUMNS}


def read_people_row(cells: Cells) -> RowReading:
    """What the row says, and what is wrong with it regardless of the register."""
    form = row_form(cells)
    problems = {
        name: [str(error) for error in errors]
        for name, errors in form.errors.items()
        if name in form.fields
    }
    problems |= find_missing_results(cells)
    for name, text in cells_of_columns(cells).items():
        if text.strip().upper() in ERROR_VALUES:
            sentence = _("“%(typed)s” is an error of a formula. Type the value.")
            problems[name] = [sentence % {"typed": text}]
    if read_cell_choice(AgencyKind, cells.get("kind", "")) in FIRMS:
        sentence = _("Employers register themselves on the public pages. Leave this row out.")
        problems["kind"] = [sentence]
    facts = {name: form.cleaned_data.get(name) for name in COLUMNS}
    facts |= {name: {YES: True, NO: False}.get(facts[name] or "") for name in ANSWERED}
    return RowReading(facts, problems)
