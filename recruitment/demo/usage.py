"""Reports on the use of labour of the demonstration: one employer's own, three entered by offices.
All invented.
"""

import datetime

from django.db import transaction

from agencies.calendar.periods import start_of_day
from recruitment.demo import (
    ASKED_BACK,
    VERIFIED,
    demo_employer,
    demo_provinces,
    register_demo_employer,
    seat_actor,
)
from recruitment.employers.choices import EmployerKind, Industry, SizeBand
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.period_reports.services import submit_report
from recruitment.usage.models import LabourUsageReport
from recruitment.usage.services import LABOUR_USAGE
from vietnam.periods import Period

# As EMPLOYERS of the demonstration.
OTHERS = (
    (
        "Công ty TNHH Điện tử Hoàng Mai",
        "",
        "2400999051",
        EmployerKind.FOREIGN,
        "KCN Vân Trung",
        "Phường Vân Hà",
        "Lô CN-08",
        Industry.C,
        "",
        SizeBand.UP_TO_3000,
        "Ngô Thị Thắm",
        "0986000124",
    ),
    (
        "Công ty CP May Tân Phú",
        "",
        "2400999076",
        EmployerKind.DOMESTIC,
        "",
        "Xã Tân Yên",
        "Số 45, đường Hoàng Hoa Thám",
        Industry.C,
        "",
        SizeBand.UP_TO_1000,
        "Đỗ Văn Hưng",
        "0912000753",
    ),
    (
        "Công ty TNHH Cơ khí Thành Đạt",
        "",
        "2400999083",
        EmployerKind.DOMESTIC,
        "KCN Quế Võ",
        "Phường Quế Võ",
        "Lô B2",
        Industry.C,
        "",
        SizeBand.UP_TO_200,
        "Vũ Minh Quân",
        "0368000917",
    ),
)
# Workers, women, newly taken on, left; parts by skill and by contract, in per cent, what is left
# goes to the first.
WHOLE = {
    VERIFIED: (1_840, 1_270, 410, 260),
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
# Where an employer judges otherwise.
RATINGS = {
    ("2400999076", "lang-son"): "fair",
    ("2400999083", "ha-giang"): "good",
    ("2400999051", "son-la"): "fair",
}


@transaction.atomic
def add_usage_reports(today: datetime.date) -> None:
    # Of the last report that was due all hand in; of the current one two of four. Once.
    if LabourUsageReport.objects.exists():
        return
    for row in OTHERS:
        code = row[2]
        at_park = IndustrialPark.objects.filter(name=row[4]).first()
        office = at_park.board_id if at_park else demo_employer(ASKED_BACK).office_id
        register_demo_employer(
            row, f"nhan-su-{code}@doanhnghiep.example", by=seat_actor(office, today)
        )
    calendar = LABOUR_USAGE.calendar
    current = calendar.current_period(today)
    earlier = calendar.period_before(current)
    for code in WHOLE:
        report = _submit_report(demo_employer(code), earlier, 95, today)
        report.submitted_at = start_of_day(calendar.due_on(earlier)) - datetime.timedelta(
            days=2, hours=-9
        )
        report.save()
        if code in ("2400999051", "2400999083"):
            _submit_report(demo_employer(code), current, 100, today)


def _submit_report(
    employer: Employer, period: Period, share: int, today: datetime.date
) -> LabourUsageReport:
    total, women, hired, left = (people * share // 100 for people in WHOLE[employer.tax_code])
    whole = {"women": women, "hired": hired, "left": left}
    facts = {"total": total} | whole
    facts |= _parts("skill", "none", SKILLS, total) | _parts("contract", "open", CONTRACTS, total)
    known = demo_provinces(home[0] for home in HOMES)
    homes = [
        {
            "province": known[slug],
            "rating": RATINGS.get((employer.tax_code, slug), rating),
            "note": note,
            "people": total * percent // 100,
        }
        | {name: people * percent // 100 for name, people in whole.items()}
        for slug, percent, rating, note in HOMES
        if slug in known
    ]
    is_own = employer.tax_code == VERIFIED
    return submit_report(
        kind=LABOUR_USAGE,
        reporter=employer.agency,
        period=period,
        version=0,
        facts=facts,
        homes=homes,
        by=seat_actor(employer.agency_id if is_own else employer.office_id, today),
    )


def _parts(prefix: str, first: str, shares: dict[str, int], total: int) -> dict[str, int]:
    parts = {f"{prefix}_{name}": total * share // 100 for name, share in shares.items()}
    known = {
        name: parts.get(name, 0) for name in LabourUsageReport.FIGURES if name.startswith(prefix)
    }
    return known | {f"{prefix}_{first}": total - sum(parts.values())}
