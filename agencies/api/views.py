"""The API: who may ask, and what of this app it answers.

Field names are those of the glossary; days are ISO 8601.
"""

import datetime
import time
from typing import Annotated

from django.core.cache import caches
from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Path, Query, Router, Schema, Status
from ninja.security import HttpBearer
from pydantic import AfterValidator

from agencies.api.models import ApiToken
from agencies.bodies.choices import ProvinceScope
from vietnam.dates import check_years
from vietnam.provinces import (
    ProvinceRecord,
    all_provinces,
    find_province,
    predecessors_of,
    successor_on,
)

# Requests of one token at one web process: reading writes nothing, not even a count in the
# database.
MOST_IN_A_MINUTE = 600
LONGEST_NAME = 100


class TooManyRequests(Exception):  # noqa: N818
    """The token has asked more often than a minute allows."""


class ApiTokenAuth(HttpBearer):
    """A valid token that includes the scope."""

    def __init__(self, scope: TextChoices) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        found = ApiToken.objects.of_token(token).first()
        if found is None or self.scope not in found.scopes:
            return None
        if _count(found) > MOST_IN_A_MINUTE:
            raise TooManyRequests("Too many requests in a minute. Wait a minute.")
        return found


def _count(token: ApiToken) -> int:
    # How many requests have come in this minute, with this one.
    cache = caches["local"]
    key = f"api-{token.pk}-{int(time.time() // 60)}"
    cache.add(key, 0, timeout=120)
    return cache.incr(key)


class Problem(Schema):
    detail: str


REFUSALS = {401: Problem, 429: Problem}
router = Router(tags=["provinces"], auth=ApiTokenAuth(ProvinceScope.PROVINCES))


class ProvinceTerm(Schema):
    """A unit in one of its terms; `key` is its identity, since official codes were reused."""

    key: str
    name: str
    kind: str
    official_code: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    successor: str | None = Field(description="Key of the unit into which it was merged.")


class ProvinceFound(Schema):
    found: ProvinceTerm
    today: ProvinceTerm = Field(description="The unit that stands for it today.")
    merged_into_it: list[ProvinceTerm] = Field(
        description="The units that were merged into the one found."
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


def _read_moment(moment: datetime.datetime) -> datetime.datetime:
    # In UTC. A moment without a time zone is in Viet Nam's. Raises InvalidDate.
    check_years(moment)
    aware = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
    return aware.astimezone(datetime.UTC)


# As the description states the accepted years: FIRST_YEAR to LAST_YEAR.
OF_THE_YEARS = Field(json_schema_extra={"pattern": r"^(19(4[5-9]|[5-9]\d)|20\d\d|2100)-"})
GivenDay = Annotated[datetime.date, AfterValidator(check_years), OF_THE_YEARS]
GivenMoment = Annotated[datetime.datetime, AfterValidator(_read_moment), OF_THE_YEARS]
Name = Annotated[
    str, Query(min_length=1, max_length=LONGEST_NAME, description="In any spelling, old or new.")
]
Day = Annotated[
    GivenDay | None, Query(description="The unit of that day; without it the latest of the name.")
]


@router.get(
    "/provinces",
    response={200: ProvinceFound, 404: Problem, **REFUSALS},
    operation_id="find_province",
    url_name="province-search",
)
def province_search(request: HttpRequest, name: Name, on: Day = None):
    """A province by an old or a new name, and the unit that it belongs to today."""
    province = find_province(name, on)
    if province is None:
        return Status(404, {"detail": "No province has this name then."})
    return _found(province)


Key = Annotated[str, Path(max_length=LONGEST_NAME)]


@router.get(
    "/provinces/{key}",
    response={200: ProvinceFound, 404: Problem, **REFUSALS},
    operation_id="province",
    url_name="province-detail",
)
def province_detail(request: HttpRequest, key: Key):
    terms = [province for province in all_provinces() if province.key == key]
    if not terms:
        return Status(404, {"detail": "No province has this key."})
    return _found(terms[-1])


def _found(province: ProvinceRecord) -> ProvinceFound:
    return ProvinceFound(
        found=_term(province),
        today=_term(successor_on(province, timezone.localdate())),
        merged_into_it=[_term(each) for each in predecessors_of(province)],
    )
