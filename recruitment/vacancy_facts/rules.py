"""What must hold of the facts of a vacancy: every rule once, and all that is wrong at once."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from functools import partial
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _

from agencies.database.columns import model_column
from agencies.errors import RuleError
from recruitment.employers.models import Employer
from recruitment.employers.routing import route
from recruitment.fields.typed_text import check_count, wage_of_figures
from recruitment.homes.queries import Homes
from recruitment.vacancies.choices import Occupation, Skill
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import WAGES, VacancyFacts
from vietnam.numbers import format_number

LATEST = datetime.timedelta(days=366)
COUNTS = {"headcount": (1, 100_000), "probation_days": (0, 180)}
"""The least and the most."""
MANAGERS_PROBATION = 180
PROBATION = {
    Skill.UNIVERSITY: 60,
    Skill.MASTER: 60,
    Skill.DOCTOR: 60,
    Skill.COLLEGE: 60,
    Skill.INTERMEDIATE: 30,
    Skill.UNCERTIFIED: 30,
    Skill.ELEMENTARY: 30,
    Skill.NONE: 6,
}
"""At most so many days (labour code 2019, article 25); 180 for managers, 6 of them working days for
simple work.
"""
NEEDED_TEXTS = ("title", "description", "ward", "address", "contact_name", "contact_phone")
OTHER_TEXTS = ("bonus_condition", "benefits_note", "papers")


class Problem(NamedTuple):
    """What is wrong, and at which fact; "" for the vacancy as a whole."""

    field: str
    sentence: str


class FactsError(RuleError):
    """Some facts are not right: the first problem is its message, `problems` are all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems[0].sentence, problems[0].field or None)

    @property
    def parts(self) -> list[RuleError]:
        return [RuleError(sentence, field or None) for field, sentence in self.problems]


def require_right(facts: VacancyFacts, *, employer: Employer, on: datetime.date) -> None:
    """Raises FactsError."""
    if problems := find_problems(facts, employer=employer, on=on):
        raise FactsError(problems)


def find_problems(facts: VacancyFacts, *, employer: Employer, on: datetime.date) -> list[Problem]:
    """All that would keep the employer from asking for these people on that day; at most one a fact
    and rule.
    """
    return [
        *_single_facts(facts),
        *date_problems(facts.apply_by, facts.publish_on, on),
        *_probation(facts),
        *_wages(facts),
        *_homes(facts.headcount, facts.homes),
        *_place(facts, employer, on),
    ]


def read_all(readers: dict[str, Callable[[], Any]]) -> tuple[dict[str, Any], list[Problem]]:
    """What each reader gives, by fact, and what those say that raise ValidationError."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, read in readers.items():
        try:
            values[name] = read()
        except ValidationError as refused:
            problems += [Problem(name, sentence) for sentence in refused.messages]
    return values, problems


def by_field(problems: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field, sentence in problems:
        found.setdefault(field, []).append(sentence)
    return found


def require_text(name: str, text: str) -> None:
    """Something where it is needed, and no more than its column holds. Raises ValidationError."""
    if not text and name in NEEDED_TEXTS:
        raise ValidationError(_("This field is required."))
    MaxLengthValidator(model_column(Vacancy, name).max_length)(text)


def _single_facts(facts: VacancyFacts) -> list[Problem]:
    """What can be said of one fact without the others."""
    texts = {
        name: partial(require_text, name, getattr(facts, name))
        for name in (*NEEDED_TEXTS, *OTHER_TEXTS)
    }
    counts = {
        name: partial(check_count, getattr(facts, name), *bounds) for name, bounds in COUNTS.items()
    }
    wages = {name: partial(wage_of_figures, *astuple(getattr(facts, name))) for name in WAGES}
    bonus = {"bonus": partial(wage_of_figures, facts.bonus, facts.bonus)} if facts.bonus else {}
    _values, problems = read_all(texts | counts | wages | bonus)
    return problems


def date_problems(
    apply_by: datetime.date, publish_on: datetime.date | None, on: datetime.date
) -> Iterator[Problem]:
    """Asked again when a draft is sent, since days go by."""
    if not on <= apply_by <= on + LATEST:
        yield Problem("apply_by", _("Give a last day to apply between today and a year from now."))
    if publish_on and publish_on > apply_by:
        yield Problem("publish_on", _("It would be published after the last day to apply."))


def _probation(facts: VacancyFacts) -> Iterator[Problem]:
    most = longest_probation(facts.occupation, facts.skill)
    if most < facts.probation_days <= COUNTS["probation_days"][1]:
        words = _(
            "For this work the labour code allows at most %(days)s days of probation (article 25)."
        )
        yield Problem("probation_days", words % {"days": most})


def longest_probation(occupation: str, skill: str) -> int:
    return MANAGERS_PROBATION if occupation == Occupation.MANAGERS else PROBATION[Skill(skill)]


def _wages(facts: VacancyFacts) -> Iterator[Problem]:
    if facts.income.low < facts.base_wage.low:
        yield Problem("income", _("The total income must be at least the base wage."))
    if facts.bonus and not facts.bonus_condition:
        yield Problem("bonus_condition", _("Say when the bonus is paid."))


def _homes(headcount: int, homes: Homes) -> Iterator[Problem]:
    empty = next((province for province, people in homes if people < 1), None)
    if empty:
        yield Problem("homes", _("%(province)s: at least one person.") % {"province": empty.name})
    named = sum(people for _province, people in homes)
    if named > headcount:
        words = _("%(named)s people are named by home province, and only %(asked)s are needed.")
        numbers = {"named": format_number(named), "asked": format_number(headcount)}
        yield Problem("homes", words % numbers)


def _place(facts: VacancyFacts, employer: Employer, on: datetime.date) -> Iterator[Problem]:
    try:
        route(province=employer.province, park=facts.park, on=on)
    except RuleError as refused:
        yield Problem(refused.field or "", refused.message)
