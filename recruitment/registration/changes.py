"""A change of an employer's checked facts: accepted or refused by the office, or withdrawn."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.services import record
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import write_to_representatives
from recruitment.employers.facts import told_difference
from recruitment.employers.models import Employer, EmployerChange
from recruitment.employers.queries import checked_facts, waiting_change
from recruitment.employers.routing import is_office
from recruitment.registration.services import accept_facts, locked_employer, require_version


def may_decide(change: EmployerChange | None, by: Actor) -> bool:
    # Coordinators, and the verifiers of the office that is responsible once the change is made.
    return change is not None and is_office(change.office, by)


@transaction.atomic
def accept_change(*, employer: Employer, version: int, by: Actor) -> Employer:
    """`version` is that of the registration which the office has seen, here and below."""
    row, change = _decided(employer, version, by)
    if not row.is_verified:
        raise RuleError(_("The registration of the enterprise must be verified first."))
    old, new = told_difference(checked_facts(row), checked_facts(change))
    accept_facts(row, change)
    record(RecruitmentAction.EMPLOYER_CHANGE_ACCEPTED, row, by=by, before=old, after=new)
    _queue_verdict(row, change, "accepted", new)
    return row


@transaction.atomic
def refuse_change(*, employer: Employer, version: int, words: str, by: Actor) -> Employer:
    # With the reason; the checked values stay.
    if not words.strip():
        raise RuleError(_("Say why the change is refused."), field="words")
    row, change = _decided(employer, version, by)
    _old, new = told_difference(checked_facts(row), checked_facts(change))
    _end(row, change)
    record(
        RecruitmentAction.EMPLOYER_CHANGE_REFUSED,
        row,
        by=by,
        before=new,
        after={"text": words.strip()},
    )
    _queue_verdict(row, change, "refused", new, words.strip())
    return row


@transaction.atomic
def take_change_back(*, employer: Employer, by: Actor) -> Employer:
    # By its own representative, while nobody has decided.
    row = locked_employer(employer)
    if by.seat.agency_id != row.agency_id:
        raise RuleError(_("Only the employer's own representatives change this."))
    change = _waiting(row)
    _old, new = told_difference(checked_facts(row), checked_facts(change))
    _end(row, change)
    record(RecruitmentAction.EMPLOYER_CHANGE_WITHDRAWN, row, by=by, before=new)
    return row


def _decided(employer: Employer, version: int, by: Actor) -> tuple[Employer, EmployerChange]:
    row = locked_employer(employer)
    change = _waiting(row)
    if not is_office(change.office, by):
        raise RuleError(_("%(office)s verifies this employer.") % {"office": change.office.name})
    require_version(row, version)
    return row, change


def _waiting(row: Employer) -> EmployerChange:
    change = waiting_change(row)
    if change is None:
        raise RuleError(_("No change of this registration waits any more. Look at the page again."))
    return change


def _end(row: Employer, change: EmployerChange) -> None:
    EmployerChange.objects.filter(pk=change.pk).delete()
    row.version += 1
    row.save()


def _queue_verdict(
    row: Employer, change: EmployerChange, verdict: str, new: dict[str, str], words: str = ""
) -> None:
    context = {
        "employer": row.agency.name,
        "office": change.office.name,
        "verdict": verdict,
        "words": words,
        "new": new,
    }
    write_to_representatives(
        row, "employer_change_judged", f"employer-change-{row.pk}-{row.version}", context
    )
