"""Rows of recruitment for tests."""

import itertools
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from agencies.bodies.choices import AgencyKind, AgencyLevel, ProvinceKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.members.models import Invitation
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from recruitment.employers.facts import EmployerFacts
from recruitment.employers.models import Employer, IndustrialPark
from recruitment.lodging.models import LodgingReport
from recruitment.lodging.services import LODGING
from recruitment.period_reports.services import submit_report
from recruitment.registration.services import register_employer, verify_employer
from recruitment.service_firms.models import Licence, ServiceFirm, SupplyContract
from recruitment.service_firms.services import add_contract, add_licence, add_service_firm
from recruitment.usage.models import LabourUsageReport
from recruitment.usage.services import LABOUR_USAGE
from recruitment.vacancies.choices import Benefit
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import add_vacancy, submit_vacancy
from recruitment.vacancy_facts.facts import (
    CHOICES,
    FACTS,
    WAGES,
    VacancyFacts,
    vacancy_columns,
    vacancy_facts_of,
)
from recruitment.vacancy_life.services import check_vacancy
from tests.factories import make_actor, make_agency, make_person
from vietnam.wages import MonthlyWage

_numbers = itertools.count(1)


def make_province(name: str = "", slug: str = "") -> Province:
    number = next(_numbers)
    given = {
        "slug": slug or f"tinh-{number}",
        "kind": ProvinceKind.PROVINCE,
        "official_code": f"{number % 100:02}",
    }
    return Province.objects.create(name=name or f"Tỉnh {number}", **given)


def make_department(province: Province) -> Actor:
    """The coordinator of the province's labour department."""
    return make_actor(role=SeatRole.COORDINATOR, agency=make_agency(province=province))


def make_board(province: Province) -> Actor:
    """The verifier of a zones' board."""
    agency = make_agency(kind=AgencyKind.ZONES_BOARD, province=province)
    return make_actor(role=SeatRole.VERIFIER, agency=agency)


def make_park(board: Actor, name: str = "") -> IndustrialPark:
    agency = board.seat.agency
    return IndustrialPark.objects.create(
        name=name or f"KCN {next(_numbers)}", province=agency.province, board=agency
    )


def details(province: Province, park: IndustrialPark | None = None, **given) -> dict:
    said = {
        "kind": "domestic",
        "english_name": "",
        "province": province,
        "park": park,
        "ward": "Phường Nếnh",
        "address": "Lô A1",
        "industry": "C",
        "products": "",
        "size": "u500",
        "contact_name": "Nguyễn Thử",
        "contact_phone": "0912000111",
        "contact_email": f"nhansu{next(_numbers)}@doanhnghiep.example",
    }
    return said | given


def employer_facts(
    province: Province, park: IndustrialPark | None = None, **given
) -> EmployerFacts:
    return EmployerFacts(**details(province, park, **{"name": "Công ty Thử"} | given))


def make_employer(
    province: Province, park: IndustrialPark | None = None, *, confirmed: bool = True, **given
) -> Employer:
    """Registered by itself; its representative has confirmed the address."""
    number = next(_numbers)
    given = {"tax_code": f"24{number:08}", "name": f"Công ty Thử {number}"} | given
    tax_code = given.pop("tax_code")
    employer = register_employer(tax_code=tax_code, facts=employer_facts(province, park, **given))
    if confirmed:
        representative_of(employer)
    return employer


def verified_employer(province: Province, park: IndustrialPark | None = None, **given) -> Employer:
    """With its office's decision; the office has a verifier or coordinator (make_department,
    make_board).
    """
    employer = make_employer(province, park, **given)
    verify_employer(employer=employer, version=employer.version, by=office_of(employer))
    return Employer.objects.select_related("agency", "office", "park", "province").get(
        pk=employer.pk
    )


def office_of(row: Employer | Vacancy) -> Actor:
    """Who decides on a registration or a vacancy."""
    roles = (SeatRole.VERIFIER, SeatRole.COORDINATOR)
    held = SeatHolding.objects.filter(seat__agency=row.office_id, seat__role__in=roles)
    holding = held.select_related("seat__agency", "person").order_by("pk").first()
    return Actor(person=holding.person, seat=holding.seat)


def vacancy_facts(employer: Employer, **given) -> VacancyFacts:
    """Of columns of a vacancy, beside `homes`."""
    columns = {
        "title": "Công nhân lắp ráp",
        "headcount": 100,
        "occupation": "82",
        "skill": "none",
        "description": "Lắp linh kiện.",
        "contract": "u36",
        "shift": "rotating",
        "probation_days": 6,
        "base_from": Decimal("5.5"),
        "base_to": None,
        "income_from": Decimal(9),
        "income_to": Decimal(12),
        "benefits": ["dormitory", "bus"],
        "park": employer.park,
        "ward": employer.ward,
        "address": employer.address,
        "apply_by": timezone.localdate() + timedelta(days=60),
        "contact_name": "Nguyễn Thử",
        "contact_phone": "0912000111",
    }
    return _facts_of_columns(columns | given)


def changed_facts(vacancy: Vacancy, **given) -> VacancyFacts:
    """Those of the row as it stands, with some of its columns changed."""
    facts = vacancy_facts_of(Vacancy.objects.get(pk=vacancy.pk))
    return _facts_of_columns(vacancy_columns(facts) | {"homes": facts.homes} | given)


def _facts_of_columns(columns: dict) -> VacancyFacts:
    wages = {
        name: MonthlyWage(_decimal(columns[low]), _decimal(columns[high]))
        for name, (low, high) in WAGES.items()
    }
    chosen = {name: kind(columns[name]) for name, kind in CHOICES.items() if columns.get(name)}
    plain = {name: value for name, value in columns.items() if name in FACTS}
    bonus = {"bonus": _decimal(columns.get("bonus"))}
    return VacancyFacts(
        **plain | wages | chosen | bonus | {"benefits": tuple(map(Benefit, columns["benefits"]))}
    )


def _decimal(figure: Decimal | int | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)


def draft_vacancy(employer: Employer, **given) -> Vacancy:
    return add_vacancy(
        employer=employer, facts=vacancy_facts(employer, **given), by=representative_of(employer)
    )


def submitted_vacancy(employer: Employer, **given) -> Vacancy:
    vacancy = draft_vacancy(employer, **given)
    return submit_vacancy(vacancy=vacancy, version=vacancy.version, by=representative_of(employer))


def published_vacancy(employer: Employer, **given) -> Vacancy:
    vacancy = submitted_vacancy(employer, **given)
    return check_vacancy(vacancy=vacancy, version=vacancy.version, by=office_of(vacancy))


def make_firm(by: Actor, **given) -> ServiceFirm:
    number = next(_numbers)
    said = {
        "name": f"Công ty Dịch vụ {number}",
        "tax_code": f"25{number:08}",
        "province": by.seat.agency.province or make_province(),
        "address": "Số 1, đường Thử",
        "contact_name": "Nguyễn Thử",
        "contact_phone": "0912000111",
        "contact_email": f"dichvu{number}@doanhnghiep.example",
    }
    return add_service_firm(by=by, **said | given)


def make_licence(firm: ServiceFirm, by: Actor, **given) -> Licence:
    today = timezone.localdate()
    said = {"service": "leasing", "number": "05/GP", "issued_on": today - timedelta(days=365)}
    return add_licence(
        firm=firm, by=by, **said | {"valid_until": today + timedelta(days=365)} | given
    )


def make_contract(firm: ServiceFirm, by: Actor, **given) -> SupplyContract:
    today = timezone.localdate()
    said = {
        "service": "leasing",
        "number": "1/HĐ",
        "employer": None,
        "employer_name": "Công ty Ngoài",
        "people": 50,
    }
    days = {"starts_on": today - timedelta(days=30), "ends_on": today + timedelta(days=30)}
    return add_contract(firm=firm, by=by, **said | days | given)


def make_commune(province: Province, **given) -> Agency:
    return make_agency(
        kind=AgencyKind.COMMITTEE, level=AgencyLevel.COMMUNE, province=province, **given
    )


def usage_facts(total: int = 500, **given: int) -> dict[str, int]:
    """Of a report in which everything adds up: all without training, with contracts of a term."""
    parts = dict.fromkeys(LabourUsageReport.FIGURES, 0) | {
        "total": total,
        "skill_none": total,
        "contract_u36": total,
    }
    return parts | given


def origin(province: Province, people: int = 0, **given) -> dict:
    return {
        "province": province,
        "people": people,
        "women": 0,
        "hired": 0,
        "left": 0,
        "rating": "",
        "note": "",
    } | given


def make_usage_report(
    employer: Employer, period: str = "2024-nam", *, total: int = 500, notes: Sequence[str] = ()
) -> LabourUsageReport:
    """Handed in by its representative; a home province for each note."""
    return submit_report(
        kind=LABOUR_USAGE,
        reporter=employer.agency,
        period=LABOUR_USAGE.calendar.parse_period(period),
        version=0,
        facts=usage_facts(total),
        homes=[origin(make_province(), 10, note=note) for note in notes],
        by=representative_of(employer),
    )


def make_lodging_report(commune: Agency, by: Actor, **given) -> LodgingReport:
    """Of the running month, as the commune or its coordinator enters it."""
    figures = dict.fromkeys(LodgingReport.FIGURES, 0) | {"people": 10}
    return submit_report(
        kind=LODGING,
        reporter=commune,
        period=LODGING.calendar.current_period(timezone.localdate()),
        version=0,
        facts=figures | given,
        homes=[],
        by=by,
    )


def representative_of(employer: Employer) -> Actor:
    """The person who registered it, once the letter is opened."""
    found = (
        SeatHolding.objects.filter(seat__agency=employer.agency)
        .select_related("seat__agency", "person")
        .first()
    )
    if found is None:
        invitation = Invitation.objects.select_related("seat__agency").get(
            seat__agency=employer.agency, ended_at=None
        )
        person = make_person(email=invitation.email)
        found = SeatHolding.objects.create(
            seat=invitation.seat,
            person=person,
            starts_on=invitation.starts_on,
            is_administrator=True,
        )
        invitation.ended_at, invitation.accepted_person = invitation.sent_at, person
        invitation.save()
    return Actor(person=found.person, seat=found.seat)
