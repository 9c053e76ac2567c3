"""The bodies of the host province under today's names; those already in the register are left as
they are.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agencies.bodies.choices import AgencyKind, AgencyLevel
from agencies.bodies.models import Agency, Province
from agencies.errors import RuleError
from vietnam.names import agency_key
from vietnam.places.provinces import ProvinceRecord, all_provinces, province_successor

# Responsible for labour in each province since 01/3/2025, when the departments of labour were
# merged into it.
HOME_AFFAIRS = "Sở Nội vụ"


@dataclass
class HostBodies:
    """The committee, its office and its department of home affairs.

    `added` are those that the register did not have; `outdated` maps those with an earlier name to
    today's.
    """

    province: Province
    committee: Agency
    office: Agency
    home_affairs: Agency
    added: list[Agency] = field(default_factory=list)
    outdated: dict[Agency, str] = field(default_factory=dict)


def host_record(day: datetime.date) -> ProvinceRecord:
    """The province-level unit that the host is on a day: itself, or what it was merged into."""
    records = (record for record in all_provinces() if record.key == settings.HOST_PROVINCE)
    found = next(records, None)
    if found is None:
        sentence = _(
            "HOST_PROVINCE names “%(key)s”, which is not a province. Give a key of "
            "vietnam/data/provinces.tsv."
        )
        raise RuleError(sentence % {"key": settings.HOST_PROVINCE})
    return province_successor(found, day)


def written_name(host: ProvinceRecord) -> str:
    """As it is written within the name of a body: "tỉnh Lạng Sơn", "thành phố Hải Phòng".

    Thành phố Hồ Chí Minh has its capital everywhere (decree 30/2020/NĐ-CP, appendix II).
    """
    name = host.full_name
    return name if host.name == "Hồ Chí Minh" else name[0].lower() + name[1:]


def load_host_bodies(host: ProvinceRecord, on: datetime.date) -> HostBodies:
    # Needs the register of provinces (agencies/setup/reference.py).
    province = Province.objects.get(slug=host.key)
    place = written_name(host)
    kind = "thành phố" if host.kind == "city" else "tỉnh"
    own = Agency.objects.valid(on).filter(province=province, level=AgencyLevel.PROVINCE)
    shared = {"province": province, "level": AgencyLevel.PROVINCE, "valid_from": host.valid_from}
    added: list[Agency] = []

    def found_or_added(rows: QuerySet[Agency], **fields: Any) -> Agency:
        known = rows.order_by("pk").first()
        if known is None:
            known = Agency.objects.create(**shared, **fields)
            added.append(known)
        return known

    committee = found_or_added(
        own.filter(kind=AgencyKind.COMMITTEE),
        kind=AgencyKind.COMMITTEE,
        name=f"UBND {place}",
        short_name=f"UBND {kind}",
    )
    office = found_or_added(
        own.filter(kind=AgencyKind.OFFICE),
        kind=AgencyKind.OFFICE,
        name=f"Văn phòng UBND {place}",
        short_name=f"Văn phòng UBND {kind}",
        parent=committee,
    )
    home_affairs = found_or_added(
        own.filter(kind=AgencyKind.DEPARTMENT, name__istartswith=HOME_AFFAIRS),
        kind=AgencyKind.DEPARTMENT,
        name=f"{HOME_AFFAIRS} {place}",
        short_name=HOME_AFFAIRS,
        parent=committee,
    )
    names = {committee: f"UBND {place}", office: f"Văn phòng UBND {place}"}
    outdated = {
        body: name for body, name in names.items() if agency_key(body.name) != agency_key(name)
    }
    return HostBodies(province, committee, office, home_affairs, added, outdated)
