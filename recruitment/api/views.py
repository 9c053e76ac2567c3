"""The API of vacancies: what is published, and what has changed since a moment. Contacts are left
out.
"""

import datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, Path, Query, Router, Schema, Status
from pydantic import AfterValidator, ConfigDict
from pydantic.config import JsonDict

from agencies.api.answers import REFUSALS, Problem
from agencies.api.given import GivenMoment
from agencies.api.views import ApiTokenAuth
from agencies.replica.reading import reads_replica
from recruitment.api.change_feed import changed_moment, changed_vacancies, public_state
from recruitment.api.choices import VacancyScope
from recruitment.job_search.cursors import VacancyCursor
from recruitment.vacancies.choices import OCCUPATIONS_VERSION
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.public_versions import public_version, public_versions
from recruitment.vacancies.queries import public_vacancies

TAG = "vacancies"
router = Router(tags=[TAG], auth=ApiTokenAuth(VacancyScope.VACANCIES))
MOST = 100
# What is given as the vacancy has it.
PLAIN = (
    "id",
    "title",
    "occupation",
    "skill",
    "description",
    "contract",
    "shift",
    "probation_days",
    "bonus",
    "bonus_condition",
    "benefits",
    "apply_by",
    "published_at",
)
# Null where nobody has said it.
OPTIONAL = ("schooling", "experience", "horizon")
WELDER: JsonDict = {
    "id": 1207,
    "url": "https://…/viec-lam/1207/",
    "state": "published",
    "title": "Thợ hàn",
    "people": 30,
    "occupation": "72",
    "occupation_version": OCCUPATIONS_VERSION,
    "skill": "cnkt",
    "schooling": "lower",
    "experience": None,
    "description": "Hàn khung thép.",
    "contract": "u36",
    "shift": "two",
    "horizon": "long",
    "probation_days": 30,
    "base_wage": {"least": "6.00", "most": "6.00"},
    "income": {"least": "9.50", "most": "12.00"},
    "bonus": None,
    "bonus_condition": "",
    "benefits": ["meals", "dormitory"],
    "apply_by": "2026-12-31",
    "published_at": "2026-11-01T08:00:00Z",
    "changed_at": "2026-11-01T08:00:00Z",
    "employer": {"name": "Công ty TNHH Ánh Sao", "english_name": "", "tax_code": "2400123458"},
    "workplace": {
        "province": "bac-ninh-2025",
        "ward": "Phường Nếnh",
        "park": "KCN Quang Châu",
        "address": "Lô A1",
    },
}
STATES = _("published: offered now. paused, filled, expired, withdrawn: not offered.")
NOT_STATED = _("Null: the employer has not said it.")
SPAN = _("From `least` to `most` million đồng a month; `most` null: no upper figure.")


class EmployerOut(Schema):
    name: str
    english_name: str
    tax_code: str


class WorkplaceOut(Schema):
    province: str = Field(description=_("Key of the province."))
    ward: str
    park: str | None = Field(description=_("Null: outside parks and clusters."))
    address: str


class WageOut(Schema):
    """Million đồng a month; `most` null: no upper figure."""

    least: Decimal
    most: Decimal | None


class VacancyOut(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [WELDER]})

    id: int
    url: str = Field(description=_("Absolute address of the public page."))
    state: str = Field(description=STATES)
    title: str = Field(description=_("job title"))
    people: int = Field(description=_("How many are needed."))
    occupation: str = Field(description=_("occupation"))
    occupation_version: str = Field(
        OCCUPATIONS_VERSION, description=_("The list to which the occupations belong.")
    )
    skill: str = Field(description=_("skill level"))
    schooling: str | None = Field(description=NOT_STATED)
    experience: str | None = Field(description=NOT_STATED)
    description: str = Field(description=_("What one does."))
    contract: str = Field(description=_("contract"))
    shift: str = Field(description=_("shifts"))
    horizon: str | None = Field(description=NOT_STATED)
    probation_days: int | None = Field(
        description=_("0: no probation. Null: the employer has not said it.")
    )
    base_wage: WageOut = Field(description=SPAN)
    income: WageOut = Field(description=SPAN)
    bonus: Decimal | None = Field(description=_("Million đồng, once."))
    bonus_condition: str = Field(description=_("condition of the bonus"))
    benefits: list[str] = Field(description=_("benefits"))
    apply_by: datetime.date = Field(description=_("The last day to apply."))
    published_at: datetime.datetime = Field(description=_("published at"))
    changed_at: datetime.datetime = Field(description=_("changed at"))
    employer: EmployerOut
    workplace: WorkplaceOut


class ChangeOut(Schema):
    id: int
    state: str = Field(description=STATES)
    changed_at: datetime.datetime
    vacancy: VacancyOut | None = Field(description=_("Null where nothing of it may be shown now."))


class VacancyPageOut(Schema):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "items": [
                        {
                            "id": WELDER["id"],
                            "state": WELDER["state"],
                            "changed_at": WELDER["changed_at"],
                            "vacancy": WELDER,
                        }
                    ],
                    "next": "1793509200000000-1207",
                    "is_end": True,
                    "resume": "1793509200000000-1207",
                }
            ]
        }
    )

    items: list[ChangeOut]
    next: str = Field(
        description=_(
            "Always given: keep it, and give it as `after` to go on from here, now or another day."
        )
    )
    is_end: bool = Field(description=_("Nothing more has changed until now; come again later."))
    resume: str = Field(
        description=_("The same as `next`, for programs of before."), deprecated=True
    )


def _out(vacancy: Vacancy) -> VacancyOut:
    employer = vacancy.employer
    optional: dict[str, Any] = {name: getattr(vacancy, name) or None for name in OPTIONAL}
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
        **optional,
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


def _known_place(after: str) -> str:
    # A place that is none would begin again without a word.
    if VacancyCursor.parse(after) is None:
        raise ValueError("This is no `next` of a page.")
    return after


Since = Annotated[
    GivenMoment | None,
    Query(
        description=_(
            "Only what has changed at this moment or later; with its time zone. "
            "In an address + is written %2B."
        ),
        example="2026-11-01T00:00:00+07:00",
    ),
]
Place = Annotated[
    str,
    Field(max_length=40, pattern=r"^([0-9]{1,15}|[0-4][0-9]{15})-[0-9]{1,18}$"),
    AfterValidator(_known_place),
]
After = Annotated[
    Place | None,
    Query(
        description=_("`next` of the page before; without it from the beginning."),
        example="1793509200000000-1207",
    ),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description=_("Most rows of the page."))]


@router.get(
    "/vacancies",
    response={200: VacancyPageOut, **REFUSALS},
    operation_id="list_vacancies",
    url_name="vacancy-list",
    summary=_("What has changed, page by page"),
    description=_(
        "In the order of the last change: a program that goes on after its last `next` misses "
        "nothing. What has been published once is among it, also when it is no longer offered: the "
        "end of the last day to apply is a change of the midnight after it. A change is told after "
        "five seconds."
    ),
)
@reads_replica
def list_vacancies(
    request: HttpRequest, changed_since: Since = None, after: After = None, limit: Limit = 50
) -> VacancyPageOut:
    place = VacancyCursor.parse(after) if after else None
    page = changed_vacancies(since=changed_since, after=place, limit=limit)
    items = [
        _change(row, face) for row, face in zip(page.rows, public_versions(page.rows), strict=True)
    ]
    last = str(page.last)
    return VacancyPageOut(items=items, next=last, is_end=page.is_end, resume=last)


Key = Annotated[int, Path(ge=1, le=2**63 - 1, example=1207)]


@router.get(
    "/vacancies/{id}",
    response={200: VacancyOut, 404: Problem, **REFUSALS},
    operation_id="vacancy",
    url_name="vacancy-detail",
    summary=_("One vacancy that has a public page"),
)
@reads_replica
def show_vacancy(request: HttpRequest, id: Key) -> VacancyOut | Status[dict[str, str]]:
    found = public_vacancies().filter(pk=id).first()
    face = found and public_version(found)
    return _out(face) if face else Status(404, {"detail": "There is no such vacancy."})
