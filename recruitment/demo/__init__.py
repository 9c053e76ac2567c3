"""Parks and employers of the demonstration. Parks are real; every employer, person, number and
address is invented.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.people.models import Person, SeatHolding
from agencies.people.permissions import Actor
from recruitment.employers.choices import EmployerKind, Industry, ParkKind, SizeBand
from recruitment.employers.facts import EmployerFacts
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.registration.services import (
    ask_employer_back,
    representatives_seat,
    save_registration,
    verify_employer,
)

DAY = datetime.timedelta(days=1)
VERIFIED = "2400999012"
ASKED_BACK = "2400999037"
EMAIL = "doanh-nghiep@caulaodong.example"
TITLE = "Đại diện Công ty TNHH Linh kiện Ánh Sao"
PARKS = (
    ("KCN Quang Châu", ParkKind.PARK),
    ("KCN Vân Trung", ParkKind.PARK),
    ("KCN Đình Trám", ParkKind.PARK),
    ("KCN Yên Phong", ParkKind.PARK),
    ("KCN Quế Võ", ParkKind.PARK),
    ("CCN Tân Dĩnh - Phi Mô", ParkKind.CLUSTER),
)
# Name, English name, tax code, kind, park, ward, address, industry, products, size, contact person,
# phone.
EMPLOYERS = (
    (
        "Công ty TNHH Linh kiện Ánh Sao",
        "Anh Sao Components Co., Ltd.",
        VERIFIED,
        EmployerKind.FOREIGN,
        "KCN Quang Châu",
        "Phường Nếnh",
        "Lô E",
        Industry.C,
        "Linh kiện điện tử",
        SizeBand.UP_TO_3000,
        "Dương Thị Mến",
        "0912000641",
    ),
    (
        "Công ty TNHH May mặc Sông Thương",
        "",
        ASKED_BACK,
        EmployerKind.DOMESTIC,
        "",
        "Xã Lạng Giang",
        "Cụm dân cư số 3",
        Industry.C,
        "Áo khoác xuất khẩu",
        SizeBand.UP_TO_500,
        "Bùi Văn Lợi",
        "0368000275",
    ),
    (
        "Công ty CP Bao bì Tân Việt",
        "",
        "2400999069",
        EmployerKind.DOMESTIC,
        "KCN Yên Phong",
        "Xã Yên Phong",
        "Lô CN5",
        Industry.C,
        "Bao bì carton",
        SizeBand.UP_TO_200,
        "Trịnh Thu Hằng",
        "0977000318",
    ),
    (
        "Công ty TNHH Vận tải Ngọc Lâm",
        "",
        "2400999042",
        EmployerKind.DOMESTIC,
        "",
        "Phường Kinh Bắc",
        "Số 12, đường Lý Thái Tổ",
        Industry.H,
        "",
        SizeBand.UP_TO_50,
        "Lê Quang Vượng",
        "0835000466",
    ),
)


@transaction.atomic
def load_employers(password: str, today: datetime.date) -> None:
    # One verified, one asked back, two waiting: inside a park and outside; once.
    if Employer.objects.exists():
        return
    board = Agency.objects.valid(today).get(
        kind=AgencyKind.ZONES_BOARD, province__slug="bac-ninh-2025"
    )
    for name, kind in PARKS:
        IndustrialPark.objects.create(name=name, kind=kind, province=board.province, board=board)
    hashed = make_password(password)
    made = []
    for number, row in enumerate(EMPLOYERS, 1):
        employer = register_demo_employer(row, f"nhan-su-{number}@doanhnghiep.example")
        # As its representative does through the letter.
        person = Person.objects.create(
            email=EMAIL if number == 1 else employer.contact_email,
            full_name=employer.contact_name,
            password=hashed,
        )
        SeatHolding.objects.create(
            seat=representatives_seat(employer),
            person=person,
            starts_on=today,
            is_administrator=True,
        )
        made.append(employer)
    first, second, *_waiting = made
    verify_employer(employer=first, version=0, by=seat_actor(first.office_id, today))
    words = "Đề nghị bổ sung địa chỉ đầy đủ của nơi làm việc (thôn, đường) và gửi lại."
    ask_employer_back(
        employer=second, version=0, words=words, by=seat_actor(second.office_id, today)
    )


def register_demo_employer(row: tuple[Any, ...], email: str, by: Actor | None = None) -> Employer:
    """`row` as those of EMPLOYERS."""
    name, english, code, kind, park, ward, address, industry, products, size, person, phone = row
    parks = IndustrialPark.objects.select_related("province", "board")
    facts = EmployerFacts(
        name=name,
        english_name=english,
        kind=kind,
        province=parks.get(name=PARKS[0][0]).province,
        park=parks.get(name=park) if park else None,
        ward=ward,
        address=address,
        industry=industry,
        products=products,
        size=size,
        contact_name=person,
        contact_phone=phone,
        contact_email=email,
    )
    return save_registration(tax_code=code, facts=facts, by=by)


def demo_employer(tax_code: str = VERIFIED) -> Employer:
    return Employer.objects.select_related("agency", "office", "park", "province").get(
        tax_code=tax_code
    )


def seat_actor(agency: int, today: datetime.date) -> Actor:
    # Whoever decides there, or represents it.
    held = SeatHolding.objects.current(today).filter(seat__agency=agency)
    return holding_actor(held.exclude(seat__role=SeatRole.OFFICER))


def holding_actor(held: QuerySet[SeatHolding]) -> Actor:
    holding = held.select_related("seat__agency", "person").order_by("pk")[0]
    return Actor(person=holding.person, seat=holding.seat)


def demo_provinces(slugs: Iterable[str | None]) -> dict[str, Province]:
    return Province.objects.in_bulk({slug for slug in slugs if slug}, field_name="slug")
