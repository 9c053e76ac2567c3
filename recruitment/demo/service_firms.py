"""Service firms of the demonstration, with licences, contracts and an inspection. All of it is
invented.
"""

import datetime
from typing import Any

from django.db import transaction

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Province
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from recruitment.demo import ASKED_BACK, DAY, demo_employer, seat_actor
from recruitment.employers.models import Employer
from recruitment.service_firms.choices import FindingKind, LabourService
from recruitment.service_firms.inspections import add_inspection
from recruitment.service_firms.minutes import keep_minutes
from recruitment.service_firms.models import ServiceFirm
from recruitment.service_firms.services import (
    add_contract,
    add_licence,
    add_service_firm,
    count_supplied,
)

YEAR = datetime.timedelta(days=365)
FIRMS = (
    (
        "Công ty TNHH Cung ứng nhân lực Kinh Bắc",
        "2400999090",
        ("Số 18, đường Lê Thái Tổ, phường Võ Cường"),
        "Lương Thị Hạnh",
        "0904000582",
    ),
    (
        "Công ty CP Dịch vụ việc làm Sông Cầu",
        "2400999044",
        ("Số 7, đường Xương Giang, phường Bắc Giang"),
        "Phan Đức Thịnh",
        "0973000816",
    ),
)


@transaction.atomic
def load_service_firms(today: datetime.date) -> None:
    # One whose licence ends soon and that was inspected, one in order; once.
    if ServiceFirm.objects.exists():
        return
    employer = demo_employer()
    by = seat_actor(demo_employer(ASKED_BACK).office_id, today)
    first, second = (_add_firm(row, employer.province, by) for row in FIRMS)
    _add_representative(first, today)
    _add_licences(first, second, today, by)
    _add_contract(first, employer, "", 120, 86, today, by)
    _add_contract(second, None, "Công ty TNHH Bao bì Đông Á", 60, 24, today, by)
    _inspect_firm(first, today, by)


def _add_licences(first: ServiceFirm, second: ServiceFirm, today: datetime.date, by: Actor) -> None:
    add_licence(
        firm=first,
        service=LabourService.LEASING,
        number="05/GP-SNV",
        issued_on=today - 5 * YEAR + 40 * DAY,
        valid_until=today + 38 * DAY,
        by=by,
    )
    add_licence(
        firm=second,
        service=LabourService.INTRODUCTION,
        number="12/GP-SNV",
        issued_on=today - 2 * YEAR,
        valid_until=today + 3 * YEAR - 2 * DAY,
        by=by,
    )


def _inspect_firm(firm: ServiceFirm, today: datetime.date, by: Actor) -> None:
    findings: list[dict[str, Any]] = [
        {
            "kind": FindingKind.SHORTCOMING,
            "text": ("Bổ sung sổ theo dõi lao động cho thuê lại theo từng hợp đồng."),
            "due_on": today + 12 * DAY,
            "fine": None,
        },
        {
            "kind": FindingKind.VIOLATION,
            "text": "Không niêm yết bản sao giấy phép tại trụ sở.",
            "due_on": None,
            "fine": 2,
        },
    ]
    inspection = add_inspection(
        firm=firm,
        inspected_on=today - 6 * DAY,
        number="21/BB-KT",
        conclusion="Doanh nghiệp thực hiện cơ bản đúng giấy phép; còn thiếu sót trong lưu hồ sơ "
        "và ký quỹ.",
        findings=findings,
        by=by,
    )
    keep_minutes(inspection=inspection, by=by)


def _add_firm(row: tuple[Any, ...], province: Province, by: Actor) -> ServiceFirm:
    name, code, address, person, phone = row
    return add_service_firm(
        name=name,
        tax_code=code,
        province=province,
        address=address,
        contact_name=person,
        contact_phone=phone,
        contact_email=f"lien-he-{code}@doanhnghiep.example",
        by=by,
    )


def _add_representative(firm: ServiceFirm, today: datetime.date) -> None:
    # Its representative, who gets the reminders of what the inspection found.
    seat = Seat.objects.create(
        agency=firm.agency, title="Đại diện doanh nghiệp dịch vụ", role=SeatRole.EMPLOYER
    )
    person = Person.objects.create(email=firm.contact_email, full_name=firm.contact_name)
    SeatHolding.objects.create(seat=seat, person=person, starts_on=today, is_administrator=True)


def _add_contract(
    firm: ServiceFirm,
    employer: Employer | None,
    name: str,
    people: int,
    supplied: int,
    today: datetime.date,
    by: Actor,
) -> None:
    contract = add_contract(
        firm=firm,
        service=firm.licences.get().service,
        number=f"{people}/HĐ-CƯLĐ",
        employer=employer,
        employer_name=name,
        starts_on=today - 60 * DAY,
        ends_on=today + 120 * DAY,
        people=people,
        by=by,
    )
    count_supplied(contract=contract, version=0, supplied=supplied, by=by)
