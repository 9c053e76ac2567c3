"""What an employer says of one vacancy, as a typed value: every door makes one, and services take
nothing else.

Doors: the page's form, the workbook (`row_facts`), the employer's own program
(`api/employer_views`), the demonstration and the load generator. What is right is said by
`rules.py` alone.
"""

import datetime
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from typing import Any, Literal

from django.db.models import TextChoices

from agencies.database.columns import model_column
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.homes.queries import Homes, vacancy_homes
from recruitment.vacancies.choices import (
    Benefit,
    Contract,
    Experience,
    Horizon,
    Occupation,
    Schooling,
    Shift,
    Skill,
    Way,
)
from recruitment.vacancies.models import Vacancy
from vietnam.text import clean_line, clean_paragraphs
from vietnam.wages import MonthlyWage

CHOICES: dict[str, type[TextChoices]] = {
    "occupation": Occupation,
    "skill": Skill,
    "contract": Contract,
    "shift": Shift,
    "horizon": Horizon,
    "schooling": Schooling,
    "experience": Experience,
    "way": Way,
}
# What a list says of which nothing was said.
Unstated = Literal[""]
UNSTATED: Unstated = ""
PARAGRAPHS = frozenset({"description", "benefits_note"})
# Two columns of the row each.
WAGES = {"base_wage": ("base_from", "base_to"), "income": ("income_from", "income_to")}


@dataclass(frozen=True, kw_only=True)
class VacancyFacts:
    """Wages and the bonus are million đồng a month; `homes`: how many of the people are wanted from
    which provinces.

    Texts are cleaned here, through whatever door they have come. What nobody has said is "" of a
    list (`UNSTATED`) and None of a number: nothing is stated in the employer's place.
    """

    title: str
    headcount: int
    homes: Homes = ()
    occupation: Occupation
    skill: Skill
    description: str
    base_wage: MonthlyWage
    income: MonthlyWage
    bonus: Decimal | None = None
    bonus_condition: str = ""
    contract: Contract
    shift: Shift
    horizon: Horizon | Unstated = UNSTATED
    probation_days: int | None = None
    benefits: tuple[Benefit, ...] = ()
    benefits_note: str = ""
    park: IndustrialPark | None
    ward: str
    address: str
    schooling: Schooling | Unstated = UNSTATED
    experience: Experience | Unstated = UNSTATED
    papers: str = ""
    way: Way | Unstated = UNSTATED
    apply_by: datetime.date
    publish_on: datetime.date | None = None
    contact_name: str
    contact_phone: str

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if type(value) is str:
                clean = clean_paragraphs if name in PARAGRAPHS else clean_line
                object.__setattr__(self, name, clean(value))


# In the order of the page and of the workbook's columns.
FACTS = tuple(field.name for field in fields(VacancyFacts))
DEFAULTS = {
    field.name: field.default for field in fields(VacancyFacts) if field.default is not MISSING
}
TAKEN_OVER = ("park", "ward", "address", "contact_name", "contact_phone")


def facts_taken_over(employer: Employer) -> dict[str, Any]:
    """What a new vacancy takes over from its employer, where nothing else is said."""
    return {name: getattr(employer, name) for name in TAKEN_OVER}


def vacancy_facts_of(vacancy: Vacancy) -> VacancyFacts:
    """As the row holds them; asks for its homes."""
    read = {
        name: getattr(vacancy, name)
        for name in FACTS
        if name not in (*WAGES, *CHOICES, "homes", "benefits")
    }
    wages = {
        name: MonthlyWage(getattr(vacancy, low), getattr(vacancy, high))
        for name, (low, high) in WAGES.items()
    }
    chosen = {
        name: kind(value) if (value := getattr(vacancy, name)) else UNSTATED
        for name, kind in CHOICES.items()
    }
    benefits = tuple(map(Benefit, vacancy.benefits))
    values: dict[str, Any] = {**read, **wages, **chosen}
    return VacancyFacts(**values, benefits=benefits, homes=vacancy_homes(vacancy))


def vacancy_columns(facts: VacancyFacts) -> dict[str, Any]:
    """By the columns of a vacancy; homes are rows of their own."""
    columns = {name: getattr(facts, name) for name in FACTS if name not in (*WAGES, "homes")}
    for name, (low, high) in WAGES.items():
        wage: MonthlyWage = getattr(facts, name)
        columns |= {low: wage.low, high: wage.high}
    return columns | {"benefits": list(facts.benefits)}


def facts_snapshot(vacancy: Vacancy) -> dict[str, Any]:
    """To be kept as `checked_facts`: rows by their keys, and pairs of home and people."""
    facts = vacancy_facts_of(vacancy)
    related = {
        name: getattr(vacancy, model_column(Vacancy, name).attname)
        for name in ("park", "province", "office")
    }
    return (
        vacancy_columns(facts)
        | related
        | {"homes": [[province.pk, people] for province, people in facts.homes]}
    )
