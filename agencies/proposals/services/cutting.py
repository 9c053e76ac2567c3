"""Merging, splitting and adding proposals."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.directives.choices import AgencyRole, ProposalStatus, Scope
from agencies.directives.models import Directive, Proposal, ProposalAgency
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.proposals.queries import review_items
from agencies.proposals.services.editing import register_for
from agencies.proposals.services.verdicts import (
    lock_directive,
    lock_proposal,
    proposal_snapshot,
    save_proposal,
)
from agencies.proposals.upload import innermost_clause, resolve_addressee
from reader import read_text
from vietnam.deadlines import StatedDeadline, find_deadlines
from vietnam.folding import fold


@transaction.atomic
def merge_proposals(*, proposal: Proposal, version: int | None = None, by: Actor) -> Proposal:
    """Join the proposal to the one above it; returns the joined one, which must be checked
    again.
    """
    lower = lock_proposal(proposal, version)
    keys = [item.proposal.pk for item in review_items(lower.directive) if item.is_open]
    if lower.pk not in keys[1:]:
        raise RuleError(_("There is no item above with which this one could be merged."))
    above = Proposal(pk=keys[keys.index(lower.pk) - 1], directive=lower.directive)
    upper = lock_proposal(above, None)
    before = {"upper": proposal_snapshot(upper), "lower": proposal_snapshot(lower)}
    upper.text = f"{upper.text}\n{lower.text}"
    upper.start = min(upper.start, lower.start)
    upper.end = max(upper.end, lower.end)
    upper.deadlines += [d for d in lower.deadlines if d not in upper.deadlines]
    upper.inherits_from = upper.inherits_from or lower.inherits_from
    upper.confidence = min(upper.confidence, lower.confidence)
    upper.status = ProposalStatus.PROPOSED
    known = {_meaning(a) for a in upper.addressees.all()}
    fresh = [a.pk for a in lower.addressees.all() if _meaning(a) not in known]
    lower.addressees.filter(pk__in=fresh).update(proposal=upper)
    lower.delete()
    return save_proposal(upper, AuditAction.PROPOSAL_MERGED, before, by)


@transaction.atomic
def split_proposal(
    *, proposal: Proposal, at: int, version: int | None = None, by: Actor
) -> tuple[Proposal, Proposal]:
    """Cut the proposal at a character of the directive's text; both parts keep the agencies and
    must be checked again.
    """
    upper = lock_proposal(proposal, version)
    whole = upper.directive.text
    parts = [" ".join(whole[a:b].split()) for a, b in ((upper.start, at), (at, upper.end))]
    if not upper.start < at < upper.end or not all(parts):
        raise RuleError(_("Choose a place inside the item at which to split it."), field="at")
    before = proposal_snapshot(upper)
    lower = Proposal.objects.create(
        directive=upper.directive,
        clause=upper.clause,
        section=upper.section,
        text=parts[1],
        start=upper.end - len(whole[at : upper.end].lstrip()),
        end=upper.end,
        scope=upper.scope,
        deadlines=_deadlines_in(parts[1], parts[0], upper.deadlines),
        inherits_from=upper.inherits_from,
        confidence=upper.confidence,
    )
    upper.text = parts[0]
    upper.end = at
    upper.deadlines = _deadlines_in(parts[0], parts[1], upper.deadlines)
    upper.status = ProposalStatus.PROPOSED
    ProposalAgency.objects.bulk_create(
        ProposalAgency(
            proposal=lower, role=a.role, written=a.written, agency=a.agency, group=a.group
        )
        for a in upper.addressees.all()
    )
    return save_proposal(upper, AuditAction.PROPOSAL_SPLIT, before, by), lower


@transaction.atomic
def add_proposal(*, directive: Directive, start: int, end: int, by: Actor) -> Proposal:
    """Propose a stretch of the directive's text that the reader left out; its agencies and
    deadlines are read.
    """
    lock_directive(directive)
    raw = directive.text[start:end] if 0 <= start < end <= len(directive.text) else ""
    text = " ".join(raw.split())
    if not text:
        raise RuleError(_("Select the words of the task in the document first."), field="text")
    start = start + len(raw) - len(raw.lstrip())
    end = end - len(raw) + len(raw.rstrip())
    clause = innermost_clause(list(directive.clauses.all()), start)
    proposal = Proposal.objects.create(
        directive=directive,
        clause=clause,
        section=clause.section if clause else "",
        text=text,
        start=start,
        end=end,
        scope=Scope.ASSIGNED,
        deadlines=find_deadlines(text, issued_on=directive.issued_on),
        confidence=1.0,
    )
    tasks = read_text(text, issued_on=directive.issued_on).tasks
    names = dict.fromkeys(name for task in tasks for name in task.agencies)
    register = register_for(directive)
    ProposalAgency.objects.bulk_create(
        resolve_addressee(proposal, AgencyRole.LEAD, name, register) for name in names
    )
    record_action(AuditAction.PROPOSAL_ADDED, proposal, by=by, after=proposal_snapshot(proposal))
    return proposal


def find_in_text(directive: Directive, words: str) -> tuple[int, int] | None:
    """Where words copied from the document occur in it, however its lines are broken."""
    pieces = [re.escape(piece) for piece in words.split()]
    found = re.search(r"\s+".join(pieces), directive.text) if pieces else None
    return found.span() if found else None


def _deadlines_in(part: str, other: str, deadlines: list[StatedDeadline]) -> list[StatedDeadline]:
    # The deadlines whose words are in this part, and those whose words are in neither.
    here = fold(part)
    there = fold(other)
    return [d for d in deadlines if fold(d.text) in here or fold(d.text) not in there]


def _meaning(addressee: ProposalAgency) -> tuple[str, int | None, int | None, str]:
    name = "" if addressee.is_resolved else fold(addressee.written)
    return addressee.role, addressee.agency_id, addressee.group_id, name
