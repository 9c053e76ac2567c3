"""An employer from its registration to the office's decision."""

from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record
from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.mail.services.queueing import queue_letters_once
from agencies.members.services import LETTERS_IN_AN_HOUR, ONE_HOUR, invite_registrant
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.people.recipients import recipients
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import write_to_representatives
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.facts import keep_change, take_facts, told_difference
from recruitment.employers.models import Employer, EmployerChange
from recruitment.employers.queries import (
    CHECKED_FACTS,
    checked_facts,
    visible_employers,
    waiting_change,
)
from recruitment.employers.routing import is_office, route
from recruitment.vacancy_life.holding import hold_vacancies, reindex_vacancies, release_vacancies

REPRESENTATIVE = "Đại diện doanh nghiệp"


class AlreadyRegisteredError(RuleError):
    """The tax code has an employer whose representatives can be asked for access."""

    code = "registered"


@transaction.atomic
def register_employer(*, tax_code: str, name: str, by: Actor | None = None, **details) -> Employer:
    """Its representative gets a link that confirms the address; only then does the office see it.

    `by` is an official who registers it on its behalf, which also verifies it. A registration that
    nobody has confirmed gives way to a new one of the same tax code, so that nobody can occupy it.
    Raises AlreadyRegisteredError.
    """
    employer = keep_registration(tax_code=tax_code, name=name, by=by, **details)
    seat = representatives_seat(employer)
    invite_registrant(seat=seat, email=employer.contact_email, full_name=employer.contact_name)
    return employer


def representatives_seat(employer: Employer) -> Seat:
    seat, _made = Seat.objects.get_or_create(
        agency=employer.agency, title=REPRESENTATIVE, role=SeatRole.EMPLOYER
    )
    return seat


def keep_registration(*, tax_code: str, name: str, by: Actor | None = None, **details) -> Employer:
    """Without the letter to its representative; in the transaction of the caller."""
    office = route(
        province=details["province"], park=details.get("park"), on=timezone.localdate()
    ).office
    if by is not None:
        _require_office(office, by)
    _lock(tax_code)
    earlier = (
        Employer.objects.select_for_update(no_key=True)
        .select_related("agency")
        .filter(tax_code=tax_code)
        .first()
    )
    if earlier and Employer.objects.confirmed().filter(pk=earlier.pk).exists():
        raise AlreadyRegisteredError(
            _("An employer with this tax code is registered already."), field="tax_code"
        )
    employer = earlier or Employer(tax_code=tax_code, agency=_new_firm(name, details))
    for field, value in details.items():
        setattr(employer, field, value)
    employer.office, employer.registered_at = office, timezone.now()
    if by is not None:
        employer.entered_by = by.seat
        _decide(employer, EmployerStatus.VERIFIED, "", by)
    employer.save()
    _keep_firm(employer.agency, name, details)
    record(
        RecruitmentAction.EMPLOYER_REGISTERED,
        employer,
        by=by,
        after={"tax_code": tax_code, "office": office.name},
    )
    return employer


def _lock(tax_code: str) -> None:
    # Of two simultaneous registrations of one code, the second finds the first.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('employer'), hashtext(%s))", [tax_code]
        )


def _new_firm(name: str, details: dict) -> Agency:
    return Agency.objects.create(
        name=name, kind=AgencyKind.FIRM, level=AgencyLevel.NONE, province=details["province"]
    )


def _keep_firm(agency: Agency, name: str, details: dict) -> None:
    agency.name, agency.email, agency.province = name, details["contact_email"], details["province"]
    agency.save()


@transaction.atomic
def change_employer(*, employer: Employer, name: str, by: Actor, **details) -> Employer:
    """By its representative. What was asked back or refused goes to the office again.

    A new name or place of an employer that was once verified is stored beside the checked ones
    until the office decides.
    """
    row = locked_employer(employer)
    if by.seat.agency_id != row.agency_id:
        raise RuleError(_("Only the employer's own representatives change this."))
    office = route(
        province=details["province"], park=details.get("park"), on=timezone.localdate()
    ).office
    facts = {fact: details.get(fact, "") for fact in CHECKED_FACTS} | {
        "name": name,
        "park": details.get("park"),
    }
    before = {"office": row.office.name, "status": row.status}
    for field, value in details.items():
        if field not in CHECKED_FACTS:
            setattr(row, field, value)
    row.agency.email = details["contact_email"]
    row.version += 1
    if row.is_to_mend:
        row.status, row.registered_at = EmployerStatus.REGISTERED, timezone.now()
        row.decided_at = row.decided_by = row.decided_person = None
    if not row.was_verified:
        row.office = office
        take_facts(row, facts)
    else:
        _propose(row, facts, by, office)
    row.save()
    row.agency.save()
    record(
        RecruitmentAction.EMPLOYER_CHANGED,
        row,
        by=by,
        before=before,
        after={"office": row.office.name, "status": row.status},
    )
    reindex_vacancies(row)
    _hold_or_release(row, by)
    return row


def _propose(row: Employer, facts: dict, by: Actor, office: Agency) -> None:
    # Replaces an earlier proposal; the log records what was there and what is proposed now.
    earlier, now = waiting_change(row), checked_facts(row)
    stood = checked_facts(earlier) if earlier else now
    if facts == stood:
        return
    keep_change(row, facts, by, office)
    old, new = told_difference(stood, facts)
    record(
        RecruitmentAction.EMPLOYER_CHANGE_PROPOSED,
        row,
        by=by,
        before=old,
        after=new | {"office": office.name},
    )


def accept_facts(row: Employer, change: EmployerChange) -> None:
    # What was proposed is now what was checked, here and on the vacancies that are found by it.
    take_facts(row, checked_facts(change))
    row.office = change.office
    row.version += 1
    change.delete()
    row.save()
    row.agency.save()
    reindex_vacancies(row)


def _hold_or_release(row: Employer, by: Actor) -> None:
    # Nothing of an employer that is not verified is public.
    if row.status == EmployerStatus.VERIFIED:
        release_vacancies(row, by=by)
    else:
        hold_vacancies(row, by=by)


@transaction.atomic
def verify_employer(*, employer: Employer, version: int, by: Actor, words: str = "") -> None:
    """`version` is that of the registration which the office has seen, here and below."""
    _judge(employer, EmployerStatus.VERIFIED, words, by, version)


@transaction.atomic
def ask_back(*, employer: Employer, version: int, words: str, by: Actor) -> None:
    # With what is missing or looks wrong; the employer completes it and sends it again.
    if not words.strip():
        raise RuleError(_("Say what the employer has to complete."), field="words")
    _judge(employer, EmployerStatus.ASKED_BACK, words, by, version)


@transaction.atomic
def refuse_employer(*, employer: Employer, version: int, words: str, by: Actor) -> None:
    if not words.strip():
        raise RuleError(_("Say why the registration is refused."), field="words")
    _judge(employer, EmployerStatus.REFUSED, words, by, version)


def _judge(employer: Employer, status: EmployerStatus, words: str, by: Actor, version: int) -> None:
    row = locked_employer(employer)
    change = waiting_change(row)
    office = _deciding_office(row, change)
    _require_office(office, by)
    if not visible_employers(by).filter(pk=row.pk).exists():
        raise RuleError(_("The employer has not confirmed its address yet."))
    require_version(row, version)
    if row.status == status:
        raise RuleError(_("This has been decided already. Look at the page again."))
    before = {"status": row.status}
    if change and status == EmployerStatus.VERIFIED:
        accept_facts(row, change)
    _decide(row, status, words, by)
    row.save()
    record(
        RecruitmentAction.EMPLOYER_JUDGED,
        row,
        by=by,
        before=before,
        after={"status": str(status), "text": words.strip()},
    )
    _hold_or_release(row, by)
    _queue_verdict(row, office)


def require_version(row: Employer, version: int) -> None:
    if row.version != version:
        raise RuleError(
            _("The employer has changed its registration meanwhile. Look at it again, then decide.")
        )


def _decide(row: Employer, status: EmployerStatus, words: str, by: Actor) -> None:
    row.status, row.words = status, words.strip()
    row.decided_at, row.decided_by, row.decided_person = timezone.now(), by.seat, by.person
    if status == EmployerStatus.VERIFIED:
        row.verified_at = row.verified_at or row.decided_at


def may_verify(employer: Employer, change: EmployerChange | None, by: Actor) -> bool:
    # Who decides on its registration, including a waiting change.
    return is_office(_deciding_office(employer, change), by)


def _deciding_office(employer: Employer, change: EmployerChange | None) -> Agency:
    # As lists, counts and letters determine it (`waiting_at`): an unverified employer is verified
    # at its new address.
    return change.office if change and not employer.is_verified else employer.office


def _require_office(office: Agency, by: Actor) -> None:
    if not is_office(office, by):
        raise RuleError(_("%(office)s verifies this employer.") % {"office": office.name})


def locked_employer(employer: Employer) -> Employer:
    return lock_row(
        Employer.objects.select_related("agency", "office", "park", "province"), employer.pk
    )


def _queue_verdict(row: Employer, office: Agency) -> None:
    context = {
        "employer": row.agency.name,
        "status": row.status,
        "office": office.name,
        "words": row.words,
    }
    write_to_representatives(
        row, "employer_judged", f"employer-{row.pk}-{row.decided_at:%Y%m%d%H%M%S%f}", context
    )


@transaction.atomic
def ask_for_access(*, tax_code: str, full_name: str, email: str) -> bool:
    """Tells the administrators of a registered employer that somebody wants to join; they invite,
    or do not.

    The asker is told the same whether or not there is such an employer, and whether or not its
    administrators have already had as many such letters as one hour allows.
    """
    employer = (
        Employer.objects.confirmed().filter(tax_code=tax_code).select_related("agency").first()
    )
    if employer is None:
        return False
    _lock(tax_code)
    administrators = SeatHolding.objects.administrators_of(employer.agency, timezone.localdate())
    administrators = administrators.exclude(person__in=_told_enough_of_access())
    context = {"full_name": full_name[:120], "email": email[:254], "agency": employer.agency_id}
    occasion = f"access-{employer.pk}-{timezone.now():%Y%m%d%H%M%S%f}"
    to = recipients(administrators, on=timezone.localdate())
    told = queue_letters_once("employer_access", to, occasion=occasion, context=context)
    record(
        RecruitmentAction.EMPLOYER_ACCESS_ASKED,
        employer,
        by=None,
        after={"full_name": full_name, "email": email},
    )
    return bool(told)


def _told_enough_of_access() -> QuerySet[Person]:
    # Strangers may ask as often as they like; nobody gets more than a few letters about it.
    lately = OutboxMessage.objects.filter(
        template="employer_access", created_at__gt=timezone.now() - ONE_HOUR
    )
    counted = lately.order_by().values("person").annotate(letters=Count("pk"))
    return Person.objects.filter(
        pk__in=counted.filter(letters__gte=LETTERS_IN_AN_HOUR).values("person")
    )
