"""An employer from its registration to the office's decision."""

import datetime
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.errors import RuleError
from agencies.models import Agency, Province, Seat, SeatHolding
from agencies.permissions import Actor
from agencies.services.audit import record
from agencies.services.members import invite_registrant
from recruitment.choices import EmployerStatus
from recruitment.models import Employer, IndustrialPark
from recruitment.permissions import Permission
from recruitment.queries.employers import labour_department, visible_employers
from recruitment.services.holding import hold_vacancies, release_vacancies, renew_search
from recruitment.services.telling import tell, tell_representatives

REPRESENTATIVE = "Đại diện doanh nghiệp"


class AlreadyRegisteredError(RuleError):
    """The tax code has an employer whose representatives can be asked for access."""


@dataclass(frozen=True)
class Routing:
    office: Agency
    inside_park: bool


def route(*, province: Province, park: IndustrialPark | None, on: datetime.date) -> Routing:
    """Inside a park its board verifies, anywhere else the labour department of the province (S1, V.12.1)."""
    if park and park.province_id != province.pk:
        raise RuleError(_("This park lies in another province. Choose the province of the park."), field="park")
    office = park.board if park else labour_department(province, on)
    if office is None:
        raise RuleError(_("No office of this province verifies employers here yet."), field="province")
    return Routing(office, inside_park=bool(park))


@transaction.atomic
def register_employer(*, tax_code: str, name: str, by: Actor | None = None, **details) -> Employer:
    """Its representative gets a link that confirms the address; only then the office sees it.

    `by` is an official who registers it on its behalf, which verifies it too. A registration that nobody has confirmed
    gives way to a new one of the same tax code, so that nobody can occupy it. Raises AlreadyRegisteredError.
    """
    employer = keep_registration(tax_code=tax_code, name=name, by=by, **details)
    seat = representatives_seat(employer)
    invite_registrant(seat=seat, email=employer.contact_email, full_name=employer.contact_name)
    return employer


def representatives_seat(employer: Employer) -> Seat:
    seat, _made = Seat.objects.get_or_create(agency=employer.agency, title=REPRESENTATIVE, role=SeatRole.EMPLOYER)
    return seat


def keep_registration(*, tax_code: str, name: str, by: Actor | None = None, **details) -> Employer:
    """Without the letter to its representative; in the transaction of the caller."""
    office = route(province=details["province"], park=details.get("park"), on=timezone.localdate()).office
    if by is not None:
        _require_office(office, by)
    _lock(tax_code)
    earlier = Employer.objects.select_for_update(no_key=True).select_related("agency").filter(tax_code=tax_code).first()
    if earlier and Employer.objects.confirmed().filter(pk=earlier.pk).exists():
        raise AlreadyRegisteredError(_("An employer with this tax code is registered already."), field="tax_code")
    employer = earlier or Employer(tax_code=tax_code, agency=_new_firm(name, details))
    for field, value in details.items():
        setattr(employer, field, value)
    employer.office, employer.registered_at = office, timezone.now()
    if by is not None:
        employer.entered_by = by.seat
        _decide(employer, EmployerStatus.VERIFIED, "", by)
    employer.save()
    _keep_firm(employer.agency, name, details)
    record("employer-registered", employer, by=by, after={"tax_code": tax_code, "office": office.name})
    return employer


def _lock(tax_code: str) -> None:
    """Of two who register the same code in the same moment the second finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('employer'), hashtext(%s))", [tax_code])


def _new_firm(name: str, details: dict) -> Agency:
    return Agency.objects.create(name=name, kind=AgencyKind.FIRM, level=AgencyLevel.NONE, province=details["province"])


def _keep_firm(agency: Agency, name: str, details: dict) -> None:
    agency.name, agency.email, agency.province = name, details["contact_email"], details["province"]
    agency.save()


@transaction.atomic
def change_employer(*, employer: Employer, name: str, by: Actor, **details) -> Employer:
    """By its representative. What was asked back or refused goes to the office again, as does a move to another one."""
    row = _locked(employer)
    if by.seat.agency_id != row.agency_id:
        raise RuleError(_("Only the employer's own representatives change this."))
    before = {"office": row.office.name, "status": row.status}
    row.office = route(province=details["province"], park=details.get("park"), on=timezone.localdate()).office
    moved = row.office.name != before["office"]
    for field, value in details.items():
        setattr(row, field, value)
    row.version += 1
    if row.is_to_mend or moved:
        row.status, row.registered_at = EmployerStatus.REGISTERED, timezone.now()
        row.decided_at = row.decided_by = row.decided_person = None
    row.save()
    _keep_firm(row.agency, name, details)
    record("employer-changed", row, by=by, before=before, after={"office": row.office.name, "status": row.status})
    renew_search(row)
    _hold_or_release(row)
    return row


def _hold_or_release(row: Employer) -> None:
    """Nothing of an employer that is not verified is public."""
    (release_vacancies if row.status == EmployerStatus.VERIFIED else hold_vacancies)(row)


@transaction.atomic
def verify_employer(*, employer: Employer, version: int, by: Actor, words: str = "") -> None:
    """`version` is that of the registration which the office has looked at, here and below."""
    _judge(employer, EmployerStatus.VERIFIED, words, by, version)


@transaction.atomic
def ask_back(*, employer: Employer, version: int, words: str, by: Actor) -> None:
    """With what is missing or looks wrong; the employer completes it and sends it again."""
    if not words.strip():
        raise RuleError(_("Say what the employer has to complete."), field="words")
    _judge(employer, EmployerStatus.ASKED_BACK, words, by, version)


@transaction.atomic
def refuse_employer(*, employer: Employer, version: int, words: str, by: Actor) -> None:
    if not words.strip():
        raise RuleError(_("Say why the registration is refused."), field="words")
    _judge(employer, EmployerStatus.REFUSED, words, by, version)


def _judge(employer: Employer, status: EmployerStatus, words: str, by: Actor, version: int) -> None:
    row = _locked(employer)
    _require_office(row.office, by)
    if not visible_employers(by).filter(pk=row.pk).exists():
        raise RuleError(_("The employer has not confirmed its address yet."))
    if row.version != version:
        raise RuleError(_("The employer has changed its registration meanwhile. Look at it again, then decide."))
    if row.status == status:
        raise RuleError(_("This is decided already. Look at the page again."))
    before = {"status": row.status}
    _decide(row, status, words, by)
    row.save()
    record("employer-judged", row, by=by, before=before, after={"status": str(status), "text": words.strip()})
    _hold_or_release(row)
    _tell(row)


def _decide(row: Employer, status: EmployerStatus, words: str, by: Actor) -> None:
    row.status, row.words = status, words.strip()
    row.decided_at, row.decided_by, row.decided_person = timezone.now(), by.seat, by.person


def may_judge(employer: Employer, by: Actor) -> bool:
    """Who coordinates, and the verifiers of the office to which it is routed."""
    return _is_office(employer.office, by)


def _is_office(office: Agency, by: Actor) -> bool:
    is_own = by.seat.role == SeatRole.COORDINATOR or by.seat.agency_id == office.pk
    return by.may(Permission.VERIFY_EMPLOYERS) and is_own


def _require_office(office: Agency, by: Actor) -> None:
    if not _is_office(office, by):
        raise RuleError(_("%(office)s verifies this employer.") % {"office": office.name})


def _locked(employer: Employer) -> Employer:
    return (
        Employer.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "office")
        .get(pk=employer.pk)
    )


def _tell(row: Employer) -> None:
    told = {"employer": row.agency.name, "status": row.status, "office": row.office.name, "words": row.words}
    tell_representatives(row, "employer_judged", f"employer-{row.pk}-{row.decided_at:%Y%m%d%H%M%S%f}", told)


@transaction.atomic
def ask_for_access(*, tax_code: str, full_name: str, email: str) -> bool:
    """Tells the administrators of a registered employer that somebody wants to join; they invite, or do not.

    What is told to the asker is the same whether there is such an employer or not.
    """
    employer = Employer.objects.confirmed().filter(tax_code=tax_code).select_related("agency").first()
    if employer is None:
        return False
    administrators = SeatHolding.objects.administrators_of(employer.agency, timezone.localdate())
    context = {"full_name": full_name[:120], "email": email[:254], "agency": employer.agency_id}
    told = tell(administrators, "employer_access", f"access-{employer.pk}-{timezone.now():%Y%m%d%H%M%S%f}", context)
    record("employer-access-asked", employer, by=None, after={"full_name": full_name, "email": email})
    return bool(told)
