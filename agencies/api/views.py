"""The API: who may ask, and what of this app it answers.

Field names are those of the glossary; days are ISO 8601. Sentences of the description stay English
in /api/v1/openapi.json (`gettext_noop`); its page translates them.
"""

import datetime
import time
from typing import Annotated

from django.core.cache import caches
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Field, Path, Query, Router, Schema, Status
from ninja.security import HttpBearer
from pydantic import ConfigDict
from pydantic.config import JsonDict

from agencies.api.answers import REFUSALS, Problem
from agencies.api.given import GivenDay
from agencies.api.models import ApiToken
from agencies.bodies.choices import ProvinceScope
from vietnam.places.provinces import (
    ProvinceRecord,
    all_provinces,
    find_province,
    predecessors_of,
    province_successor,
)

# Requests of one token at one web process: reading writes nothing, not even a count in the
# database.
MOST_IN_A_MINUTE = 600
LONGEST_NAME = 100


class TooManyRequests(Exception):  # noqa: N818
    """The token has asked more often than a minute allows."""


class TokenRequest(HttpRequest):
    """A request that ApiTokenAuth has let in; `auth`: its token."""

    auth: ApiToken


class ApiTokenAuth(HttpBearer):
    """A valid token that includes one of the scopes."""

    def __init__(self, *scopes: TextChoices) -> None:
        super().__init__()
        self.scopes = frozenset(scopes)

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = ApiToken.objects.of_token(token).first()
        if found is None or self.scopes.isdisjoint(found.scopes):
            return None
        cache = caches["local"]
        key = f"api-{found.pk}-{int(time.time() // 60)}"
        cache.add(key, 0, timeout=120)
        if cache.incr(key) > MOST_IN_A_MINUTE:
            raise TooManyRequests("Too many requests in a minute. Wait a minute.")
        return found


TAG = "provinces"
router = Router(tags=[TAG], auth=ApiTokenAuth(ProvinceScope.PROVINCES))
BAC_GIANG: JsonDict = {
    "key": "bac-giang",
    "name": "Bắc Giang",
    "kind": "province",
    "official_code": "24",
    "valid_from": None,
    "valid_to": "2025-06-30",
    "successor": "bac-ninh-2025",
}
BAC_NINH: JsonDict = {
    "key": "bac-ninh-2025",
    "name": "Bắc Ninh",
    "kind": "province",
    "official_code": "24",
    "valid_from": "2025-07-01",
    "valid_to": None,
    "successor": None,
}


class ProvinceTerm(Schema):
    """A unit in one of its terms; `key` is its identity, since official codes were reused."""

    key: str
    name: str
    kind: str = Field(description=_("province or city"))
    official_code: str = Field(description=_("Of that time; later units have the same again."))
    valid_from: datetime.date | None = Field(description=_("Null: before the first known day."))
    valid_to: datetime.date | None = Field(description=_("The last day; null: it stands today."))
    successor: str | None = Field(description=_("Key of the unit into which it was merged."))


class ProvinceFound(Schema):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"found": BAC_GIANG, "today": BAC_NINH, "merged_into_it": []}]
        }
    )

    found: ProvinceTerm
    today: ProvinceTerm = Field(description=_("The unit that stands for it today."))
    merged_into_it: list[ProvinceTerm] = Field(
        description=_("The units that were merged into the one found.")
    )


def _term(province: ProvinceRecord) -> ProvinceTerm:
    return ProvinceTerm(
        key=province.key,
        name=province.name,
        kind=province.kind,
        official_code=province.code,
        valid_from=province.valid_from,
        valid_to=province.valid_to,
        successor=province.successor,
    )


Name = Annotated[
    str,
    Query(
        min_length=1,
        max_length=LONGEST_NAME,
        description=_("In any spelling, old or new."),
        example="bac giang",
    ),
]
Day = Annotated[
    GivenDay | None,
    Query(description=_("The unit of that day; without it the latest of the name.")),
]


@router.get(
    "/provinces",
    response={200: ProvinceFound, 404: Problem, **REFUSALS},
    operation_id="find_province",
    url_name="province-search",
    summary=_("Find a province by an old or a new name"),
    description=_("With the unit to which it belongs today."),
)
def province_search(
    request: HttpRequest, name: Name, on: Day = None
) -> ProvinceFound | Status[dict[str, str]]:
    province = find_province(name, on)
    if province is None:
        return Status(404, {"detail": "No province has this name then."})
    return _show_found(province)


Key = Annotated[str, Path(max_length=LONGEST_NAME, example="bac-giang")]


@router.get(
    "/provinces/{key}",
    response={200: ProvinceFound, 404: Problem, **REFUSALS},
    operation_id="province",
    url_name="province-detail",
    summary=_("A province by its key"),
    description=_("The key is that of `found`, and of the workplace of a vacancy."),
)
def province_detail(request: HttpRequest, key: Key) -> ProvinceFound | Status[dict[str, str]]:
    terms = [province for province in all_provinces() if province.key == key]
    if not terms:
        return Status(404, {"detail": "No province has this key."})
    return _show_found(terms[-1])


def _show_found(province: ProvinceRecord) -> ProvinceFound:
    return ProvinceFound(
        found=_term(province),
        today=_term(province_successor(province, timezone.localdate())),
        merged_into_it=[_term(each) for each in predecessors_of(province)],
    )
