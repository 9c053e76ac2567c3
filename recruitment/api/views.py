"""The API of vacancies: what is published, and what has changed since a moment. Contacts are left
out.
"""

import datetime
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from agencies.api.views import REFUSALS, ApiTokenAuth, GivenMoment, Problem
from agencies.replica.reading import reads_replica
from recruitment.api.change_feed import changed_moment, changed_vacancies, public_state
from recruitment.api.choices import VacancyScope
from recruitment.job_search.cursors import VacancyCursor
from recruitment.vacancies.choices import OCCUPATIONS_VERSION
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.public_versions import public_version, public_versions
from recruitment.vacancies.queries import public_vacancies

router = Router(tags=["vacancies"], auth=ApiTokenAuth(VacancyScope.VACANCIES))
MOST = 100
# What is given as the vacancy has it.
PLAIN = (
    "id",
    "title",
    "occupation",
    "skill",
    "schooling",
    "experience",
    "description",
    "contract",
    "shift",
    "horizon",
    "bonus",
    "bonus_condition",
    "benefits",
    "apply_by",
    "published_at",
)
STATES = "published: offered now. paused, filled, expired, withdrawn: not offered."


class EmployerOut(Schema):
    name: str
    english_name: str
    tax_code: str


class WorkplaceOut(Schema):
    province: str = Field(description="Key of the province.")
    ward: str
    park: str | None
    address: str


class WageOut(Schema):
    """Million đồng a month; `most` null: no upper figure."""

    least: Decimal
    most: Decimal | None


class VacancyOut(Schema):
    id: int
    url: str = Field(description="Absolute address of the public page.")
    state: str = Field(description=STATES)
    title: str
    people: int
    occupation: str = Field(description=f"Code of {OCCUPATIONS_VERSION}.")
    occupation_version: str = OCCUPATIONS_VERSION
    skill: str
    schooling: str
    experience: str
    description: str
    contract: str
    shift: str
    horizon: str
    base_wage: WageOut
    income: WageOut
    bonus: Decimal | None
    bonus_condition: str
    benefits: list[str]
    apply_by: datetime.date
    published_at: datetime.datetime
    changed_at: datetime.datetime
    employer: EmployerOut
    workplace: WorkplaceOut


class ChangeOut(Schema):
    id: int
    state: str = Field(description=STATES)
    changed_at: datetime.datetime
    vacancy: VacancyOut | None = Field(description="Null where nothing of it may be shown now.")


class VacancyPageOut(Schema):
    items: list[ChangeOut]
    next: str | None = Field(description="Give it as `after` for the next page; null at the end.")
    resume: str | None = Field(
        description=(
            "Keep that of the last page, and give it as `after` at the next visit: what "
            "has changed since then."
        )
    )


def _out(vacancy: Vacancy) -> VacancyOut:
    employer = vacancy.employer
    return VacancyOut(
        url=vacancy.public_url,
        state=public_state(vacancy),
        changed_at=changed_moment(vacancy),
        people=vacancy.headcount,
        base_wage=WageOut(least=vacancy.base_from, most=vacancy.base_to),
        income=WageOut(least=vacancy.income_from, most=vacancy.income_to),
        employer=EmployerOut(
            name=employer.agency.name,
            english_name=employer.english_name,
            tax_code=employer.tax_code,
        ),
        workplace=WorkplaceOut(
            province=vacancy.province.slug,
            ward=vacancy.ward,
            park=vacancy.park.name if vacancy.park else None,
            address=vacancy.address,
        ),
        **{name: getattr(vacancy, name) for name in PLAIN},
    )


def _change(vacancy: Vacancy, face: Vacancy | None) -> ChangeOut:
    # `face`: its text as everybody may see it.
    shown = _out(face) if face and vacancy.has_page else None
    return ChangeOut(
        id=vacancy.pk,
        state=public_state(vacancy),
        changed_at=changed_moment(vacancy),
        vacancy=shown,
    )


Since = Annotated[
    GivenMoment | None,
    Query(description="Only what has changed at this moment or later; with a time zone."),
]
After = Annotated[
    str | None,
    Query(
        max_length=40,
        pattern=r"^[0-9]{1,16}-[0-9]{1,18}$",
        description="`next` of the page before.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=MOST)]


@router.get(
    "/vacancies",
    response={200: VacancyPageOut, **REFUSALS},
    operation_id="list_vacancies",
    url_name="vacancy-list",
)
@reads_replica
def list_vacancies(
    request: HttpRequest, changed_since: Since = None, after: After = None, limit: Limit = 50
):
    """In the order of their last change: a program that goes on after its last `resume` misses
    nothing.

    What has been published once is among it, also when it is no longer offered: the end of the last
    day to apply is a change of the midnight after it. A change is told after five seconds.
    """
    place = VacancyCursor.parse(after) if after else None
    page = changed_vacancies(since=changed_since, after=place, limit=limit)
    items = [
        _change(row, face) for row, face in zip(page.rows, public_versions(page.rows), strict=True)
    ]
    last = str(page.last) if page.last else None
    return VacancyPageOut(items=items, next=None if page.is_end else last, resume=last)


Key = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.get(
    "/vacancies/{id}",
    response={200: VacancyOut, 404: Problem, **REFUSALS},
    operation_id="vacancy",
    url_name="vacancy-detail",
)
@reads_replica
def show_vacancy(request: HttpRequest, id: Key):
    found = public_vacancies().filter(pk=id).first()
    face = found and public_version(found)
    return _out(face) if face else Status(404, {"detail": "There is no such vacancy."})
