"""A small register and a document of our own words for the tests of upload and review."""

import datetime
from pathlib import Path

from django.test import Client

from agencies.bodies.choices import AgencyKind, AgencyLevel, ProvinceKind, SeatRole
from agencies.bodies.models import Agency, AgencyAlias, AgencyGroup, Province
from agencies.directives.models import Directive, Proposal
from agencies.people.permissions import Actor
from agencies.proposals.upload import upload_directive
from tests.factories import make_actor
from vietnam.names import agency_key

PLAN = (Path(__file__).parents[1] / "documents" / "plan_two_provinces.txt").read_bytes()
END = datetime.date(2025, 6, 30)
START = datetime.date(2025, 7, 1)


def make_provinces() -> dict[str, Province]:
    new = Province.objects.create(
        slug="bac-ninh-2025",
        name="Bắc Ninh",
        kind=ProvinceKind.PROVINCE,
        official_code="24",
        valid_from=START,
    )
    host = Province.objects.create(
        slug="bac-giang",
        name="Bắc Giang",
        kind=ProvinceKind.PROVINCE,
        official_code="24",
        valid_to=END,
        successor=new,
    )
    partner = Province.objects.create(
        slug="lang-son", name="Lạng Sơn", kind=ProvinceKind.PROVINCE, official_code="20"
    )
    return {"host": host, "new": new, "partner": partner}


def agency(name: str, province: Province, kind: str = AgencyKind.DEPARTMENT, **fields) -> Agency:
    return Agency.objects.create(name=name, province=province, kind=kind, **fields)


def make_register() -> dict[str, Agency]:
    """The old departments of the host province, the successor of one, the same department of a
    partner.
    """
    provinces = make_provinces()
    host, new = provinces["host"], provinces["new"]
    home = agency("Sở Nội vụ", new, valid_from=START)
    labour = agency(
        "Sở Lao động - Thương binh và Xã hội",
        host,
        short_name="Sở LĐ-TB&XH",
        valid_to=END,
        successor=home,
    )
    register = {
        "home": home,
        "labour": labour,
        "finance": agency("Sở Tài chính", host),
        "zones": agency("Ban Quản lý các khu công nghiệp tỉnh", host, AgencyKind.ZONES_BOARD),
        "newspaper": agency("Báo Bắc Giang", host, AgencyKind.NEWSPAPER),
        "partner_finance": agency("Sở Tài chính", provinces["partner"]),
        "viet_yen": agency(
            "UBND thị xã Việt Yên", host, AgencyKind.COMMITTEE, level=AgencyLevel.DISTRICT
        ),
        "tan_yen": agency(
            "UBND huyện Tân Yên", host, AgencyKind.COMMITTEE, level=AgencyLevel.DISTRICT
        ),
    }
    for name in ("Sở Lao động - TB&XH", "Sở LĐ-TB&XH"):
        AgencyAlias.objects.get_or_create(
            agency=labour, key=agency_key(name), defaults={"name": name}
        )
    districts = AgencyGroup.objects.create(name="UBND các huyện, thị xã, thành phố")
    districts.members.set([register["viet_yen"], register["tan_yen"]])
    return register


def make_plan(by: Actor, data: bytes = PLAN, file_name: str = "Kế hoạch 81.txt") -> Directive:
    return upload_directive(data=data, file_name=file_name, by=by)


def make_reviewed_plan() -> tuple[Directive, Actor, dict[str, Agency]]:
    """The plan just read, the coordinator who read it, and the register."""
    register = make_register()
    actor = make_actor(role=SeatRole.COORDINATOR, agency=register["home"])
    return make_plan(actor), actor, register


def proposal_with(directive: Directive, words: str) -> Proposal:
    """The one proposal whose text holds the words."""
    return directive.proposals.get(text__contains=words)


def open_client(client: Client, actor: Actor) -> Client:
    client.force_login(actor.person)
    return client
