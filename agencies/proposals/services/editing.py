"""Changing what a proposal says: words, agencies, deadlines; and teaching the register how
documents write a name.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import AgencyAlias, GroupAlias
from agencies.bodies.resolution import AddresseeRegister, RegisteredAddressee
from agencies.directives.choices import ProposalStatus
from agencies.directives.models import Directive, Proposal, ProposalAgency
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.proposals.services.verdicts import (
    confirm_proposal,
    lock_proposal,
    proposal_snapshot,
    save_proposal,
)
from vietnam.deadlines import StatedDeadline
from vietnam.names import agency_key

LONGEST_NAME = 200


@dataclass(frozen=True)
class NewAddressee:
    """An addressee as an edit leaves it.

    `is_settled`: an officer has just said what the written name means, which then holds for the
    whole directive; `remember` adds it to the register's aliases, so that it holds for later ones
    too.
    """

    role: str
    written: str
    means: RegisteredAddressee
    is_settled: bool = False
    remember: bool = False


def register_for(directive: Directive) -> AddresseeRegister:
    return AddresseeRegister(on=directive.issued_on, issuer=directive.issuer)


@transaction.atomic
def edit_proposal(
    *,
    proposal: Proposal,
    version: int,
    text: str,
    scope: str,
    addressees: list[NewAddressee],
    deadlines: list[StatedDeadline],
    inherits_from: str = "",
    confirm: bool = False,
    by: Actor,
) -> Proposal:
    """Replace what the proposal says. What a person has written is certain, as far as its names are
    known.
    """
    proposal = lock_proposal(proposal, version)
    if not text.strip():
        raise RuleError(_("A task needs its content."), field="text")
    before = proposal_snapshot(proposal)
    proposal.text = text.strip()
    proposal.scope = scope
    proposal.deadlines = deadlines
    proposal.inherits_from = inherits_from
    proposal.confidence = 1.0
    proposal.status = ProposalStatus.PROPOSED
    proposal.addressees.all().delete()
    ProposalAgency.objects.bulk_create(
        ProposalAgency(
            proposal=proposal,
            role=new.role,
            written=new.written[:300],
            agency=new.means.agency,
            group=new.means.group,
        )
        for new in addressees
    )
    for new in (new for new in addressees if new.is_settled):
        _apply_name(proposal, new, by)
    proposal = save_proposal(proposal, AuditAction.PROPOSAL_EDITED, before, by)
    return confirm_proposal(proposal=proposal, by=by) if confirm else proposal


def _apply_name(proposal: Proposal, new: NewAddressee, by: Actor) -> None:
    # The same name at other items of the directive means the same.
    if new.remember:
        remember_name(written=new.written, means=new.means, by=by)
    key = agency_key(new.written)
    open_rows = ProposalAgency.objects.filter(
        proposal__directive=proposal.directive_id,
        proposal__status__in=ProposalStatus.OPEN,
        agency__isnull=True,
        group__isnull=True,
    )
    same = [row for row in open_rows if agency_key(row.written) == key]
    ProposalAgency.objects.filter(pk__in=[row.pk for row in same]).update(
        agency=new.means.agency, group=new.means.group
    )
    touched = {row.proposal_id for row in same} - {proposal.pk}
    Proposal.objects.filter(pk__in=touched).update(version=F("version") + 1)
    meaning = {"written": new.written, "means": str(new.means.agency or new.means.group)}
    for other in Proposal.objects.filter(pk__in=touched):
        record_action(AuditAction.NAME_SETTLED, other, by=by, after=meaning)


def remember_name(
    *, written: str, means: RegisteredAddressee, by: Actor
) -> AgencyAlias | GroupAlias | None:
    """From now on documents which write this name mean this agency or group. None when that was
    known. Raises RuleError for a name that is too long to be kept whole.
    """
    key = agency_key(written)
    if max(len(written), len(key)) > LONGEST_NAME:
        words = _(
            "“%(name)s…” has more than %(most)s characters: it cannot be remembered. Take the tick "
            "away from “Remember this way of writing it”."
        )
        raise RuleError(words % {"name": written[:60], "most": LONGEST_NAME})
    defaults = {"name": written}
    alias: AgencyAlias | GroupAlias
    if means.agency:
        alias, is_new = AgencyAlias.objects.get_or_create(
            agency=means.agency, key=key, defaults=defaults
        )
    else:
        alias, is_new = GroupAlias.objects.get_or_create(
            group=means.group, key=key, defaults=defaults
        )
    if not is_new:
        return None
    record_action(
        AuditAction.NAME_REMEMBERED, means.agency or means.group, by=by, after={"written": written}
    )
    return alias
