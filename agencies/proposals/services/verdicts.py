"""Locking a proposal, which refuses an edit made on an older state of it; confirming, dropping and
restoring it.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _, override

from agencies.audit.choices import AuditAction
from agencies.audit.models import AuditEntry
from agencies.audit.services import record_action
from agencies.directives.choices import (
    AgencyRole,
    DirectiveStatus,
    ProposalStatus,
    ReviewVerdict,
    Scope,
)
from agencies.directives.models import Directive, Proposal, ProposalAgency
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.proposals.queries import review_items


class StaleProposalError(RuleError):
    """Somebody else has changed the proposal since it was shown."""

    code = "stale"

    def __init__(self, proposal: Proposal) -> None:
        last = (
            AuditEntry.objects.filter(target_type=proposal._meta.label_lower, target_id=proposal.pk)
            .select_related("person")
            .first()
        )
        who = last.person.full_name if last and last.person else _("Somebody")
        super().__init__(
            _("%(who)s has changed this item meanwhile. Below is how it stands now.")
            % {"who": who},
            field="version",
        )


def lock_directive(directive: Directive) -> Directive:
    row = Directive.objects.select_for_update(no_key=True).get(pk=directive.pk)
    if row.status == DirectiveStatus.WITHDRAWN:
        raise RuleError(_("This document has been withdrawn."))
    return row


def lock_proposal(proposal: Proposal, version: int | None) -> Proposal:
    """The proposal as it is now, locked: changes of one directive follow one another."""
    lock_directive(Directive(pk=proposal.directive_id))
    fresh = Proposal.objects.select_related("directive", "clause").filter(pk=proposal.pk).first()
    if fresh is None:
        raise RuleError(
            _("Somebody has merged this item with another one meanwhile."), field="version"
        )
    if version is not None and fresh.version != version:
        raise StaleProposalError(fresh)
    if fresh.status == ProposalStatus.ASSIGNED:
        raise RuleError(_("This item has been assigned; change the task instead."))
    return fresh


def set_proposal_status(
    proposal: Proposal, status: str, action: TextChoices, by: Actor
) -> Proposal:
    before = {"status": proposal.status}
    proposal.status = status
    return save_proposal(proposal, action, before, by, after={"status": status})


def save_proposal(
    proposal: Proposal,
    action: TextChoices,
    before: Mapping[str, object],
    by: Actor,
    after: Mapping[str, object] | None = None,
) -> Proposal:
    proposal.version += 1
    proposal.save()
    record_action(
        action, proposal, by=by, before=before, after=after or proposal_snapshot(proposal)
    )
    return proposal


def proposal_snapshot(proposal: Proposal) -> dict[str, object]:
    return {
        "text": proposal.text,
        "scope": proposal.scope,
        "status": proposal.status,
        "deadlines": [deadline.text for deadline in proposal.deadlines],
        "addressees": [_addressee(a) for a in proposal.addressees.all()],
    }


def _addressee(addressee: ProposalAgency) -> str:
    # For the log, in the language of the portal.
    with override(settings.LANGUAGE_CODE):
        return f"{addressee.get_role_display()}: {addressee.written}"


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, version: int | None = None, by: Actor) -> Proposal:
    """Confirm the proposal as it is, to be assigned. An unknown lead must be clarified first."""
    proposal = lock_proposal(proposal, version)
    leads = [a for a in proposal.addressees.all() if a.role == AgencyRole.LEAD]
    if names := ", ".join(f"“{a.written}”" for a in leads if not a.is_resolved):
        raise RuleError(
            _("Say which agency %(names)s is, or remove the name, before you confirm.")
            % {"names": names},
            field="leads",
        )
    if not leads and not (proposal.scope == Scope.DATED and proposal.deadlines):
        raise RuleError(_("Name the agency that has to do it before you confirm."), field="leads")
    return set_proposal_status(
        proposal, ProposalStatus.CONFIRMED, AuditAction.PROPOSAL_CONFIRMED, by
    )


@transaction.atomic
def drop_proposal(*, proposal: Proposal, version: int | None = None, by: Actor) -> Proposal:
    """Leave the proposal out; it stays in the list and can be restored."""
    return set_proposal_status(
        lock_proposal(proposal, version), ProposalStatus.DROPPED, AuditAction.PROPOSAL_DROPPED, by
    )


@transaction.atomic
def restore_proposal(*, proposal: Proposal, version: int | None = None, by: Actor) -> Proposal:
    """Take back a drop or a confirmation."""
    return set_proposal_status(
        lock_proposal(proposal, version), ProposalStatus.PROPOSED, AuditAction.PROPOSAL_RESTORED, by
    )


@transaction.atomic
def confirm_all_certain(*, directive: Directive, by: Actor) -> int:
    """Confirm everything that the reader is certain of; returns how many."""
    lock_directive(directive)
    certain = [
        item.proposal for item in review_items(directive) if item.verdict == ReviewVerdict.CERTAIN
    ]
    for proposal in certain:
        confirm_proposal(proposal=proposal, by=by)
    return len(certain)
