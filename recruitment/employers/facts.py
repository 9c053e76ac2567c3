"""What an employer says of itself, as a typed value: every door makes one, services take no other.

Doors: its registration, an official's entry on its behalf, a correction, the demonstration. What is
right is said by `require_valid_employer` alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext

from agencies.bodies.models import Agency, Province
from agencies.database.columns import model_column
from agencies.errors import RuleError
from recruitment.employers.choices import EmployerKind, Industry, SizeBand
from recruitment.employers.models import Employer, EmployerChange, IndustrialPark
from recruitment.employers.queries import waiting_change
from recruitment.employers.routing import responsible_office
from recruitment.fields.problems import FactProblem, FactsError, read_all, require_fitting
from vietnam.text import clean_line


@dataclass(frozen=True, kw_only=True)
class CheckedFacts:
    """What the office checks, besides the tax code, which never changes."""

    name: str
    english_name: str = ""
    province: Province
    park: IndustrialPark | None
    ward: str
    address: str

    def __post_init__(self) -> None:
        # Texts are cleaned here, through whatever door they have come.
        for name, value in vars(self).items():
            if type(value) is str:
                object.__setattr__(self, name, clean_line(value))


@dataclass(frozen=True, kw_only=True)
class EmployerFacts(CheckedFacts):
    kind: EmployerKind
    industry: Industry
    products: str = ""
    size: SizeBand
    contact_name: str
    contact_phone: str
    contact_email: str

    @property
    def checked(self) -> CheckedFacts:
        return CheckedFacts(**{name: getattr(self, name) for name in CHECKED})


CHECKED = tuple(field.name for field in fields(CheckedFacts))
FACTS = tuple(field.name for field in fields(EmployerFacts))
UNCHECKED = tuple(name for name in FACTS if name not in CHECKED)


def require_valid_employer(facts: EmployerFacts) -> Agency:
    """The office that is responsible for it today. Raises FactsError."""
    texts: dict[str, Callable[[], Any]] = {
        name: partial(require_fitting, value, _column(name))
        for name, value in vars(facts).items()
        if type(value) is str
    }
    _values, problems = read_all(texts)
    try:
        office = responsible_office(
            province=facts.province, park=facts.park, on=timezone.localdate()
        )
    except RuleError as refused:
        problems.append(FactProblem(refused.field or "", refused.message))
    if problems:
        raise FactsError(problems)
    return office


def checked_facts(source: Employer | EmployerChange) -> CheckedFacts:
    """As they are, or as they are proposed."""
    name = source.agency.name if isinstance(source, Employer) else source.name
    return CheckedFacts(
        name=name, **{fact: getattr(source, fact) for fact in CHECKED if fact != "name"}
    )


def latest_facts(employer: Employer) -> EmployerFacts:
    """As it said them last: where a change waits, as proposed."""
    unchecked = {name: getattr(employer, name) for name in UNCHECKED}
    return EmployerFacts(**vars(checked_facts(waiting_change(employer) or employer)), **unchecked)


def write_checked_facts(row: Employer, facts: CheckedFacts) -> None:
    # Into the registration and its agency; the caller saves both.
    for name in CHECKED:
        if name != "name":
            setattr(row, name, getattr(facts, name))
    row.agency.name = facts.name
    row.agency.province = facts.province


def write_unchecked_facts(row: Employer, facts: EmployerFacts) -> None:
    # As `write_checked_facts`.
    for name in UNCHECKED:
        setattr(row, name, getattr(facts, name))
    row.agency.email = facts.contact_email


# What differs -------------------------------------------------------------------------------------
def differing_facts(
    before: CheckedFacts, after: CheckedFacts
) -> tuple[dict[str, str], dict[str, str]]:
    """What was and what is now of each fact that differs, in words, for the log and for letters."""
    names = [name for name in CHECKED if getattr(before, name) != getattr(after, name)]
    return _words(before, names), _words(after, names)


def _words(facts: CheckedFacts, names: list[str]) -> dict[str, str]:
    return {name: str(getattr(facts, name) or "") for name in names}


@dataclass(frozen=True)
class ChangeLine:
    """A fact as it was checked, and as it is proposed."""

    label: str
    now: str
    proposed: str


def change_lines(employer: Employer, change: EmployerChange | None) -> list[ChangeLine]:
    """What differs, in the order of the form; also the office, where another one becomes
    responsible.
    """
    if change is None:
        return []
    now, proposed = differing_facts(checked_facts(employer), checked_facts(change))
    if "park" in now:
        outside = gettext("outside parks and clusters")
        now["park"] = now["park"] or outside
        proposed["park"] = proposed["park"] or outside
    lines = [ChangeLine(_label(name), now[name], proposed[name]) for name in now]
    if employer.office_id != change.office_id:
        lines.append(ChangeLine(gettext("Routed to"), employer.office.name, change.office.name))
    return lines


def _label(name: str) -> str:
    label = str(_column(name).verbose_name)
    return label[:1].upper() + label[1:]


def _column(name: str) -> "Field[Any, Any]":
    return model_column(EmployerChange if name in CHECKED else Employer, name)
