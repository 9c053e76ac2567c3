"""Editing a proposal: its words, its agencies in each role, its deadlines as phrases or as typed
days.
"""

import datetime
import hashlib
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from agencies.bodies.resolution import (
    AddresseeRegister,
    RegisteredAddressee,
    find_addressee,
    suggest_addressees,
)
from agencies.directives.choices import AgencyRole, Scope
from agencies.directives.models import Proposal, ProposalAgency
from agencies.forms.fields import DayField, TextField, VersionField
from agencies.proposals.services import NewAddressee
from vietnam.dates import format_date
from vietnam.deadlines import DeadlineKind, StatedDeadline, find_deadlines

# The rule of a deadline whose days a person has typed.
TYPED = "typed"

READ_WHILE_TYPED = {
    "autocomplete": "off",
    "placeholder": "trước ngày 20 hằng tháng",
    "hx-trigger": "input changed delay:300ms",
    "hx-target": "next .reading",
    "hx-swap": "innerHTML",
    "hx-sync": "this:replace",
    "hx-include": "this",
}

_TYPED_KINDS = [
    ("", gettext_lazy("as the phrase reads")),
    (DeadlineKind.ON, gettext_lazy("by a day")),
    (DeadlineKind.WITHIN, gettext_lazy("from a day to a day")),
    (DeadlineKind.FROM, gettext_lazy("from a day on")),
    (DeadlineKind.CONTINUING, gettext_lazy("continuing, without an end")),
]


class DeadlineForm(forms.Form):
    """One deadline. An unchanged phrase keeps its reading, a changed one is read again; typed days
    override both.
    """

    text = TextField(label=gettext_lazy("Deadline as written"), required=False, max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("It means"), required=False, choices=_TYPED_KINDS)
    starts_on = DayField(label=gettext_lazy("From"), required=False)
    due_on = DayField(label=gettext_lazy("To"), required=False)

    def __init__(
        self,
        *,
        prefix: str,
        known: list[StatedDeadline],
        issued_on: datetime.date | None,
        reading: str,
        **kwargs: Any,
    ) -> None:
        """`reading`: the address that says how a phrase reads."""
        super().__init__(prefix=prefix, **kwargs)
        self.fields["text"].widget.attrs |= READ_WHILE_TYPED | {"hx-get": reading}
        self.issued_on = issued_on
        at = int(prefix.rsplit("-", 1)[-1])
        self.known = known[at] if at < len(known) else None

    def clean(self) -> dict[str, object]:
        super().clean()
        data = self.cleaned_data
        if not self.errors:
            data["found"] = (
                self._read_typed(data)
                if data.get("kind")
                else self._read(data.get("text", "").strip())
            )
        return data

    def _read(self, phrase: str) -> list[StatedDeadline]:
        if not phrase:
            return []
        if self.known and phrase == self.known.text:
            return [self.known]
        found = find_deadlines(phrase, issued_on=self.issued_on, field=True)
        if not found:
            self.add_error(
                "text",
                _("No deadline can be read from this. Write it as documents do, or type the days."),
            )
        return found

    def _read_typed(self, data: dict[str, Any]) -> list[StatedDeadline]:
        kind = DeadlineKind(data["kind"])
        first = data.get("starts_on")
        last = data.get("due_on")
        if kind in (DeadlineKind.ON, DeadlineKind.WITHIN) and not last:
            self.add_error("due_on", _("Give the date of the deadline, for example 06/3/2024."))
        if kind is DeadlineKind.FROM and not first:
            self.add_error("starts_on", _("Give the first day, for example 06/3/2024."))
        if kind is DeadlineKind.WITHIN and first and last and last < first:
            self.add_error("due_on", _("The period ends before it starts."))
        days = " – ".join(format_date(day) for day in (first, last) if day)
        return [
            StatedDeadline(
                kind,
                due_on=last if kind is DeadlineKind.ON else None,
                starts_on=first if kind in (DeadlineKind.WITHIN, DeadlineKind.FROM) else None,
                ends_on=last if kind is DeadlineKind.WITHIN else None,
                text=data.get("text", "").strip() or days,
                rule=TYPED,
            )
        ]


class DeadlineFormSet(forms.BaseFormSet):
    def deadlines(self) -> list[StatedDeadline]:
        return [deadline for form in self.forms for deadline in form.cleaned_data.get("found", [])]


_FormSet = forms.formset_factory(DeadlineForm, formset=DeadlineFormSet, extra=1, max_num=20)


def deadline_forms(proposal: Proposal, data: Any = None) -> DeadlineFormSet:
    initial = [_initial(deadline) for deadline in proposal.deadlines]
    arguments = {
        "known": proposal.deadlines,
        "issued_on": proposal.directive.issued_on,
        "reading": reverse("agencies:deadline-reading", args=[proposal.directive_id]),
    }
    return _FormSet(data, prefix="deadline", initial=initial, form_kwargs=arguments)


def _initial(deadline: StatedDeadline) -> dict[str, object]:
    if deadline.rule != TYPED:
        return {"text": deadline.text}
    return {
        "text": deadline.text,
        "kind": deadline.kind,
        "starts_on": deadline.starts_on,
        "due_on": deadline.last_day,
    }


@dataclass
class AddresseeRow:
    """A name of the proposal in the form: whether it stays, and for an unknown one what it is."""

    addressee: ProposalAgency
    key: str
    keep: bool = True
    typed: str = ""
    remember: bool = True
    error: str = ""


@dataclass
class RoleFields:
    """All names in one role, those just added, and the field for one more."""

    role: AgencyRole
    rows: list[AddresseeRow]
    added: list[str]
    error: str = ""


class ProposalForm(forms.Form):
    text = TextField(
        label=gettext_lazy("Content"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what is to be done.")},
    )
    scope = forms.ChoiceField(label=gettext_lazy("Binds as"), choices=Scope.choices)
    inherits_from = TextField(
        label=gettext_lazy("Takes its deadline from section"), required=False, max_length=40
    )
    version = VersionField()

    def __init__(
        self, data: Any = None, *, proposal: Proposal, register: AddresseeRegister
    ) -> None:
        start = {
            name: getattr(proposal, name) for name in ("text", "scope", "inherits_from", "version")
        }
        super().__init__(data, initial=start, auto_id=f"e{proposal.pk}-%s")
        self.proposal = proposal
        self.register = register
        self.deadlines = deadline_forms(proposal, data)
        rows = [self._row(addressee) for addressee in proposal.addressees.all()]
        self.roles = [
            self._role(role, [row for row in rows if row.addressee.role == role])
            for role in AgencyRole
        ]
        self.addressees: list[NewAddressee] = []

    def is_valid(self) -> bool:
        # All parts are validated, so that every error shows at once.
        checks = [
            super().is_valid(),
            self.deadlines.is_valid(),
            *(self._read_role(role) for role in self.roles),
        ]
        return all(checks)

    def _row(self, addressee: ProposalAgency) -> AddresseeRow:
        key = hashlib.sha256(f"{addressee.role}|{addressee.written}".encode()).hexdigest()[:8]
        if not self.is_bound:
            return AddresseeRow(addressee, key)
        typed = next(
            (value.strip() for value in self.data.getlist(f"is_{key}") if value.strip()), ""
        )
        known = f"row_{key}" in self.data
        keep = f"keep_{key}" in self.data if known else True
        return AddresseeRow(
            addressee, key, keep, typed, f"remember_{key}" in self.data if known else True
        )

    def _role(self, role: AgencyRole, rows: list[AddresseeRow]) -> RoleFields:
        typed = self.data.getlist(f"add_{role}") if self.is_bound else []
        names = [part.strip() for value in typed for part in value.split(";")]
        return RoleFields(role, rows, list(dict.fromkeys(filter(None, names))))

    def _read_role(self, role: RoleFields) -> bool:
        for row in (row for row in role.rows if row.keep):
            self._read_row(row)
        for name in role.added:
            if means := find_addressee(name, self.register):
                self.addressees.append(
                    NewAddressee(role.role, str(means.agency or means.group), means)
                )
            else:
                role.error = self._word_unknown(name)
        return not role.error and not any(row.error for row in role.rows)

    def _read_row(self, row: AddresseeRow) -> None:
        old = row.addressee
        means = RegisteredAddressee(agency=old.agency, group=old.group)
        if row.typed:
            means = find_addressee(row.typed, self.register)
            row.error = "" if means else self._word_unknown(row.typed)
        is_known = bool(row.typed and means)
        self.addressees.append(
            NewAddressee(old.role, old.written, means, is_known, is_known and row.remember)
        )

    def _word_unknown(self, name: str) -> str:
        near = suggest_addressees(name, self.register.on)[:4]
        if near:
            return format_html(_("“{}” can mean several. Choose one: {}"), name, "; ".join(near))
        return format_html(_("No agency or group of the register is called “{}”."), name)
