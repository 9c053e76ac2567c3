"""What must hold of the facts of a vacancy: every rule once, and all that is wrong at once."""

import datetime
from collections.abc import Iterator
from dataclasses import astuple
from functools import partial

from django.utils.translation import gettext as _

from agencies.database.columns import model_column
from agencies.errors import RuleError
from agencies.lists.numbers import localized_number
from recruitment.employers.models import Employer
from recruitment.employers.routing import responsible_office
from recruitment.fields.problems import FactProblem, FactsError, read_all, require_fitting
from recruitment.fields.typed_text import check_count, wage_of_figures
from recruitment.homes.queries import Homes
from recruitment.vacancies.choices import Occupation, Skill
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import WAGES, VacancyFacts

LATEST = datetime.timedelta(days=366)
# The least and the most.
COUNTS = {"headcount": (1, 100_000), "probation_days": (0, 180)}
MANAGERS_PROBATION = 180
# At most so many days (labour code 2019, article 25); 180 for managers, 6 of them working days for
# simple work.
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
NEEDED_TEXTS = ("title", "description", "ward", "address", "contact_name", "contact_phone")
OTHER_TEXTS = ("bonus_condition", "benefits_note", "papers")


def require_valid_vacancy(facts: VacancyFacts, *, employer: Employer, on: datetime.date) -> None:
    """Raises FactsError."""
    if problems := find_problems(facts, employer=employer, on=on):
        raise FactsError(problems)


def find_problems(
    facts: VacancyFacts, *, employer: Employer, on: datetime.date
) -> list[FactProblem]:
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


def require_text(name: str, text: str) -> None:
    """Something where it is needed, and no more than its column holds. Raises ValidationError."""
    require_fitting(text, model_column(Vacancy, name))


def _single_facts(facts: VacancyFacts) -> list[FactProblem]:
    # What can be said of one fact without the others.
    texts = {
        name: partial(require_text, name, getattr(facts, name))
        for name in (*NEEDED_TEXTS, *OTHER_TEXTS)
    }
    counts = {
        name: partial(check_count, count, *bounds)
        for name, bounds in COUNTS.items()
        if (count := getattr(facts, name)) is not None
    }
    wages = {name: partial(wage_of_figures, *astuple(getattr(facts, name))) for name in WAGES}
    bonus = {"bonus": partial(wage_of_figures, facts.bonus, facts.bonus)} if facts.bonus else {}
    _values, problems = read_all({**texts, **counts, **wages, **bonus})
    return problems


def date_problems(
    apply_by: datetime.date, publish_on: datetime.date | None, on: datetime.date
) -> Iterator[FactProblem]:
    # Asked again when a draft is sent, since days go by.
    if not on <= apply_by <= on + LATEST:
        yield FactProblem(
            "apply_by", _("Give a last day to apply between today and a year from now.")
        )
    if publish_on and publish_on > apply_by:
        yield FactProblem("publish_on", _("It would be published after the last day to apply."))


def _probation(facts: VacancyFacts) -> Iterator[FactProblem]:
    if facts.probation_days is None:
        return
    most = longest_probation(facts.occupation, facts.skill)
    if most < facts.probation_days <= COUNTS["probation_days"][1]:
        # Six days are working days; the longer terms count all days.
        words = (
            _(
                "For this work the labour code allows at most %(days)s working days of probation "
                "(article 25)."
            )
            if most == PROBATION[Skill.NONE]
            else _(
                "For this work the labour code allows at most %(days)s days of probation (article "
                "25)."
            )
        )
        yield FactProblem("probation_days", words % {"days": most})


def longest_probation(occupation: str, skill: str) -> int:
    return MANAGERS_PROBATION if occupation == Occupation.MANAGERS else PROBATION[Skill(skill)]


def _wages(facts: VacancyFacts) -> Iterator[FactProblem]:
    if facts.income.low < facts.base_wage.low:
        yield FactProblem("income", _("The total income must be at least the base wage."))
    if facts.bonus and not facts.bonus_condition:
        yield FactProblem("bonus_condition", _("Say when the bonus is paid."))


def _homes(headcount: int, homes: Homes) -> Iterator[FactProblem]:
    empty = next((province for province, people in homes if people < 1), None)
    if empty:
        yield FactProblem(
            "homes", _("%(province)s: at least one person.") % {"province": empty.name}
        )
    named = sum(people for _province, people in homes)
    if named > headcount:
        words = _("%(named)s people are named by home province, and only %(asked)s are needed.")
        yield FactProblem(
            "homes",
            words % {"named": localized_number(named), "asked": localized_number(headcount)},
        )


def _place(facts: VacancyFacts, employer: Employer, on: datetime.date) -> Iterator[FactProblem]:
    try:
        responsible_office(province=employer.province, park=facts.park, on=on)
    except RuleError as refused:
        yield FactProblem(refused.field or "", refused.message)
