"""The API by which an employer's own program writes its vacancies, each under its own number."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status

from agencies.api.models import ApiToken
from agencies.api.views import REFUSALS, ApiTokenAuth, GivenDay, Problem
from agencies.errors import RuleError
from recruitment.api import services as outside
from recruitment.api.choices import VacancyScope
from recruitment.employers.models import Employer
from recruitment.employers.park_choices import find_park
from recruitment.fields.typed_text import homes_of_pairs, read_phone, wage_of_figures
from recruitment.vacancies.choices import (
    OCCUPATIONS_VERSION,
    Benefit,
    Contract,
    Experience,
    Horizon,
    Occupation,
    Schooling,
    Shift,
    Skill,
    VacancyStatus,
    Way,
)
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import CHOICES, VacancyFacts, facts_taken_over
from recruitment.vacancy_facts.rules import FactsError, by_field, read_all
from vietnam.wages import MonthlyWage

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
"""Facts that a program sends as they are."""
SENT_AS = {"headcount": "people"}
router = Router(tags=["own vacancies"], auth=ApiTokenAuth(VacancyScope.OWN_VACANCIES))


class WageIn(Schema):
    """Million đồng a month; `most` null: the wage is one figure."""

    least: Decimal = Field(gt=0, lt=1000)
    most: Decimal | None = Field(None, gt=0, lt=1000)


class HomeIn(Schema):
    """People who are wanted from one home province; the places that none names are open to
    everybody.
    """

    province: str = Field(pattern=r"^[^\d;,+\n]{1,60}$", description="By its old or new name.")
    people: int = Field(ge=1, le=100_000)


class OwnVacancyIn(Schema):
    """As the page asks for it; what is left out is taken from the employer's registration."""

    title: str = Field(min_length=1, max_length=120)
    people: int = Field(ge=1, le=100_000)
    homes: list[HomeIn] = Field(
        default_factory=list, max_length=20, description="At most `people` together."
    )
    occupation: Occupation = Field(description=f"Code of {OCCUPATIONS_VERSION}.")
    skill: Skill
    schooling: Schooling = Schooling.ANY
    experience: Experience = Experience.NONE
    description: str = Field(min_length=1, max_length=3000)
    contract: Contract
    shift: Shift
    horizon: Horizon = Horizon.LONG
    probation_days: int = Field(0, ge=0, le=180)
    base_wage: WageIn
    income: WageIn
    bonus: Decimal | None = Field(None, gt=0, lt=1000, description="Million đồng.")
    bonus_condition: str = Field("", max_length=200)
    benefits: list[Benefit] = Field(default_factory=list, max_length=20)
    benefits_note: str = Field("", max_length=1000)
    park: str | None = Field(
        None, max_length=120, description="Name; “ngoài” for outside; null: the employer's own."
    )
    ward: str | None = Field(None, max_length=80)
    address: str | None = Field(None, max_length=200)
    papers: str = Field("", max_length=300)
    way: Way = Way.DIRECT
    apply_by: GivenDay
    publish_on: GivenDay | None = None
    contact_name: str | None = Field(None, max_length=120)
    contact_phone: str | None = Field(None, max_length=40)


class OwnVacancyOut(Schema):
    id: int
    outside_id: str
    state: VacancyStatus
    words: str = Field(description="What the office asks for, when the state is asked_back.")
    people_taken_on: int
    changed_at: datetime.datetime


class Refused(Schema):
    detail: Any
    fields: dict[str, list[str]] = Field(
        default_factory=dict, description="What is wrong, by field."
    )


Id = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9._-]{1,80}$", description="The number of your own program.")
]
ANSWERS = {403: Problem, 404: Problem, 422: Refused, **REFUSALS}


@router.put(
    "/own-vacancies/{outside_id}",
    response={200: OwnVacancyOut, 201: OwnVacancyOut, 409: Problem, **ANSWERS},
    operation_id="keep_own_vacancy",
    url_name="own-vacancy",
)
def save(request: HttpRequest, outside_id: Id, given: OwnVacancyIn):
    """Made and sent to be checked, or changed; sending the same again changes nothing.

    More people, a later day and another contact stay public; any other change is checked by the
    office first. An employer that is not verified yet gets a draft.
    """
    employer = _employer(request.auth)
    if employer is None:
        return _no_employer()
    try:
        facts = _facts(given, employer)
        vacancy, is_new = outside.save_outside_vacancy(
            employer=employer, outside_id=outside_id, facts=facts, token=request.auth
        )
    except outside.VacancyClosedError as refused:
        return Status(409, {"detail": refused.message})
    except outside.NoRepresentativeError as refused:
        return Status(403, {"detail": refused.message})
    except RuleError as refused:
        return Status(422, {"detail": refused.message, "fields": _fields(refused)})
    return Status(201 if is_new else 200, _out(vacancy))


@router.get(
    "/own-vacancies/{outside_id}",
    response={200: OwnVacancyOut, **ANSWERS},
    operation_id="own_vacancy",
    url_name="own-vacancy",
)
def read(request: HttpRequest, outside_id: Id):
    employer = _employer(request.auth)
    if employer is None:
        return _no_employer()
    found = outside.find_outside_vacancy(employer, outside_id)
    return _out(found) if found else _unknown()


@router.delete(
    "/own-vacancies/{outside_id}",
    response={200: OwnVacancyOut, **ANSWERS},
    operation_id="withdraw_own_vacancy",
    url_name="own-vacancy",
)
def withdraw(request: HttpRequest, outside_id: Id):
    """No longer wanted; withdrawing twice changes nothing. Its number is not given to another
    one.
    """
    employer = _employer(request.auth)
    if employer is None:
        return _no_employer()
    try:
        withdrawn = outside.withdraw_outside_vacancy(
            employer=employer, outside_id=outside_id, token=request.auth
        )
    except outside.NoRepresentativeError as refused:
        return Status(403, {"detail": refused.message})
    return _out(withdrawn) if withdrawn else _unknown()


def _fields(refused: RuleError) -> dict[str, list[str]]:
    """What is wrong, under the names that the program has sent."""
    problems = by_field((part.field or "", part.message) for part in refused.parts)
    return {SENT_AS.get(field, field): sentences for field, sentences in problems.items()}


def _employer(token: ApiToken) -> Employer | None:
    rows = Employer.objects.select_related("agency", "office", "park", "province")
    return rows.filter(agency=token.agency_id).first()


def _no_employer() -> Status:
    return Status(403, {"detail": "The token belongs to no employer."})


def _unknown() -> Status:
    return Status(404, {"detail": "There is no vacancy with this number."})


def _out(vacancy: Vacancy) -> OwnVacancyOut:
    return OwnVacancyOut(
        id=vacancy.pk,
        outside_id=vacancy.outside_id,
        state=vacancy.state,
        words=vacancy.words,
        people_taken_on=sum(vacancy.fills.values_list("people", flat=True)),
        changed_at=vacancy.changed_at,
    )


def _facts(given: OwnVacancyIn, employer: Employer) -> VacancyFacts:
    """Raises FactsError for a place, a telephone, homes or wages that say nothing which can be
    kept.
    """
    taken_over = {
        name: value
        for name, value in facts_taken_over(employer).items()
        if getattr(given, name) is None
    }
    plain = {name: getattr(given, name) for name in (*CHOICES, *PLAIN) if name not in taken_over}
    readers: dict[str, Callable[[], Any]] = {
        "park": lambda: find_park(given.park or "", employer),
        "homes": lambda: homes_of_pairs((each.province, each.people) for each in given.homes),
        "base_wage": lambda: _wage(given.base_wage),
        "income": lambda: _wage(given.income),
        "bonus": lambda: wage_of_figures(given.bonus, given.bonus).low if given.bonus else None,
    }
    if given.contact_phone is not None:
        readers["contact_phone"] = lambda: read_phone(given.contact_phone)
    read, problems = read_all(readers)
    if problems:
        raise FactsError(problems)
    return VacancyFacts(
        **taken_over | plain | read, headcount=given.people, benefits=tuple(given.benefits)
    )


def _wage(given: WageIn) -> MonthlyWage:
    """A single figure is the wage."""
    return wage_of_figures(given.least, given.least if given.most is None else given.most)
