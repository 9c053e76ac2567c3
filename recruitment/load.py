"""Realistic mass data for measurements, written by COPY: parks, employers, vacancies of two years.

The same seed gives the same rows. Nothing here is ever called in the running portal.
"""

import datetime
import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from agencies.bodies.choices import AgencyKind, AgencyLevel, ProvinceKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.people.models import Person, Seat
from recruitment.demand.queries import compared_months
from recruitment.employers.choices import EmployerKind, EmployerStatus, Industry, SizeBand
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.vacancies.choices import (
    Benefit,
    Contract,
    Occupation as Job,
    Shift,
    Skill,
    VacancyStatus,
)
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import VacancyFacts, vacancy_columns
from recruitment.vacancy_saving.months import write_month
from recruitment.vacancy_saving.search_terms import index_vacancy
from vietnam.collation import sort_key
from vietnam.folding import fold
from vietnam.periods import Period
from vietnam.wages import MonthlyWage

EMPLOYERS = 1_500
PARKS = 24
WARDS = 99
DAYS_BACK = 700
SYLLABLES = [
    "Tân",
    "Phú",
    "Yên",
    "Lương",
    "Hòa",
    "Bình",
    "Minh",
    "Thanh",
    "Đông",
    "Sơn",
    "Thịnh",
    "Khê",
    "Mỹ",
    "Xuân",
]
WORK = (  # title, occupation, share
    ("Công nhân lắp ráp linh kiện điện tử", Job.ASSEMBLERS, 30),
    ("Công nhân may công nghiệp", Job.GARMENT_FOOD_WOOD, 20),
    ("Công nhân vận hành máy ép nhựa", Job.OPERATORS, 9),
    ("Công nhân kiểm tra chất lượng", Job.ASSEMBLERS, 8),
    ("Thợ hàn", Job.METAL, 5),
    ("Thợ điện công nghiệp", Job.ELECTRIC, 4),
    ("Lái xe nâng", Job.DRIVERS, 4),
    ("Lao động phổ thông đóng gói", Job.LABOURERS, 10),
    ("Nhân viên kho", Job.STOCK_CLERKS, 3),
    ("Kỹ sư quy trình", Job.ENGINEERS, 2),
    ("Phiên dịch tiếng Trung", Job.CULTURE, 1.5),
    ("Nhân viên vệ sinh công nghiệp", Job.CLEANERS, 1.5),
    ("Bảo vệ", Job.GUARDS, 1),
    ("Kế toán tổng hợp", Job.OFFICE, 0.8),
    ("Thợ tiện phay CNC", Job.METAL, 0.15),
    ("Nhân viên y tế", Job.CARE, 0.04),
    ("Đầu bếp món Hàn", Job.PERSONAL_SERVICE, 0.01),
)
PLACES_OF_WORK = (
    "chuyền SMT",
    "ca ngày",
    "xưởng 1",
    "xưởng 2",
    "chuyền may",
    "bản mạch",
    "kho thành phẩm",
    "",
)
SKILLS = {
    Skill.NONE: 70,
    Skill.UNCERTIFIED: 8,
    Skill.ELEMENTARY: 6,
    Skill.INTERMEDIATE: 6,
    Skill.COLLEGE: 5,
    Skill.UNIVERSITY: 5,
}
SHIFTS = {Shift.ROTATING: 55, Shift.DAY: 25, Shift.TWO: 10, Shift.THREE: 9, Shift.PART_TIME: 1}
STATES = {VacancyStatus.PUBLISHED: 97, VacancyStatus.EXPIRED: 2, VacancyStatus.FILLED: 1}
DESCRIPTION = (
    "Làm việc theo sự phân công của tổ trưởng, được hướng dẫn tại chỗ trong tuần đầu; đứng hoặc "
    "ngồi theo công đoạn. "
    "Chăm chỉ, cẩn thận, tuân thủ quy định an toàn lao động và nội quy của công ty. "
)
POOL = 20_000
OFFERED_FOR = datetime.timedelta(days=60)
# Every fifth vacancy wants a third of its people from one province.
HOMES = """
INSERT INTO recruitment_vacancyhome (vacancy_id, province_id, people)
SELECT id, (%(provinces)s::bigint[])[1 + id %% cardinality(%(provinces)s)], 1 + headcount / 3
FROM recruitment_vacancy v
WHERE id %% 5 = 0 AND headcount > 1
    AND NOT EXISTS (SELECT 1 FROM recruitment_vacancyhome h WHERE h.vacancy_id = v.id)
"""


@dataclass
class _World:
    """What the vacancies refer to."""

    province: Province
    seat: Seat
    person: Person
    employers: list[Employer]


@transaction.atomic
def generate_vacancies(count: int, *, seed: int, today: datetime.date) -> None:
    # Add `count` vacancies, nearly all published, spread evenly over the two years before the day,
    # with their months.
    chance = random.Random(seed)  # noqa: S311 repeatable data, no secret
    world = _world(random.Random(seed), employers=min(EMPLOYERS, max(3, count // 20)))  # noqa: S311
    columns, rows = _rows(count, chance, world, today)
    statement = f"COPY recruitment_vacancy ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
    with connection.cursor() as cursor:
        cursor.execute(HOMES, {"provinces": [each.pk for each in Province.objects.order_by("pk")]})
    month = Period.of_month(today.year, today.month)
    for each in (month, *compared_months(month)):
        write_month(each.first)


def _world(chance: random.Random, *, employers: int) -> _World:
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
        _employers(chance, province, seat, person, employers)
    made = Employer.objects.filter(decided_person=person).select_related(
        "agency", "park", "province"
    )
    return _World(province, seat, person, list(made.order_by("pk")))


def _names(count: int) -> list[str]:
    pairs = itertools.cycle(itertools.permutations(SYLLABLES, 2))
    return [
        f"{first} {second}" for _number, (first, second) in zip(range(count), pairs, strict=False)
    ]


def _employers(
    chance: random.Random, province: Province, seat: Seat, person: Person, count: int
) -> None:
    parks = [
        IndustrialPark.objects.get_or_create(
            name=f"KCN {name}", province=province, defaults={"board": seat.agency}
        )[0]
        for name in _names(PARKS)
    ]
    names = [f"Công ty TNHH {name} {number}" for number, name in enumerate(_names(count))]
    firms = Agency.objects.bulk_create(
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
    wards = _names(WARDS)
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


def _rows(
    count: int, chance: random.Random, world: _World, today: datetime.date
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    # The columns, and rows of them; beyond POOL vacancies are asked for again, on other days.
    start = timezone.make_aware(
        datetime.datetime.combine(today, datetime.time(7))
    ) - datetime.timedelta(days=DAYS_BACK)
    step = datetime.timedelta(days=DAYS_BACK) / count
    course = list(_course(VacancyStatus.PUBLISHED, start, world, today))
    vacancies = _vacancies(min(count, POOL), chance, world, today)
    pool = [_columns(vacancy, {"id", *course}) for vacancy in vacancies]
    states = chance.choices(list(STATES), list(STATES.values()), k=count)
    rows = (
        (
            *chance.choice(pool).values(),
            *_course(status, start + number * step, world, today).values(),
        )
        for number, status in enumerate(states)
    )
    return [*pool[0], *course], rows


def _vacancies(
    count: int, chance: random.Random, world: _World, today: datetime.date
) -> Iterator[Vacancy]:
    for _number in range(count):
        employer = chance.choice(world.employers)
        facts = make_facts(chance, employer, today)
        yield Vacancy(
            employer=employer, province=world.province, version=1, **vacancy_columns(facts)
        )


def make_facts(chance: random.Random, employer: Employer, today: datetime.date) -> VacancyFacts:
    [(title, job, _weight)] = chance.choices(WORK, [weight for _title, _job, weight in WORK])
    low = Decimal(chance.randint(12, 26)) / 2
    base = min(Decimal("5.5"), low)
    return VacancyFacts(
        title=f"{title} {chance.choice(PLACES_OF_WORK)}".strip(),
        headcount=chance.choice((1, 2, 5, 10, 20, 30, 50, 100, 200, 500)),
        occupation=job,
        skill=_drawn(chance, SKILLS),
        shift=_drawn(chance, SHIFTS),
        description=DESCRIPTION,
        base_wage=MonthlyWage(base, None),
        income=MonthlyWage(low, low + Decimal(chance.randint(1, 8)) / 2),
        contract=Contract.UP_TO_36,
        benefits=tuple(benefit for benefit in Benefit if chance.random() < 0.4),
        park=employer.park,
        ward=employer.ward,
        address="Lô CN",
        apply_by=today + OFFERED_FOR,
        contact_name="Người thử tải",
        contact_phone="0912000000",
    )


Drawn = TypeVar("Drawn")


def _drawn(chance: random.Random, shares: Mapping[Drawn, float]) -> Drawn:
    return chance.choices(list(shares), list(shares.values()))[0]


def _columns(vacancy: Vacancy, without: set[str]) -> dict[str, object]:
    index_vacancy(vacancy)
    names = [field.attname for field in Vacancy._meta.concrete_fields]
    return {name: getattr(vacancy, name) for name in names if name not in without}


def _course(
    status: str, at: datetime.datetime, world: _World, today: datetime.date
) -> dict[str, object]:
    # What of a row hangs on its day, by column.
    return {
        "status": status,
        "office_id": world.seat.agency_id,
        "made_at": at,
        "submitted_at": at,
        "checked_at": at,
        "checked_by_id": world.seat.pk,
        "checked_person_id": world.person.pk,
        "published_at": at,
        "refreshed_on": today,
        "closed_at": None if status == VacancyStatus.PUBLISHED else at,
        "changed_at": at,
    }
