"""Confirming, dropping and restoring proposals."""

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.directives.choices import AgencyRole, ProposalStatus, ReviewVerdict, Scope
from agencies.directives.models import Directive, Proposal
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.proposals.queries import review_items
from agencies.proposals.services.locking import lock_directive, lock_proposal, set_proposal_status


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, version: int | None = None, by: Actor) -> Proposal:
    """Confirm the proposal as it is, to be assigned. An unknown lead must be clarified first."""
    proposal = lock_proposal(proposal, version)
    leads = [a for a in proposal.addressees.all() if a.role == AgencyRole.LEAD]
    unknown = [a.written for a in leads if not a.is_resolved]
    if unknown:
        names = ", ".join(f"“{name}”" for name in unknown)
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
