"""Days and moments as programs write them: one way, and a moment always with its time zone."""

import datetime
import re
from typing import Annotated, Any

from ninja import Field
from pydantic import AfterValidator, BeforeValidator

from vietnam.dates import check_years, parse_iso_date

_TIME = r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_ZONE = r"(?:[Zz]|[+-]\d\d:?\d\d)"
NO_ZONE = (
    "The time zone is missing. Write 2026-11-01T00:00:00+07:00 or 2026-10-31T17:00:00Z; "
    "in an address + is written %2B."
)


def _require_day(given: Any) -> datetime.date:
    # A number would be taken for seconds since 1970.
    if not isinstance(given, str):
        raise ValueError("Write the day as 2026-12-31.")
    return parse_iso_date(given)


def _require_zone(given: Any) -> str:
    if not isinstance(given, str) or not re.match(_TIME, given):
        raise ValueError("Write the moment as 2026-11-01T00:00:00+07:00.")
    if not re.fullmatch(_TIME + _ZONE, given):
        raise ValueError(NO_ZONE)
    return given


def _in_utc(moment: datetime.datetime) -> datetime.datetime:
    check_years(moment)
    return moment.astimezone(datetime.UTC)


# As the description states the accepted years: FIRST_YEAR to LAST_YEAR.
_OF_THE_YEARS = Field(json_schema_extra={"pattern": r"^(19(4[5-9]|[5-9]\d)|20\d\d|2100)-"})
GivenDay = Annotated[datetime.date, BeforeValidator(_require_day), _OF_THE_YEARS]
GivenMoment = Annotated[
    datetime.datetime, BeforeValidator(_require_zone), AfterValidator(_in_utc), _OF_THE_YEARS
]
