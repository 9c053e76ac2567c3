"""The employers of the linked fair: with the one that has an account ninety-eight, who look for
15.000 people. Written in bulk; every one of them is invented.
"""

import datetime
import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils import timezone

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from conferences.booths.models import Booth, BoothVacancy
from conferences.fairs.models import Fair
from recruitment.employers.choices import EmployerKind, EmployerStatus, Industry, SizeBand
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.load.vacancies import make_facts
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import vacancy_columns
from recruitment.vacancy_saving.months import write_month
from recruitment.vacancy_saving.search_terms import index_vacancy
from vietnam.folding import fold
from vietnam.identifiers import parse_tax_code
from vietnam.language.collation import sort_key

BOOTHS = 98
PLACES = 15_000
FIRST = ("Kim Long", "Việt Hưng", "Đại Phát", "Tân Hồng", "An Khang", "Phúc Lộc", "Bắc Hà")
TRADES = (
    ("Điện tử {}", "linh kiện điện tử"),
    ("May {}", "quần áo xuất khẩu"),
    ("Nhựa kỹ thuật {}", "chi tiết nhựa"),
    ("Cơ khí chính xác {}", "khuôn mẫu, chi tiết máy"),
    ("Bao bì {}", "bao bì giấy"),
    ("Thực phẩm {}", "thực phẩm đóng hộp"),
    ("Năng lượng {}", "tấm pin mặt trời"),
    ("Nội thất {}", "đồ gỗ"),
    ("Dây cáp {}", "dây dẫn, bó dây"),
    ("Quang học {}", "ống kính, màn hình"),
    ("In ấn {}", "nhãn, tem"),
    ("Da giày {}", "giày thể thao"),
    ("Dược phẩm {}", "thuốc viên"),
    ("Logistics {}", "kho và vận tải"),
)
WARDS = ("Phường Nếnh", "Phường Vân Hà", "Xã Yên Phong", "Phường Quế Võ", "Xã Tiên Du")


def fill_booths(fair: Fair, centre: Actor, today: datetime.date) -> list[Booth]:
    """Accepted ones beside those that the fair has, up to BOOTHS; in all they offer PLACES."""
    taken = fair.booths.count()
    left = PLACES - sum(
        BoothVacancy.objects.filter(booth__fair=fair).values_list("places", flat=True)
    )
    employers = _make_employers(BOOTHS - taken, today)
    vacancies = _make_vacancies(employers, left, today)
    seats = Seat.objects.bulk_create(
        Seat(agency=each.agency, title=f"Đại diện {each.agency.name}", role=SeatRole.EMPLOYER)
        for each in employers
    )
    booths = Booth.objects.bulk_create(
        Booth(
            fair=fair,
            employer=employer,
            state="accepted",
            number=number,
            main_link=f"https://hop.caulaodong.example/phong-{number}",
            asked_at=fair.made_at,
            asked_by=seat,
            asked_person=centre.person,
        )
        for number, (employer, seat) in enumerate(zip(employers, seats, strict=True), taken + 1)
    )
    BoothVacancy.objects.bulk_create(
        BoothVacancy(booth=booth, vacancy=vacancy, places=vacancy.headcount)
        for booth, vacancy in zip(booths, vacancies, strict=True)
    )
    return booths


def _make_employers(count: int, today: datetime.date) -> list[Employer]:
    parks = list(IndustrialPark.objects.select_related("province", "board").order_by("pk"))
    names = [f"Công ty TNHH {trade.format(first)}" for first in FIRST for trade, _goods in TRADES]
    firms = Agency.objects.bulk_create(
        Agency(
            name=name,
            kind=AgencyKind.FIRM,
            level=AgencyLevel.NONE,
            province=parks[0].province,
            sort_key=sort_key(name),
            search_fold=fold(name),
        )
        for name in names[:count]
    )
    checker = Seat.objects.filter(agency=parks[0].board, role=SeatRole.VERIFIER).order_by("pk")[0]
    held = checker.holdings.select_related("person").order_by("pk")[0]
    at = timezone.now() - datetime.timedelta(days=60)
    decided = {"decided_at": at, "decided_by": checker, "decided_person": held.person}
    return Employer.objects.bulk_create(
        Employer(
            agency=firm,
            tax_code=code,
            kind=(EmployerKind.FOREIGN, EmployerKind.DOMESTIC)[number % 3 == 0],
            province=firm.province,
            ward=WARDS[number % len(WARDS)],
            address=f"Lô CN{number % 40 + 1}",
            park=parks[number % len(parks)],
            industry=Industry.C,
            products=TRADES[number % len(TRADES)][1],
            size=SizeBand.UP_TO_500,
            contact_name="Phòng Nhân sự",
            contact_phone=f"0222390{number:04}",
            contact_email=f"tuyen-dung-{number}@doanhnghiep.example",
            status=EmployerStatus.VERIFIED,
            office=parks[number % len(parks)].board,
            registered_at=at,
            entered_by=checker,
            verified_at=at,
            **decided,
        )
        for number, (firm, code) in enumerate(zip(firms, _tax_codes(), strict=False))
    )


def _tax_codes() -> Iterator[str]:
    # With their right check digit; numbers that nobody was given.
    for number in itertools.count(240_098_000):
        code = next(
            (f"{number}{digit}" for digit in range(10) if _is_right(f"{number}{digit}")), None
        )
        if code:
            yield code


def _is_right(digits: str) -> bool:
    return parse_tax_code(f"{digits:0>10}").has_valid_check_digit


def _make_vacancies(employers: list[Employer], places: int, today: datetime.date) -> list[Vacancy]:
    chance = random.Random(2026)  # noqa: S311 the same demonstration each time
    even = places // len(employers)
    rows = []
    for number, employer in enumerate(employers):
        # The pairs around the even share add up to it; the last one has what is left.
        swing = (number % 10) * 9 * (-1) ** number
        headcount = even + swing if number < len(employers) - 1 else places
        places -= headcount
        facts = replace(
            make_facts(chance, employer, today),
            headcount=headcount,
            address=employer.address,
            contact_name=employer.contact_name,
            contact_phone=employer.contact_phone,
        )
        at = timezone.now() - datetime.timedelta(days=5 + number % 40)
        rows.append(_vacancy(employer, vacancy_columns(facts), at, today))
    made = Vacancy.objects.bulk_create(rows)
    write_month(today.replace(day=1))
    write_month((today.replace(day=1) - datetime.timedelta(days=1)).replace(day=1))
    return made


def _vacancy(
    employer: Employer, facts: dict[str, Any], at: datetime.datetime, today: datetime.date
) -> Vacancy:
    vacancy = Vacancy(
        employer=employer,
        province=employer.province,
        version=1,
        status=VacancyStatus.PUBLISHED,
        office=employer.office,
        made_at=at,
        submitted_at=at,
        checked_at=at,
        checked_by=employer.decided_by,
        checked_person=employer.decided_person,
        published_at=at,
        refreshed_on=today,
        changed_at=at,
        **facts,
    )
    index_vacancy(vacancy)
    return vacancy
