"""Parks and employers of the demonstration. Parks are real; every employer, person, number and
address is invented.
"""

import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.people.models import Person, SeatHolding
from agencies.people.permissions import Actor
from recruitment.employers.choices import EmployerKind, Industry, ParkKind, SizeBand
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.registration.services import (
    ask_back,
    keep_registration,
    representatives_seat,
    verify_employer,
)

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
        "2400999012",
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
        "2400999037",
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
def tell_employers(password: str, today: datetime.date) -> None:
    # One verified, one asked back, two waiting: inside a park and outside; once.
    if Employer.objects.exists():
        return
    board = Agency.objects.valid(today).get(kind="zones_board", province__slug="bac-ninh-2025")
    parks = {
        name: IndustrialPark.objects.create(
            name=name, kind=kind, province=board.province, board=board
        )
        for name, kind in PARKS
    }
    hashed = make_password(password)
    made = [_register(row, parks, board, number) for number, row in enumerate(EMPLOYERS)]
    for employer in made:
        _hold(employer, EMAIL if employer is made[0] else employer.contact_email, hashed, today)
    first, second, *_waiting = made
    verify_employer(employer=first, version=0, by=_office(first, today))
    words = "Đề nghị bổ sung địa chỉ đầy đủ của nơi làm việc (thôn, đường) và gửi lại."
    ask_back(employer=second, version=0, words=words, by=_office(second, today))


def _register(row: tuple, parks: dict[str, IndustrialPark], board: Agency, number: int) -> Employer:
    name, english, code, kind, park, ward, address, industry, products, size, person, phone = row
    return keep_registration(
        tax_code=code,
        name=name,
        english_name=english,
        kind=kind,
        province=board.province,
        park=parks[park] if park else None,
        ward=ward,
        address=address,
        industry=industry,
        products=products,
        size=size,
        contact_name=person,
        contact_phone=phone,
        contact_email=f"nhan-su-{number + 1}@doanhnghiep.example",
    )


def _hold(employer: Employer, email: str, hashed: str, today: datetime.date) -> None:
    # As its representative does through the letter.
    person = Person.objects.create(email=email, full_name=employer.contact_name, password=hashed)
    SeatHolding.objects.create(
        seat=representatives_seat(employer), person=person, starts_on=today, is_administrator=True
    )


def _office(employer: Employer, today: datetime.date) -> Actor:
    held = SeatHolding.objects.current(today).filter(
        seat__agency=employer.office, seat__role__in=(SeatRole.VERIFIER, SeatRole.COORDINATOR)
    )
    holding = held.select_related("seat__agency", "person").order_by("pk")[0]
    return Actor(person=holding.person, seat=holding.seat)
