"""Reports on the use of labour of the demonstration: one employer's own, three entered by offices.
All invented.
"""

import datetime

from django.db import transaction

from agencies.bodies.models import Province
from agencies.calendar.periods import start_of_day
from agencies.people.permissions import Actor
from recruitment.demo.vacancies import actor_of
from recruitment.employers.choices import EmployerKind, Industry, SizeBand
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.period_reports.services import submit_report
from recruitment.registration.services import keep_registration
from recruitment.usage.models import LabourUsageReport
from recruitment.usage.services import LABOUR_USAGE
from vietnam.periods import Period

OWN = "2400999012"
# Name, tax code, kind, park, ward, address, industry, size, contact person, phone.
OTHERS = (
    (
        "Công ty TNHH Điện tử Hoàng Mai",
        "2400999051",
        EmployerKind.FOREIGN,
        "KCN Vân Trung",
        "Phường Vân Hà",
        "Lô CN-08",
        Industry.C,
        SizeBand.UP_TO_3000,
        "Ngô Thị Thắm",
        "0986000124",
    ),
    (
        "Công ty CP May Tân Phú",
        "2400999076",
        EmployerKind.DOMESTIC,
        "",
        "Xã Tân Yên",
        "Số 45, đường Hoàng Hoa Thám",
        Industry.C,
        SizeBand.UP_TO_1000,
        "Đỗ Văn Hưng",
        "0912000753",
    ),
    (
        "Công ty TNHH Cơ khí Thành Đạt",
        "2400999083",
        EmployerKind.DOMESTIC,
        "KCN Quế Võ",
        "Phường Quế Võ",
        "Lô B2",
        Industry.C,
        SizeBand.UP_TO_200,
        "Vũ Minh Quân",
        "0368000917",
    ),
)
# Workers, women, newly taken on, left; parts by skill and by contract, in per cent, what is left
# goes to the first.
WHOLE = {
    OWN: (1_840, 1_270, 410, 260),
    "2400999051": (2_310, 1_702, 530, 388),
    "2400999076": (655, 541, 92, 71),
    "2400999083": (148, 21, 17, 12),
}
SKILLS = {"cnkt": 12, "elementary": 8, "intermediate": 6, "college": 5, "university": 4}
CONTRACTS = {"u36": 55, "u12": 4, "seasonal": 3}
# Home province, its share of the workers in per cent, how the employer judges them, a remark.
HOMES = (
    ("lang-son", 14, "good", "Chăm chỉ, gắn bó lâu dài."),
    ("cao-bang", 8, "good", ""),
    ("ha-giang", 6, "fair", "Cần thời gian làm quen với nội quy."),
    ("hoa-binh", 3, "fair", ""),
    ("son-la", 2, "middling", "Thường nghỉ dài ngày vào vụ mùa."),
)
RATINGS = {
    ("2400999076", "lang-son"): "fair",
    ("2400999083", "ha-giang"): "good",
    ("2400999051", "son-la"): "fair",
}
"""Where an employer judges otherwise."""


@transaction.atomic
def add_usage_reports(today: datetime.date) -> None:
    """Of the last report that was due all hand in; of the current one two of four. Once."""
    if LabourUsageReport.objects.exists():
        return
    for row in OTHERS:
        _enter(row, today)
    employers = {
        code: Employer.objects.select_related("agency", "office").get(tax_code=code)
        for code in WHOLE
    }
    calendar = LABOUR_USAGE.calendar
    current = calendar.current(today)
    earlier = calendar.earlier(current)
    for code, employer in employers.items():
        report = _hand_in(employer, earlier, 95, today)
        report.submitted_at = start_of_day(calendar.due_on(earlier)) - datetime.timedelta(
            days=2, hours=-9
        )
        report.save()
        if code in ("2400999051", "2400999083"):
            _hand_in(employer, current, 100, today)


def _enter(row: tuple, today: datetime.date) -> Employer:
    name, code, kind, park, ward, address, industry, size, person, phone = row
    known = IndustrialPark.objects.select_related("board__province").get(
        name=park or "KCN Quang Châu"
    )
    own = Employer.objects.select_related("office").get(tax_code="2400999037")
    office = known.board_id if park else own.office_id
    return keep_registration(
        tax_code=code,
        name=name,
        english_name="",
        kind=kind,
        province=known.board.province,
        park=known if park else None,
        ward=ward,
        address=address,
        industry=industry,
        products="",
        size=size,
        contact_name=person,
        contact_phone=phone,
        contact_email=f"nhan-su-{code}@doanhnghiep.example",
        by=actor_of(office, today),
    )


def _hand_in(
    employer: Employer, period: Period, share: int, today: datetime.date
) -> LabourUsageReport:
    total, women, hired, left = (people * share // 100 for people in WHOLE[employer.tax_code])
    facts = {"total": total, "women": women, "hired": hired, "left": left}
    facts |= _parts("skill", "none", SKILLS, total) | _parts("contract", "open", CONTRACTS, total)
    known = {
        province.slug: province
        for province in Province.objects.filter(slug__in=[home[0] for home in HOMES])
    }
    whole = {"people": total, "women": women, "hired": hired, "left": left}
    homes = [
        {
            "province": known[slug],
            "rating": RATINGS.get((employer.tax_code, slug), rating),
            "note": note,
        }
        | {name: people * percent // 100 for name, people in whole.items()}
        for slug, percent, rating, note in HOMES
        if slug in known
    ]
    by = _actor(employer, today)
    return submit_report(
        kind=LABOUR_USAGE,
        reporter=employer.agency,
        period=period,
        version=0,
        facts=facts,
        homes=homes,
        by=by,
    )


def _actor(employer: Employer, today: datetime.date) -> Actor:
    return actor_of(employer.agency_id if employer.tax_code == OWN else employer.office_id, today)


def _parts(prefix: str, first: str, shares: dict[str, int], total: int) -> dict[str, int]:
    parts = {f"{prefix}_{name}": total * share // 100 for name, share in shares.items()}
    known = {
        name: parts.get(name, 0) for name in LabourUsageReport.FIGURES if name.startswith(prefix)
    }
    return known | {f"{prefix}_{first}": total - sum(parts.values())}
