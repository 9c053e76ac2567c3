"""Vacancies of the demonstration: published, waiting, drafted and ended. Every person and number is
invented.
"""

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Province
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from recruitment.bulletins.alerts import save_alert
from recruitment.demo import DAY, demo_employer, demo_provinces, holding_actor, seat_actor
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.interests.services import consent_digest, register_interest
from recruitment.vacancies.choices import (
    Benefit,
    Contract,
    Experience,
    Horizon,
    Occupation,
    Schooling,
    Shift,
    Skill,
    VacancyOutcome,
    Way,
)
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import add_vacancy, submit_vacancy
from recruitment.vacancy_facts.facts import UNSTATED, VacancyFacts
from recruitment.vacancy_life.services import add_fill, check_vacancy, close_vacancy
from recruitment.vacancy_saving.search_terms import occupation_mark
from vietnam.wages import MonthlyWage

# From where some of the people of the first are wanted.
HOMES = (("lang-son", 100), ("cao-bang", 60), ("son-la", 40))
LIVING = (
    "Phòng trọ quanh khu công nghiệp từ 700.000 đến 1.500.000 đồng/tháng, điện nước theo giá nhà "
    "nước.\n"
    "Cách chợ và trạm y tế 1 km; trường mầm non nhận trẻ từ 18 tháng."
)
ROUTES = (
    "Lạng Sơn – Bắc Giang: xe khách 6 chuyến/ngày, khoảng 2 giờ, 100.000 đồng.\n"
    "Cao Bằng – Bắc Ninh: xe giường nằm 20:00 hằng ngày, khoảng 6 giờ, 220.000 đồng.\n"
    "Bến xe Bắc Giang – KCN: xe buýt 15 phút một chuyến, 9.000 đồng."
)
# Title, people, occupation, skill, shift, base wage, income, benefits, more about them, what one
# does.
ROWS = (
    (
        "Công nhân lắp ráp linh kiện điện tử",
        300,
        Occupation.ASSEMBLERS,
        Skill.NONE,
        Shift.ROTATING,
        "5.8",
        ("9", "12"),
        (
            Benefit.MEALS,
            Benefit.INSURANCE,
            Benefit.BUS,
            Benefit.DORMITORY,
            Benefit.DILIGENCE,
            Benefit.TET,
        ),
        "Ký túc xá 6 người/phòng, miễn phí ba tháng đầu, có nước nóng và bếp chung.\n"
        "Xe đưa đón tuyến Bắc Giang, Việt Yên, Hiệp Hòa.",
        "Lắp linh kiện lên bản mạch bằng tay và bằng máy, kiểm tra bằng kính phóng. "
        "Ngồi làm việc trong phòng sạch, có mặc đồ bảo hộ.",
    ),
    (
        "Công nhân kiểm tra chất lượng (QC)",
        40,
        Occupation.ASSEMBLERS,
        Skill.UNCERTIFIED,
        Shift.TWO,
        "6",
        ("9.5", "11"),
        (Benefit.MEALS, Benefit.INSURANCE, Benefit.BUS, Benefit.TRAINING),
        "",
        (
            "Kiểm tra ngoại quan và đo thông số sản phẩm theo hướng dẫn, ghi kết quả vào máy tính "
            "bảng."
        ),
    ),
    (
        "Kỹ thuật viên bảo trì thiết bị",
        12,
        Occupation.TECHNICIANS,
        Skill.COLLEGE,
        Shift.DAY,
        "8",
        ("12", "16"),
        (Benefit.MEALS, Benefit.INSURANCE, Benefit.HOUSING, Benefit.TRAINING, Benefit.HEALTH),
        "Hỗ trợ tiền nhà 1.000.000 đồng/tháng.",
        "Bảo trì máy gắn linh kiện, thay phụ tùng định kỳ, xử lý sự cố trong ca.",
    ),
    (
        "Nhân viên phiên dịch tiếng Hàn",
        3,
        Occupation.CULTURE,
        Skill.UNIVERSITY,
        Shift.DAY,
        "10",
        ("14", "18"),
        (Benefit.MEALS, Benefit.INSURANCE, Benefit.TET),
        "",
        "Dịch trong họp sản xuất và dịch tài liệu kỹ thuật Việt – Hàn.",
    ),
    (
        "Công nhân đóng gói thời vụ",
        80,
        Occupation.LABOURERS,
        Skill.NONE,
        Shift.DAY,
        "5.5",
        ("8", "9"),
        (Benefit.MEALS, Benefit.BUS),
        "",
        "Đóng gói thành phẩm, dán nhãn, xếp lên pa-lét.",
    ),
)
WORKERS = (
    ("Nông Thị Lan", "0362000187", "xã Tràng Định, Lạng Sơn", ""),
    ("Hoàng Văn Thắng", "0978000342", "xã Quảng Uyên, Cao Bằng", ""),
    ("Lý A Páo", "0385000519", "xã Mù Cang Chải, Lào Cai", "Giàng Thị Sua"),
)


@transaction.atomic
def load_vacancies(today: datetime.date) -> None:
    # Of the verified employer; once.
    if Vacancy.objects.exists():
        return
    employer = demo_employer()
    IndustrialPark.objects.filter(pk=employer.park_id).update(living=LIVING, routes=ROUTES)
    employer.refresh_from_db()
    by = seat_actor(employer.agency_id, today)
    office = seat_actor(employer.office_id, today)
    provinces = demo_provinces(slug for slug, _people in HOMES)
    facts = [demo_facts(row, employer, today) for row in ROWS]
    facts[0] = replace(facts[0], homes=tuple((provinces[slug], people) for slug, people in HOMES))
    first, second, third, waiting, _draft = [
        add_vacancy(employer=employer, facts=each, by=by) for each in facts
    ]
    for vacancy in (first, second, third):
        sent = submit_vacancy(vacancy=vacancy, version=vacancy.version, by=by)
        check_vacancy(vacancy=sent, version=sent.version, by=office)
    submit_vacancy(vacancy=waiting, version=waiting.version, by=by)
    _save_alert(today)
    _add_fills(
        first,
        by,
        (("lang-son", 46, Way.CENTRE), ("cao-bang", 31, Way.FAIR), (None, 12, Way.DIRECT)),
    )
    _add_fills(second, by, (("lang-son", 40, Way.PORTAL),))
    second.refresh_from_db()
    close_vacancy(vacancy=second, version=second.version, outcome=VacancyOutcome.FILLED, by=by)
    for name, phone, commune, helper in WORKERS:
        register_interest(
            vacancy=first,
            full_name=name,
            phone=phone,
            commune=commune,
            helper_name=helper,
            consent=consent_digest(first),
        )


def _save_alert(today: datetime.date) -> None:
    # A job centre wants to receive what is new for assemblers.
    assemblers = Occupation.ASSEMBLERS
    save_alert(
        query=f"occupation={assemblers.value}",
        terms=[occupation_mark(assemblers.value)],
        words=f"Nghề: {assemblers.label}",
        by=holding_actor(SeatHolding.objects.current(today).filter(seat__role=SeatRole.JOB_CENTRE)),
    )


def _add_fills(vacancy: Vacancy, by: Actor, rows: tuple[Any, ...]) -> None:
    for slug, people, way in rows:
        vacancy.refresh_from_db()
        province = Province.objects.get(slug=slug) if slug else None
        add_fill(
            vacancy=vacancy,
            version=vacancy.version,
            people=people,
            way=way,
            province=province,
            by=by,
        )


def demo_facts(row: tuple[Any, ...], employer: Employer, today: datetime.date) -> VacancyFacts:
    title, people, occupation, skill, shift, base, (low, high), benefits, note, description = row
    is_first = title == ROWS[0][0]
    # Of seasonal work much is not said, as in most sheets of employers.
    is_seasonal = "thời vụ" in title
    is_unskilled = skill == Skill.NONE
    return VacancyFacts(
        title=title,
        headcount=people,
        occupation=occupation,
        skill=skill,
        shift=shift,
        description=description,
        base_wage=MonthlyWage(Decimal(base), Decimal(base)),
        income=MonthlyWage(Decimal(low), Decimal(high)),
        bonus=Decimal(3) if is_first else None,
        bonus_condition="trả một nửa sau 30 ngày, một nửa sau 60 ngày" if is_first else "",
        benefits=benefits,
        benefits_note=note,
        contract=Contract.UP_TO_36,
        horizon=Horizon.SHORT if is_seasonal else Horizon.LONG,
        probation_days=None if is_seasonal else 6 if is_unskilled else 30,
        schooling=UNSTATED if is_seasonal else Schooling.LOWER if is_unskilled else Schooling.UPPER,
        experience=Experience.NONE if is_first else UNSTATED,
        way=Way.DIRECT if is_first else UNSTATED,
        papers="CCCD, sơ yếu lý lịch, giấy khám sức khỏe",
        park=employer.park,
        ward=employer.ward,
        address=employer.address,
        apply_by=today + 40 * DAY,
        contact_name="Dương Thị Mến",
        contact_phone="0912000641",
    )
