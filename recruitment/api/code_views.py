"""The API of what a program must know before it writes or reads: codes, and the parks."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Field, Router, Schema
from pydantic import ConfigDict
from pydantic.config import JsonDict

from agencies.api.answers import REFUSALS
from agencies.api.views import ApiTokenAuth
from agencies.bodies.models import Province
from agencies.replica.reading import reads_replica
from recruitment.api.choices import VacancyScope
from recruitment.api.codes import CODES, named_codes
from recruitment.employers.queries import parks_of
from recruitment.vacancies.choices import OCCUPATIONS_VERSION

TAG = "codes"
router = Router(tags=[TAG], auth=ApiTokenAuth(VacancyScope.VACANCIES, VacancyScope.OWN_VACANCIES))
ASSEMBLERS: JsonDict = {"code": "82", "name": "Thợ lắp ráp", "english_name": "Assembling"}


class CodeOut(Schema):
    code: str
    name: str = Field(description=_("In Vietnamese."))
    english_name: str


class CodesOut(Schema):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"occupation_version": OCCUPATIONS_VERSION, "codes": {"occupation": [ASSEMBLERS]}}
            ]
        }
    )

    occupation_version: str = Field(description=_("The list to which the occupations belong."))
    codes: dict[str, list[CodeOut]] = Field(description=_("By the name of the field."))


class ParkOut(Schema):
    name: str = Field(description=_("As `park` of a vacancy takes it."))
    province: str = Field(description=_("Key of the province."))


class ParksOut(Schema):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"parks": [{"name": "KCN Quang Châu", "province": "bac-ninh-2025"}]}]
        }
    )

    parks: list[ParkOut]


@router.get(
    "/codes",
    response={200: CodesOut, **REFUSALS},
    operation_id="list_codes",
    url_name="code-list",
    summary=_("All codes with their names"),
    description=_(
        "Of every field that holds a code, in the order in which the portal offers them."
    ),
)
def list_codes(request: HttpRequest) -> dict[str, Any]:
    codes = {field: named_codes(kind) for field, kind in CODES.items()}
    return {"occupation_version": OCCUPATIONS_VERSION, "codes": codes}


@router.get(
    "/parks",
    response={200: ParksOut, **REFUSALS},
    operation_id="list_parks",
    url_name="park-list",
    summary=_("The register of industrial parks and clusters"),
    description=_("Those whose board stands today; an employer can name those of its province."),
)
@reads_replica
def list_parks(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    rows = parks_of(Province.objects.all(), today).order_by("sort_key", "pk")
    return {"parks": [{"name": row.name, "province": row.province.slug} for row in rows]}
