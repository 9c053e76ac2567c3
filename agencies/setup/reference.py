"""Loading the register of provinces, agencies, groups and swapped days: adds what is missing,
changes nothing else.
"""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from itertools import groupby
from operator import attrgetter

from django.db import transaction

from agencies.bodies.models import Agency, AgencyAlias, AgencyGroup, GroupAlias, Province
from agencies.calendar.models import CalendarDay
from agencies.data import read_reference_rows
from agencies.policies.models import ReminderPolicy
from vietnam.folding import fold
from vietnam.language.collation import sort_key
from vietnam.names import agency_key
from vietnam.places.provinces import ProvinceRecord, all_provinces
from vietnam.public_holidays import holidays_by_year

DEFAULT_LEAD_DAYS = [7, 3, 1, 0]


@dataclass(frozen=True)
class AddedRows:
    """How many rows a loading has added."""

    provinces: int
    agencies: int
    groups: int
    days: int

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@transaction.atomic
def load_reference() -> AddedRows:
    """Bring the register up to the data files; what officials have edited since stays as they left
    it.
    """
    ReminderPolicy.objects.get_or_create(
        directive=None,
        directive_kind="",
        defaults={"name": "Nhắc hạn thường", "lead_days": DEFAULT_LEAD_DAYS},
    )
    rows = list(read_reference_rows("agencies.tsv"))
    added_provinces = _load_provinces()
    known = set(Agency.objects.values_list("pk", flat=True))
    agencies = _load_agencies(rows)
    fresh = {key for key, agency in agencies.items() if agency.pk not in known}
    _link_agencies(rows, agencies, fresh)
    _add_aliases(rows, agencies, fresh)
    return AddedRows(added_provinces, len(fresh), _load_groups(agencies), _load_days())


def agencies_by_key() -> dict[str, Agency]:
    found = _find_or_build(read_reference_rows("agencies.tsv"))
    return {key: agency for key, agency in found.items() if agency.pk}


def _load_provinces() -> int:
    # One row for each key; a unit that became a city keeps its row and has the kind of its latest
    # record.
    known = set(Province.objects.values_list("slug", flat=True))
    stages = {slug: list(group) for slug, group in groupby(all_provinces(), key=attrgetter("key"))}
    missing = {slug: records for slug, records in stages.items() if slug not in known}
    fresh = [_build_province(slug, records) for slug, records in missing.items()]
    Province.objects.bulk_create(fresh)
    rows = Province.objects.in_bulk(field_name="slug")
    merged = [rows[slug] for slug, records in missing.items() if records[-1].successor]
    for province in merged:
        province.successor = rows[missing[province.slug][-1].successor]
    Province.objects.bulk_update(merged, ["successor"])
    return len(fresh)


def _build_province(slug: str, records: list[ProvinceRecord]) -> Province:
    last = records[-1]
    return Province(
        slug=slug,
        name=last.name,
        kind=last.kind,
        official_code=last.code,
        valid_from=records[0].valid_from,
        valid_to=last.valid_to,
        sort_key=sort_key(last.name),
    )


def _load_agencies(rows: Iterable[dict[str, str]]) -> dict[str, Agency]:
    found = _find_or_build(rows)
    Agency.objects.bulk_create([agency for agency in found.values() if agency.pk is None])
    return found


def _find_or_build(rows: Iterable[dict[str, str]]) -> dict[str, Agency]:
    # By key; what the register lacks is not saved.
    by_slug = Province.objects.in_bulk(field_name="slug")
    existing = {(a.name, a.province_id, a.valid_from): a for a in Agency.objects.all()}
    built = {row["key"]: _build_agency(row, by_slug.get(row["province"])) for row in rows}
    return {key: existing.get((a.name, a.province_id, a.valid_from), a) for key, a in built.items()}


def _build_agency(row: dict[str, str], province: Province | None) -> Agency:
    return Agency(
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        level=row["level"],
        province=province,
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        sort_key=sort_key(row["name"]),
        search_fold=fold(f"{row['name']} {row['short_name']}"),
    )


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _link_agencies(
    rows: Iterable[dict[str, str]], agencies: dict[str, Agency], fresh: set[str]
) -> None:
    linked = []
    for row in rows:
        if row["key"] in fresh:
            agency = agencies[row["key"]]
            agency.parent = agencies.get(row["parent"])
            agency.successor = agencies.get(row["successor"])
            linked.append(agency)
    Agency.objects.bulk_update(linked, ["parent", "successor"])


def _add_aliases(
    rows: Iterable[dict[str, str]], agencies: dict[str, Agency], fresh: set[str]
) -> None:
    AgencyAlias.objects.bulk_create(
        [
            AgencyAlias(agency=agencies[row["key"]], name=name, key=agency_key(name))
            for row in rows
            if row["key"] in fresh
            for name in _split_names(row["aliases"])
        ],
        ignore_conflicts=True,
    )


def _load_groups(agencies: dict[str, Agency]) -> int:
    added = 0
    for row in read_reference_rows("groups.tsv"):
        defaults = {"steward": agencies.get(row["steward"])}
        group, created = AgencyGroup.objects.get_or_create(name=row["name"], defaults=defaults)
        if created:
            members = [agency for key, agency in agencies.items() if fnmatch(key, row["members"])]
            group.members.set(members)
            GroupAlias.objects.bulk_create(
                (
                    GroupAlias(group=group, name=name, key=agency_key(name))
                    for name in _split_names(row["aliases"])
                ),
                ignore_conflicts=True,
            )
            added += 1
    return added


def _load_days() -> int:
    known = set(CalendarDay.objects.values_list("day", flat=True))
    days = [
        CalendarDay(day=_day(row["day"]), is_working=row["is_working"] == "yes", note=row["note"])
        for row in read_reference_rows("calendar_days.tsv")
    ]
    return len(CalendarDay.objects.bulk_create([day for day in days if day.day not in known]))


def _split_names(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]


@dataclass(frozen=True)
class CalendarYear:
    """`holidays`: public holidays by law; `swapped`: days worked or free by decision, as they have
    been entered.
    """

    year: int
    holidays: int
    swapped: int


def calendar_years(on: datetime.date) -> list[CalendarYear]:
    return [
        CalendarYear(
            year=year,
            holidays=len(holidays_by_year().get(year, {})),
            swapped=CalendarDay.objects.filter(day__year=year).count(),
        )
        for year in (on.year, on.year + 1)
    ]
