"""The province, its parks and the employers that the vacancies refer to."""

import random
from dataclasses import dataclass

from django.utils import timezone

from agencies.bodies.choices import AgencyKind, AgencyLevel, ProvinceKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.load.names import compose_names
from agencies.people.models import Person, Seat
from recruitment.employers.choices import EmployerKind, EmployerStatus, Industry, SizeBand
from recruitment.employers.models import Employer, IndustrialPark
from vietnam.folding import fold
from vietnam.language.collation import sort_key

PARKS = 24
WARDS = 99


@dataclass
class EmployersOfProvince:
    """What the vacancies refer to; `seat` and `person` have checked them all."""

    province: Province
    seat: Seat
    person: Person
    employers: list[Employer]


def ensure_employers(chance: random.Random, *, count: int) -> EmployersOfProvince:
    province = Province.objects.filter(slug="bac-ninh-2025").first() or Province.objects.create(
        slug="bac-ninh-2025", name="Bắc Ninh", kind=ProvinceKind.PROVINCE, official_code="24"
    )
    board, _made = Agency.objects.get_or_create(
        name="Ban Quản lý các KCN (thử tải)", kind=AgencyKind.ZONES_BOARD, province=province
    )
    seat, _made = Seat.objects.get_or_create(
        agency=board, title="Chuyên viên thử tải", role=SeatRole.VERIFIER
    )
    person, _made = Person.objects.get_or_create(
        email="thu-tai@caulaodong.example", full_name="Người thử tải"
    )
    if not Employer.objects.filter(decided_person=person).exists():
        _create_employers(chance, province, seat, person, count)
    made = Employer.objects.filter(decided_person=person).select_related(
        "agency", "park", "province"
    )
    return EmployersOfProvince(province, seat, person, list(made.order_by("pk")))


def _ensure_parks(province: Province, seat: Seat) -> list[IndustrialPark]:
    return [
        IndustrialPark.objects.get_or_create(
            name=f"KCN {name}", province=province, defaults={"board": seat.agency}
        )[0]
        for name in compose_names(PARKS)
    ]


def _create_firms(province: Province, count: int) -> list[Agency]:
    names = [f"Công ty TNHH {name} {number}" for number, name in enumerate(compose_names(count))]
    return Agency.objects.bulk_create(
        Agency(
            name=name,
            kind=AgencyKind.FIRM,
            level=AgencyLevel.NONE,
            province=province,
            sort_key=sort_key(name),
            search_fold=fold(name),
        )
        for name in names
    )


def _create_employers(
    chance: random.Random, province: Province, seat: Seat, person: Person, count: int
) -> None:
    parks = _ensure_parks(province, seat)
    firms = _create_firms(province, count)
    wards = list(compose_names(WARDS))
    now = timezone.now()
    Employer.objects.bulk_create(
        Employer(
            agency=firm,
            tax_code=f"23{number:08}",
            kind=chance.choice(EmployerKind.values),
            province=province,
            ward=f"Phường {chance.choice(wards)}",
            address=f"Lô {number % 90 + 1}",
            park=chance.choice([*parks, None]),
            industry=Industry.C,
            products="linh kiện",
            size=chance.choice(SizeBand.values),
            contact_name="Người thử tải",
            contact_phone="0912000000",
            contact_email="thu-tai@doanhnghiep.example",
            status=EmployerStatus.VERIFIED,
            office=seat.agency,
            registered_at=now,
            entered_by=seat,
            decided_at=now,
            decided_by=seat,
            decided_person=person,
            verified_at=now,
        )
        for number, firm in enumerate(firms)
    )
