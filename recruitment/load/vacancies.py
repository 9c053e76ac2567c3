"""Vacancies spread over two years, with the demand of their months."""

import datetime
import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection, transaction
from django.utils import timezone

from agencies.bodies.models import Province
from recruitment.demand.queries import compared_months
from recruitment.employers.models import Employer
from recruitment.load.employers import EmployersOfProvince, ensure_employers
from recruitment.vacancies.choices import (
    Benefit,
    Contract,
    Occupation as Job,
    Schooling,
    Shift,
    Skill,
    VacancyStatus,
)
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_facts.facts import UNSTATED, Unstated, VacancyFacts, vacancy_columns
from recruitment.vacancy_saving.months import write_month
from recruitment.vacancy_saving.search_terms import index_vacancy
from vietnam.periods import Period
from vietnam.wages import MonthlyWage

EMPLOYERS = 1_500
DAYS_BACK = 700
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
# As employers write: most say it, some do not.
SCHOOLINGS: dict[Schooling | Unstated, int] = {
    Schooling.LOWER: 40,
    Schooling.UPPER: 20,
    Schooling.ANY: 15,
    UNSTATED: 25,
}
PROBATIONS = {6: 60, 0: 10, None: 30}
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


@transaction.atomic
def generate_vacancies(count: int, *, seed: int, today: datetime.date) -> None:
    # Add `count` vacancies, nearly all published, spread evenly over the two years before the day,
    # with their months.
    chance = random.Random(seed)  # noqa: S311 repeatable data, no secret
    offering = ensure_employers(
        random.Random(seed),  # noqa: S311
        count=min(EMPLOYERS, max(3, count // 20)),
    )
    columns, rows = _compose_rows(count, chance, offering, today)
    statement = f"COPY recruitment_vacancy ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
    with connection.cursor() as cursor:
        cursor.execute(HOMES, {"provinces": [each.pk for each in Province.objects.order_by("pk")]})
    month = Period.of_month(today.year, today.month)
    for each in (month, *compared_months(month)):
        write_month(each.first)


def _compose_rows(
    count: int, chance: random.Random, offering: EmployersOfProvince, today: datetime.date
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    # The columns, and rows of them; beyond POOL vacancies are asked for again, on other days.
    start = timezone.make_aware(
        datetime.datetime.combine(today, datetime.time(7))
    ) - datetime.timedelta(days=DAYS_BACK)
    step = datetime.timedelta(days=DAYS_BACK) / count
    dated = list(_dated_columns(VacancyStatus.PUBLISHED, start, offering, today))
    vacancies = _compose_vacancies(min(count, POOL), chance, offering, today)
    pool = [_plain_columns(vacancy, {"id", *dated}) for vacancy in vacancies]
    states = chance.choices(list(STATES), list(STATES.values()), k=count)
    rows = (
        (
            *chance.choice(pool).values(),
            *_dated_columns(status, start + number * step, offering, today).values(),
        )
        for number, status in enumerate(states)
    )
    return [*pool[0], *dated], rows


def _compose_vacancies(
    count: int, chance: random.Random, offering: EmployersOfProvince, today: datetime.date
) -> Iterator[Vacancy]:
    for _number in range(count):
        employer = chance.choice(offering.employers)
        facts = make_facts(chance, employer, today)
        yield Vacancy(
            employer=employer, province=offering.province, version=1, **vacancy_columns(facts)
        )


def make_facts(chance: random.Random, employer: Employer, today: datetime.date) -> VacancyFacts:
    [(title, job, _weight)] = chance.choices(WORK, [weight for _title, _job, weight in WORK])
    low = Decimal(chance.randint(12, 26)) / 2
    base = min(Decimal("5.5"), low)
    return VacancyFacts(
        title=f"{title} {chance.choice(PLACES_OF_WORK)}".strip(),
        headcount=chance.choice((1, 2, 5, 10, 20, 30, 50, 100, 200, 500)),
        occupation=job,
        skill=_draw_by_share(chance, SKILLS),
        shift=_draw_by_share(chance, SHIFTS),
        description=DESCRIPTION,
        base_wage=MonthlyWage(base, None),
        income=MonthlyWage(low, low + Decimal(chance.randint(1, 8)) / 2),
        contract=Contract.UP_TO_36,
        schooling=_draw_by_share(chance, SCHOOLINGS),
        probation_days=_draw_by_share(chance, PROBATIONS),
        benefits=tuple(benefit for benefit in Benefit if chance.random() < 0.4),
        park=employer.park,
        ward=employer.ward,
        address="Lô CN",
        apply_by=today + OFFERED_FOR,
        contact_name="Người thử tải",
        contact_phone="0912000000",
    )


Drawn = TypeVar("Drawn")


def _draw_by_share(chance: random.Random, shares: Mapping[Drawn, float]) -> Drawn:
    return chance.choices(list(shares), list(shares.values()))[0]


def _plain_columns(vacancy: Vacancy, without: set[str]) -> dict[str, object]:
    index_vacancy(vacancy)
    names = [field.attname for field in Vacancy._meta.concrete_fields]
    return {name: getattr(vacancy, name) for name in names if name not in without}


def _dated_columns(
    status: str, at: datetime.datetime, offering: EmployersOfProvince, today: datetime.date
) -> dict[str, object]:
    # What of a row hangs on its day, by column.
    return {
        "status": status,
        "office_id": offering.seat.agency_id,
        "made_at": at,
        "submitted_at": at,
        "checked_at": at,
        "checked_by_id": offering.seat.pk,
        "checked_person_id": offering.person.pk,
        "published_at": at,
        "refreshed_on": today,
        "closed_at": None if status == VacancyStatus.PUBLISHED else at,
        "changed_at": at,
    }
