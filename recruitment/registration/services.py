"""An employer from its registration to the office's decision."""

from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.evidence.services import check_files
from agencies.members.services import invite_registrant
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import queue_employer_letters
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.facts import (
    CheckedFacts,
    EmployerFacts,
    checked_facts,
    differing_facts,
    require_valid_employer,
    write_checked_facts,
    write_unchecked_facts,
)
from recruitment.employers.models import Employer, EmployerChange
from recruitment.employers.queries import visible_employers, waiting_change
from recruitment.employers.routing import is_office
from recruitment.registration.documents import forget_documents, hand_in_documents
from recruitment.registration.locks import lock_employer, lock_tax_code
from recruitment.vacancy_life.holding import hold_vacancies, reindex_vacancies, release_vacancies

REPRESENTATIVE = "Đại diện doanh nghiệp"


class AlreadyRegisteredError(RuleError):
    """The tax code has an employer whose representatives can be asked for access."""

    code = "registered"


# Registering --------------------------------------------------------------------------------------
@transaction.atomic
def register_employer(
    *,
    tax_code: str,
    facts: EmployerFacts,
    files: Sequence["File[Any]"] = (),
    by: Actor | None = None,
) -> Employer:
    """Its representative gets a link that confirms the address; only then does the office see it.

    `by` is an official who registers it on its behalf, which also verifies it. A registration that
    nobody has confirmed gives way to a new one of the same tax code, so that nobody can occupy it.
    `files`: its papers, for the office. Raises AlreadyRegisteredError and FactsError.
    """
    check_files(files)
    employer = save_registration(tax_code=tax_code, facts=facts, by=by)
    with hand_in_documents(employer, files, by):
        invite_registrant(
            seat=representatives_seat(employer),
            email=employer.contact_email,
            full_name=employer.contact_name,
        )
    return employer


def representatives_seat(employer: Employer) -> Seat:
    seat, _made = Seat.objects.get_or_create(
        agency=employer.agency, title=REPRESENTATIVE, role=SeatRole.EMPLOYER
    )
    return seat


def save_registration(*, tax_code: str, facts: EmployerFacts, by: Actor | None = None) -> Employer:
    # Without the letter to its representative; in the transaction of the caller.
    office = require_valid_employer(facts)
    if by is not None:
        _require_office(office, by)
    lock_tax_code(tax_code)
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
    if earlier:
        # Whoever began it has not confirmed the address: the papers are nobody else's business.
        forget_documents([earlier])
    employer = earlier or Employer(
        tax_code=tax_code, agency=Agency(kind=AgencyKind.FIRM, level=AgencyLevel.NONE)
    )
    employer.office = office
    employer.registered_at = timezone.now()
    write_checked_facts(employer, facts)
    write_unchecked_facts(employer, facts)
    if by is not None:
        employer.entered_by = by.seat
        _write_decision(employer, EmployerStatus.VERIFIED, "", by)
    employer.agency.save()
    employer.save()
    record_action(
        RecruitmentAction.EMPLOYER_REGISTERED,
        employer,
        by=by,
        after={"tax_code": tax_code, "office": office.name},
    )
    return employer


# Correcting ---------------------------------------------------------------------------------------
@transaction.atomic
def change_employer(
    *, employer: Employer, facts: EmployerFacts, by: Actor, files: Sequence["File[Any]"] = ()
) -> Employer:
    """By its representative. What was asked back or refused goes to the office again.

    A new name or place of an employer that was once verified is stored beside the checked ones
    until the office decides. `files`: more of its papers. Raises FactsError.
    """
    check_files(files)
    row = lock_employer(employer)
    if by.seat.agency_id != row.agency_id:
        raise RuleError(_("Only the employer's own representatives change this."))
    office = require_valid_employer(facts)
    before = {"office": row.office.name, "status": row.status}
    write_unchecked_facts(row, facts)
    row.version += 1
    if row.is_to_mend:
        row.status = EmployerStatus.REGISTERED
        row.registered_at = timezone.now()
        row.decided_at = row.decided_by = row.decided_person = None
    if row.was_verified:
        _propose_change(row, facts.checked, office, by)
    else:
        row.office = office
        write_checked_facts(row, facts)
    row.save()
    row.agency.save()
    record_action(
        RecruitmentAction.EMPLOYER_CHANGED,
        row,
        by=by,
        before=before,
        after={"office": row.office.name, "status": row.status},
    )
    reindex_vacancies(row)
    with hand_in_documents(row, files, by):
        _hold_or_release(row, by)
    return row


def _propose_change(row: Employer, facts: CheckedFacts, office: Agency, by: Actor) -> None:
    # Replaces an earlier proposal; the log records what was there and what is proposed now.
    current = checked_facts(row)
    stood = checked_facts(waiting_change(row) or row)
    if facts == stood:
        return
    EmployerChange.objects.filter(employer=row).delete()
    if facts != current:
        EmployerChange.objects.create(
            employer=row,
            office=office,
            proposed_at=timezone.now(),
            proposed_by=by.seat,
            proposed_person=by.person,
            **vars(facts),
        )
    old, new = differing_facts(stood, facts)
    record_action(
        RecruitmentAction.EMPLOYER_CHANGE_PROPOSED,
        row,
        by=by,
        before=old,
        after=new | {"office": office.name},
    )


def accept_proposed_facts(row: Employer, change: EmployerChange) -> None:
    # What was proposed is now what was checked, here and on the vacancies that are found by it.
    write_checked_facts(row, checked_facts(change))
    row.office = change.office
    row.version += 1
    change.delete()
    row.save()
    row.agency.save()
    reindex_vacancies(row)


def _hold_or_release(row: Employer, by: Actor) -> None:
    # Nothing of an employer that is not verified is public.
    if row.is_verified:
        release_vacancies(row, by=by)
    else:
        hold_vacancies(row, by=by)


# The office's decision ----------------------------------------------------------------------------
@transaction.atomic
def verify_employer(*, employer: Employer, version: int, by: Actor, words: str = "") -> None:
    """`version` is that of the registration which the office has seen, here and below."""
    _decide(employer, EmployerStatus.VERIFIED, words, by, version)


@transaction.atomic
def ask_employer_back(*, employer: Employer, version: int, words: str, by: Actor) -> None:
    # With what is missing or looks wrong; the employer completes it and sends it again.
    if not words.strip():
        raise RuleError(_("Say what the employer has to complete."), field="words")
    _decide(employer, EmployerStatus.ASKED_BACK, words, by, version)


@transaction.atomic
def refuse_employer(*, employer: Employer, version: int, words: str, by: Actor) -> None:
    if not words.strip():
        raise RuleError(_("Say why the registration is refused."), field="words")
    _decide(employer, EmployerStatus.REFUSED, words, by, version)


def _decide(
    employer: Employer, status: EmployerStatus, words: str, by: Actor, version: int
) -> None:
    row = lock_employer(employer)
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
        accept_proposed_facts(row, change)
    _write_decision(row, status, words, by)
    row.save()
    record_action(
        RecruitmentAction.EMPLOYER_JUDGED,
        row,
        by=by,
        before=before,
        after={"status": str(status), "text": row.words},
    )
    _hold_or_release(row, by)
    context = {
        "employer": row.agency.name,
        "status": row.status,
        "office": office.name,
        "words": row.words,
    }
    queue_employer_letters(
        row, "employer_judged", f"employer-{row.pk}-{row.decided_at:%Y%m%d%H%M%S%f}", context
    )


def require_version(row: Employer, version: int) -> None:
    if row.version != version:
        raise RuleError(
            _("The employer has changed its registration meanwhile. Look at it again, then decide.")
        )


def _write_decision(row: Employer, status: EmployerStatus, words: str, by: Actor) -> None:
    row.status = status
    row.words = words.strip()
    row.decided_at = timezone.now()
    row.decided_by = by.seat
    row.decided_person = by.person
    if status == EmployerStatus.VERIFIED:
        row.verified_at = row.verified_at or row.decided_at


def may_verify(employer: Employer, change: EmployerChange | None, by: Actor) -> bool:
    # Who decides on its registration, including a waiting change.
    return is_office(_deciding_office(employer, change), by)


def _deciding_office(employer: Employer, change: EmployerChange | None) -> Agency:
    # As lists, counts and letters determine it (waiting/entries.py): an unverified employer is
    # verified at its new address.
    return change.office if change and not employer.is_verified else employer.office


def _require_office(office: Agency, by: Actor) -> None:
    if not is_office(office, by):
        raise RuleError(_("%(office)s verifies this employer.") % {"office": office.name})
