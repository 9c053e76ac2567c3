"""Rows of recruitment for tests."""

import itertools

from agencies.choices import AgencyKind, ProvinceKind, SeatRole
from agencies.models import Invitation, Province, SeatHolding
from agencies.permissions import Actor
from recruitment.models import Employer, IndustrialPark
from recruitment.services.employers import register_employer
from tests.factories import make_actor, make_agency, make_person

_numbers = itertools.count(1)


def make_province(name: str = "") -> Province:
    number = next(_numbers)
    given = {"slug": f"tinh-{number}", "kind": ProvinceKind.PROVINCE, "official_code": f"{number % 100:02}"}
    return Province.objects.create(name=name or f"Tỉnh {number}", **given)


def make_department(province: Province) -> Actor:
    """The coordinator of the province's labour department."""
    return make_actor(role=SeatRole.COORDINATOR, agency=make_agency(province=province))


def make_board(province: Province) -> Actor:
    """The verifier of a zones' board."""
    agency = make_agency(kind=AgencyKind.ZONES_BOARD, province=province)
    return make_actor(role=SeatRole.VERIFIER, agency=agency)


def make_park(board: Actor, name: str = "") -> IndustrialPark:
    agency = board.seat.agency
    return IndustrialPark.objects.create(name=name or f"KCN {next(_numbers)}", province=agency.province, board=agency)


def details(province: Province, park: IndustrialPark | None = None, **given) -> dict:
    said = {
        "kind": "domestic",
        "english_name": "",
        "province": province,
        "park": park,
        "ward": "Phường Nếnh",
        "address": "Lô A1",
        "industry": "C",
        "products": "",
        "size": "u500",
        "contact_name": "Nguyễn Thử",
        "contact_phone": "0912000111",
        "contact_email": f"nhansu{next(_numbers)}@doanhnghiep.example",
    }
    return said | given


def make_employer(
    province: Province, park: IndustrialPark | None = None, *, confirmed: bool = True, **given
) -> Employer:
    """Registered by itself; its representative has confirmed the address."""
    number = next(_numbers)
    codes = {"tax_code": f"24{number:08}", "name": f"Công ty Thử {number}"} | given
    employer = register_employer(**codes, **details(province, park))
    if confirmed:
        representative_of(employer)
    return employer


def representative_of(employer: Employer) -> Actor:
    """The person who registered it, once the letter is opened."""
    found = SeatHolding.objects.filter(seat__agency=employer.agency).select_related("seat__agency", "person").first()
    if found is None:
        invitation = Invitation.objects.select_related("seat__agency").get(seat__agency=employer.agency, ended_at=None)
        person = make_person(email=invitation.email)
        found = SeatHolding.objects.create(
            seat=invitation.seat, person=person, starts_on=invitation.starts_on, is_administrator=True
        )
        invitation.ended_at, invitation.accepted_person = invitation.sent_at, person
        invitation.save()
    return Actor(person=found.person, seat=found.seat)
