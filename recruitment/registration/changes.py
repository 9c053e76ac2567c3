"""A change of an employer's checked facts: accepted or refused by the office, or withdrawn."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import queue_employer_letters
from recruitment.employers.choices import ChangeDecision
from recruitment.employers.facts import checked_facts, differing_facts
from recruitment.employers.models import Employer, EmployerChange
from recruitment.employers.queries import waiting_change
from recruitment.employers.routing import is_office
from recruitment.registration.locks import lock_employer
from recruitment.registration.services import accept_proposed_facts, require_version


def may_decide_change(change: EmployerChange | None, by: Actor) -> bool:
    # Coordinators, and the verifiers of the office that is responsible once the change is made.
    return change is not None and is_office(change.office, by)


@transaction.atomic
def accept_change(*, employer: Employer, version: int, by: Actor) -> Employer:
    """`version` is that of the registration which the office has seen, here and below."""
    row, change = _lock_to_decide(employer, version, by)
    if not row.is_verified:
        raise RuleError(_("The registration of the enterprise must be verified first."))
    old, new = differing_facts(checked_facts(row), checked_facts(change))
    accept_proposed_facts(row, change)
    record_action(RecruitmentAction.EMPLOYER_CHANGE_ACCEPTED, row, by=by, before=old, after=new)
    _queue_decision(row, change, ChangeDecision.ACCEPTED, new)
    return row


@transaction.atomic
def refuse_change(*, employer: Employer, version: int, words: str, by: Actor) -> Employer:
    reason = words.strip()
    if not reason:
        raise RuleError(_("Say why the change is refused."), field="words")
    row, change = _lock_to_decide(employer, version, by)
    new = _drop_change(row, change)
    record_action(
        RecruitmentAction.EMPLOYER_CHANGE_REFUSED, row, by=by, before=new, after={"text": reason}
    )
    _queue_decision(row, change, ChangeDecision.REFUSED, new, reason)
    return row


@transaction.atomic
def withdraw_change(*, employer: Employer, by: Actor) -> Employer:
    # By its own representative, while nobody has decided.
    row = lock_employer(employer)
    if by.seat.agency_id != row.agency_id:
        raise RuleError(_("Only the employer's own representatives change this."))
    record_action(
        RecruitmentAction.EMPLOYER_CHANGE_WITHDRAWN,
        row,
        by=by,
        before=_drop_change(row, _require_change(row)),
    )
    return row


def _lock_to_decide(employer: Employer, version: int, by: Actor) -> tuple[Employer, EmployerChange]:
    row = lock_employer(employer)
    change = _require_change(row)
    if not is_office(change.office, by):
        raise RuleError(_("%(office)s verifies this employer.") % {"office": change.office.name})
    require_version(row, version)
    return row, change


def _require_change(row: Employer) -> EmployerChange:
    change = waiting_change(row)
    if change is None:
        raise RuleError(_("No change of this registration waits any more. Look at the page again."))
    return change


def _drop_change(row: Employer, change: EmployerChange) -> dict[str, str]:
    # What was proposed, in words; the checked values stay.
    _old, new = differing_facts(checked_facts(row), checked_facts(change))
    EmployerChange.objects.filter(pk=change.pk).delete()
    row.version += 1
    row.save()
    return new


def _queue_decision(
    row: Employer,
    change: EmployerChange,
    decision: ChangeDecision,
    new: dict[str, str],
    words: str = "",
) -> None:
    context = {
        "employer": row.agency.name,
        "office": change.office.name,
        "verdict": decision.value,
        "words": words,
        "new": new,
    }
    queue_employer_letters(
        row, "employer_change_judged", f"employer-change-{row.pk}-{row.version}", context
    )
