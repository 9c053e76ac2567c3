"""What an employer's program sends of one vacancy, and the facts that it says.

Sentences of the description stay English in /api/v1/openapi.json (`gettext_noop`); its page
translates them.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from django.utils import timezone
from django.utils.translation import gettext, gettext_noop as _
from ninja import Field, Schema
from pydantic import BeforeValidator, ConfigDict

from agencies.api.given import GivenDay
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.employers.park_choices import find_park
from recruitment.fields.problems import FactProblem, FactsError, read_all
from recruitment.fields.typed_text import homes_of_pairs, read_phone, wage_of_figures
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
from recruitment.vacancy_facts.facts import (
    CHOICES,
    UNSTATED,
    VacancyFacts,
    facts_taken_over,
)
from vietnam.wages import MonthlyWage

# Facts that a program sends as they are.
PLAIN = (
    "title",
    "description",
    "probation_days",
    "bonus_condition",
    "benefits_note",
    "ward",
    "address",
    "papers",
    "apply_by",
    "publish_on",
    "contact_name",
)
# Facts by the names that programs send, where these differ.
SENT_AS = {"headcount": "people"}
_EXAMPLE_LASTS = datetime.timedelta(days=60)


def _refuse_truth(given: Any) -> Any:
    # `true` would be one million đồng.
    if isinstance(given, bool):
        raise ValueError("Write an amount in million đồng.")
    return given


Amount = Annotated[Decimal, Field(gt=0, lt=1000), BeforeValidator(_refuse_truth)]
Count = Annotated[int, Field(strict=True)]


class WageIn(Schema):
    """Million đồng a month; `most` null: the wage is one figure."""

    model_config = ConfigDict(extra="forbid")

    least: Amount = Field(description=_("Million đồng a month."))
    most: Amount | None = Field(
        None, description=_("Million đồng a month; null: the wage is one figure.")
    )


class HomeIn(Schema):
    """People who are wanted from one home province; the places that none names are open to
    everybody.
    """

    model_config = ConfigDict(extra="forbid")

    province: str = Field(
        pattern=r"^[^\d;,+\n]{1,60}$", description=_("By its old or its new name.")
    )
    people: Count = Field(ge=1, le=100_000)


def _add_example(schema: dict[str, Any]) -> None:
    # With a last day that lies ahead, so that it can be sent as it is.
    last = timezone.localdate() + _EXAMPLE_LASTS
    schema["examples"] = [
        {
            "title": "Thợ hàn",
            "people": 30,
            "occupation": "72",
            "skill": "cnkt",
            "description": "Hàn khung thép.",
            "contract": "u36",
            "shift": "two",
            "base_wage": {"least": 6},
            "income": {"least": 9.5, "most": 12},
            "benefits": ["meals", "dormitory"],
            "homes": [{"province": "Lạng Sơn", "people": 20}],
            "apply_by": last.isoformat(),
        }
    ]


class OwnVacancyIn(Schema):
    """As the page asks for it; what is left out is taken from the employer's registration."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_add_example)

    title: str = Field(min_length=1, max_length=120, description=_("job title"))
    people: Count = Field(ge=1, le=100_000, description=_("How many are needed."))
    homes: list[HomeIn] = Field(
        default_factory=list,
        max_length=20,
        description=_("Home provinces from which people are wanted; at most `people` together."),
    )
    occupation: Occupation = Field(description=_("occupation"))
    skill: Skill = Field(description=_("skill level"))
    schooling: Schooling | None = Field(
        None, description=_("schooling; null: not stated, nothing is published of it.")
    )
    experience: Experience | None = Field(
        None, description=_("experience; null: not stated, nothing is published of it.")
    )
    description: str = Field(min_length=1, max_length=3000, description=_("What one does."))
    contract: Contract = Field(description=_("contract"))
    shift: Shift = Field(description=_("shifts"))
    horizon: Horizon | None = Field(
        None, description=_("For how long people are needed; null: not stated.")
    )
    probation_days: Count | None = Field(
        None,
        ge=0,
        le=180,
        description=_(
            "At most what the labour code allows for this work; 0: none; null: not stated."
        ),
    )
    base_wage: WageIn = Field(description=_("The wage of the contract."))
    income: WageIn = Field(description=_("Everything that one earns in a month."))
    bonus: Amount | None = Field(None, description=_("Million đồng, once."))
    bonus_condition: str = Field(
        "", max_length=200, description=_("When the bonus is paid; needed with it.")
    )
    benefits: list[Benefit] = Field(default_factory=list, max_length=20, description=_("benefits"))
    benefits_note: str = Field("", max_length=1000, description=_("more about benefits"))
    park: str | None = Field(
        None,
        pattern=r"\S",
        max_length=120,
        description=_(
            "A name of the register of parks; “ngoài” for outside; null: the employer's own."
        ),
    )
    ward: str | None = Field(
        None, max_length=80, description=_("Null: the employer's own, if the park is its own too.")
    )
    address: str | None = Field(
        None, max_length=200, description=_("Null: the employer's own, if the park is its own too.")
    )
    papers: str = Field("", max_length=300, description=_("What to bring."))
    way: Way | None = Field(None, description=_("How you recruit; null: not stated."))
    apply_by: GivenDay = Field(description=_("The last day to apply, at most a year from now."))
    publish_on: GivenDay | None = Field(
        None, description=_("Not before this day; null: as soon as it is checked.")
    )
    contact_name: str | None = Field(
        None, max_length=120, description=_("Null: as the employer is registered.")
    )
    contact_phone: str | None = Field(
        None, max_length=40, description=_("Null: as the employer is registered.")
    )


def own_vacancy_facts(given: OwnVacancyIn, employer: Employer) -> VacancyFacts:
    """Raises FactsError for a place, a telephone, homes or wages that say nothing which can be
    kept.
    """
    taken_over = {
        name: value
        for name, value in facts_taken_over(employer).items()
        if getattr(given, name) is None
    }
    plain = {name: getattr(given, name) for name in PLAIN if name not in taken_over}
    chosen = {name: getattr(given, name) or UNSTATED for name in CHOICES}
    readers: dict[str, Callable[[], Any]] = {
        "park": lambda: find_park(given.park or "", employer),
        "homes": lambda: homes_of_pairs((each.province, each.people) for each in given.homes),
        "base_wage": lambda: _wage(given.base_wage),
        "income": lambda: _wage(given.income),
        "bonus": lambda: wage_of_figures(given.bonus, given.bonus).low if given.bonus else None,
    }
    if given.contact_phone is not None:
        readers["contact_phone"] = lambda: read_phone(given.contact_phone or "")
    read, problems = read_all(readers)
    if "park" in read:
        problems += _place_problems(given, read["park"], employer)
    if problems:
        raise FactsError(problems)
    return VacancyFacts(
        **taken_over | plain | chosen | read, headcount=given.people, benefits=tuple(given.benefits)
    )


def _place_problems(
    given: OwnVacancyIn, park: IndustrialPark | None, employer: Employer
) -> list[FactProblem]:
    # In another park the employer's own address would be a wrong one.
    if park == employer.park:
        return []
    sentence = gettext("Say where it is: the park is not the one at which the employer registered.")
    return [FactProblem(name, sentence) for name in ("ward", "address") if not getattr(given, name)]


def _wage(given: WageIn) -> MonthlyWage:
    return wage_of_figures(given.least, given.least if given.most is None else given.most)
