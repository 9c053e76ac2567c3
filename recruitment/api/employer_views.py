"""The API by which an employer's own program writes its vacancies, each under its own number."""

import datetime
from typing import Annotated, Any

from django.utils.translation import gettext_noop as _
from ninja import Field, Path, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import ConfigDict

from agencies.api.answers import REFUSALS, Problem
from agencies.api.models import ApiToken
from agencies.api.views import ApiTokenAuth, TokenRequest
from agencies.errors import RuleError
from recruitment.api import services as outside
from recruitment.api.choices import VacancyScope
from recruitment.api.own_vacancy import SENT_AS, OwnVacancyIn, own_vacancy_facts
from recruitment.employers.models import Employer
from recruitment.fields.problems import by_field
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy

TAG = "own vacancies"
router = Router(tags=[TAG], auth=ApiTokenAuth(VacancyScope.OWN_VACANCIES))


class OwnVacancyOut(Schema):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": 1207,
                    "outside_id": "HR-2026-17",
                    "state": "submitted",
                    "words": "",
                    "people_taken_on": 0,
                    "changed_at": "2026-11-01T08:00:00Z",
                }
            ]
        }
    )

    id: int
    outside_id: str = Field(description=_("The number of your own program."))
    state: VacancyStatus
    words: str = Field(description=_("What the office asks for, when the state is asked_back."))
    people_taken_on: int
    changed_at: datetime.datetime


Id = Annotated[
    str,
    Path(
        pattern=r"^[A-Za-z0-9._-]{1,80}$",
        description=_("The number of your own program."),
        example="HR-2026-17",
    ),
]
ANSWERS = {403: Problem, 404: Problem, **REFUSALS}


@router.put(
    "/own-vacancies/{outside_id}",
    response={200: OwnVacancyOut, 201: OwnVacancyOut, 409: Problem, 413: Problem, **ANSWERS},
    operation_id="keep_own_vacancy",
    url_name="own-vacancy",
    summary=_("Send or change an own vacancy"),
    description=_(
        "Made and sent to be checked, or changed; sending the same again changes nothing. More "
        "people, a later day and another contact stay public; any other change is checked by the "
        "office first. An employer that is not verified yet gets a draft. A field that is not "
        "named here is refused."
    ),
)
def save_own_vacancy(request: TokenRequest, outside_id: Id, given: OwnVacancyIn) -> Status[Any]:
    employer = employer_of_token(request.auth)
    known = outside.find_outside_vacancy(employer, outside_id)
    try:
        vacancy, is_new = outside.save_outside_vacancy(
            employer=employer,
            outside_id=outside_id,
            facts=own_vacancy_facts(given, employer, known),
            token=request.auth,
        )
    except outside.VacancyClosedError as refused:
        return Status(409, {"detail": refused.message})
    except outside.NoRepresentativeError as refused:
        return Status(403, {"detail": refused.message})
    except RuleError as refused:
        return Status(422, {"detail": refused.message, "fields": named_as_sent(refused)})
    return Status(201 if is_new else 200, _out(vacancy))


@router.get(
    "/own-vacancies/{outside_id}",
    response={200: OwnVacancyOut, **ANSWERS},
    operation_id="own_vacancy",
    url_name="own-vacancy",
    summary=_("How an own vacancy stands"),
)
def show_own_vacancy(request: TokenRequest, outside_id: Id) -> OwnVacancyOut:
    return _found(outside.find_outside_vacancy(employer_of_token(request.auth), outside_id))


@router.delete(
    "/own-vacancies/{outside_id}",
    response={200: OwnVacancyOut, **ANSWERS},
    operation_id="withdraw_own_vacancy",
    url_name="own-vacancy",
    summary=_("Withdraw an own vacancy"),
    description=_(
        "No longer wanted; withdrawing twice changes nothing. Its number is not given to another "
        "one."
    ),
)
def withdraw_own_vacancy(
    request: TokenRequest, outside_id: Id
) -> OwnVacancyOut | Status[dict[str, str]]:
    employer = employer_of_token(request.auth)
    try:
        withdrawn = outside.withdraw_outside_vacancy(
            employer=employer, outside_id=outside_id, token=request.auth
        )
    except outside.NoRepresentativeError as refused:
        return Status(403, {"detail": refused.message})
    return _found(withdrawn)


def named_as_sent(refused: RuleError) -> dict[str, list[str]]:
    # What is wrong, under the names that the program has sent.
    problems = by_field((part.field or "", part.message) for part in refused.parts)
    return {SENT_AS.get(field, field): sentences for field, sentences in problems.items()}


def employer_of_token(token: ApiToken) -> Employer:
    rows = Employer.objects.select_related("agency", "office", "park", "province")
    employer = rows.filter(agency=token.agency_id).first()
    if employer is None:
        raise HttpError(403, "The token belongs to no employer.")
    return employer


def _found(vacancy: Vacancy | None) -> OwnVacancyOut:
    if vacancy is None:
        raise HttpError(404, "There is no vacancy with this number.")
    return _out(vacancy)


def _out(vacancy: Vacancy) -> OwnVacancyOut:
    return OwnVacancyOut(
        id=vacancy.pk,
        outside_id=vacancy.outside_id,
        state=vacancy.state,
        words=vacancy.words,
        people_taken_on=sum(vacancy.fills.values_list("people", flat=True)),
        changed_at=vacancy.changed_at,
    )
