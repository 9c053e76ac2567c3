"""What an officer does with a proposal: confirm, drop, restore, edit, merge, split, add.

Each takes the `version` which the officer saw and raises StaleError when somebody else has changed the proposal since.
"""

import datetime
import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from agencies.choices import AgencyRole, DirectiveStatus, ProposalStatus, Scope, Verdict
from agencies.errors import RuleError
from agencies.models import AuditEntry, Directive, Proposal, ProposalAgency
from agencies.permissions import Actor
from agencies.queries.proposals import items_of, read_deadlines
from agencies.queries.resolution import Addressee, Register
from agencies.reader import read_text
from agencies.services.audit import record
from agencies.services.directives import addressee_as_written, clause_at
from agencies.services.resolution import remember_name
from vietnam.folding import fold
from vietnam.names import agency_key


class StaleError(RuleError):
    """Somebody else has changed the proposal since it was shown."""

    def __init__(self, proposal: Proposal) -> None:
        last = (
            AuditEntry.objects.filter(target_type=proposal._meta.label_lower, target_id=proposal.pk)
            .select_related("person")
            .first()
        )
        who = last.person.full_name if last and last.person else _("Somebody")
        super().__init__(
            _("%(who)s has changed this item meanwhile. Below is how it stands now.") % {"who": who}, field="version"
        )


@dataclass(frozen=True)
class NewAddressee:
    """An addressee as an edit leaves it.

    `is_settled`: an officer has just said what the written name means, which then holds for the whole directive;
    `remember` adds it to the register's aliases, so that it holds for later ones too.
    """

    role: str
    written: str
    means: Addressee
    is_settled: bool = False
    remember: bool = False


def register_of(directive: Directive) -> Register:
    return Register(on=directive.issued_on, issuer=directive.issuer)


@transaction.atomic
def confirm_proposal(*, proposal: Proposal, version: int | None = None, by: Actor) -> Proposal:
    """Take the proposal as it stands into what goes out. A lead that nobody knows must be settled first."""
    proposal = _locked(proposal, version)
    leads = [a for a in proposal.addressees.all() if a.role == AgencyRole.LEAD]
    unknown = [a.written for a in leads if not a.is_resolved]
    if unknown:
        names = ", ".join(f"“{name}”" for name in unknown)
        raise RuleError(
            _("Say which agency %(names)s is, or remove the name, before you confirm.") % {"names": names},
            field="leads",
        )
    if not leads and not (proposal.scope == Scope.DATED and proposal.deadlines):
        raise RuleError(_("Name the agency that has to do it before you confirm."), field="leads")
    return _set_status(proposal, ProposalStatus.CONFIRMED, "proposal-confirmed", by)


@transaction.atomic
def drop_proposal(*, proposal: Proposal, version: int | None = None, by: Actor) -> Proposal:
    """Leave the proposal out; it stays in the list and can be restored."""
    return _set_status(_locked(proposal, version), ProposalStatus.DROPPED, "proposal-dropped", by)


@transaction.atomic
def restore_proposal(*, proposal: Proposal, version: int | None = None, by: Actor) -> Proposal:
    """Take back a drop or a confirmation."""
    return _set_status(_locked(proposal, version), ProposalStatus.PROPOSED, "proposal-restored", by)


@transaction.atomic
def confirm_all_certain(*, directive: Directive, by: Actor) -> int:
    """Confirm whatever the reader is certain of; returns how many."""
    _lock_directive(directive)
    certain = [item.proposal for item in items_of(directive) if item.verdict == Verdict.CERTAIN]
    for proposal in certain:
        confirm_proposal(proposal=proposal, by=by)
    return len(certain)


@transaction.atomic
def edit_proposal(
    *,
    proposal: Proposal,
    version: int,
    text: str,
    scope: str,
    addressees: list[NewAddressee],
    deadlines: list[dict],
    inherits_from: str = "",
    confirm: bool = False,
    by: Actor,
) -> Proposal:
    """Replace what the proposal says. What a person has written is certain, as far as its names are known."""
    proposal = _locked(proposal, version)
    if not text.strip():
        raise RuleError(_("A task needs its content."), field="text")
    before = _state(proposal)
    proposal.text, proposal.scope, proposal.deadlines, proposal.inherits_from = (
        text.strip(),
        scope,
        deadlines,
        inherits_from,
    )
    proposal.confidence, proposal.status = 1.0, ProposalStatus.PROPOSED
    proposal.addressees.all().delete()
    ProposalAgency.objects.bulk_create(_row(proposal, new) for new in addressees)
    for new in (new for new in addressees if new.is_settled):
        _settle_name(proposal, new, by)
    proposal = _saved(proposal, "proposal-edited", before, by)
    return confirm_proposal(proposal=proposal, by=by) if confirm else proposal


@transaction.atomic
def merge_proposals(*, proposal: Proposal, version: int | None = None, by: Actor) -> Proposal:
    """Join the proposal to the one above it; returns the joined one, which is to be checked again."""
    lower = _locked(proposal, version)
    items = [item.proposal for item in items_of(lower.directive) if item.is_open]
    above = (
        items[: next(i for i, p in enumerate(items) if p.pk == lower.pk)] if lower.pk in {p.pk for p in items} else []
    )
    if not above:
        raise RuleError(_("There is no item above with which this one could be merged."))
    upper = _locked(above[-1], None)
    before = {"upper": _state(upper), "lower": _state(lower)}
    upper.text = f"{upper.text}\n{lower.text}"
    upper.start, upper.end = min(upper.start, lower.start), max(upper.end, lower.end)
    upper.deadlines = upper.deadlines + [d for d in lower.deadlines if d not in upper.deadlines]
    upper.inherits_from = upper.inherits_from or lower.inherits_from
    upper.confidence, upper.status = min(upper.confidence, lower.confidence), ProposalStatus.PROPOSED
    known = {_meaning(a) for a in upper.addressees.all()}
    lower.addressees.exclude(pk__in=[a.pk for a in lower.addressees.all() if _meaning(a) in known]).update(
        proposal=upper
    )
    lower.delete()
    return _saved(upper, "proposals-merged", before, by)


@transaction.atomic
def split_proposal(*, proposal: Proposal, at: int, version: int | None = None, by: Actor) -> tuple[Proposal, Proposal]:
    """Cut the proposal at a character of the directive's text; both parts keep the agencies, to be checked again."""
    upper = _locked(proposal, version)
    whole = upper.directive.text
    parts = [" ".join(whole[a:b].split()) for a, b in ((upper.start, at), (at, upper.end))]
    if not upper.start < at < upper.end or not all(parts):
        raise RuleError(_("Choose a place inside the item at which to split it."), field="at")
    before, old_deadlines, old_end = _state(upper), upper.deadlines, upper.end
    upper.text, upper.end, upper.deadlines = parts[0], at, _deadlines_in(parts[0], parts[1], old_deadlines)
    upper.status = ProposalStatus.PROPOSED
    start = old_end - len(whole[at:old_end].lstrip())
    lower = Proposal.objects.create(
        directive=upper.directive,
        clause=upper.clause,
        section=upper.section,
        text=parts[1],
        start=start,
        end=old_end,
        scope=upper.scope,
        deadlines=_deadlines_in(parts[1], parts[0], old_deadlines),
        inherits_from=upper.inherits_from,
        confidence=upper.confidence,
    )
    rows = [
        ProposalAgency(proposal=lower, role=a.role, written=a.written, agency=a.agency, group=a.group)
        for a in upper.addressees.all()
    ]
    ProposalAgency.objects.bulk_create(rows)
    return _saved(upper, "proposal-split", before, by), lower


@transaction.atomic
def add_proposal(*, directive: Directive, start: int, end: int, by: Actor) -> Proposal:
    """Propose a stretch of the directive's text which the reader passed over; its agencies and deadlines are read."""
    _lock_directive(directive)
    raw = directive.text[start:end] if 0 <= start < end <= len(directive.text) else ""
    text = " ".join(raw.split())
    if not text:
        raise RuleError(_("Select the words of the task in the document first."), field="text")
    start, end = start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip())
    clause = clause_at(list(directive.clauses.all()), start)
    proposal = Proposal.objects.create(
        directive=directive,
        clause=clause,
        section=clause.section if clause else "",
        text=text,
        start=start,
        end=end,
        scope=Scope.ASSIGNED,
        deadlines=read_deadlines(text, directive.issued_on),
        confidence=1.0,
    )
    names = _names_in(text, directive.issued_on)
    register = register_of(directive)
    ProposalAgency.objects.bulk_create(
        addressee_as_written(proposal, AgencyRole.LEAD, name, register) for name in names
    )
    record("proposal-added", proposal, by=by, after=_state(proposal))
    return proposal


def find_in_text(directive: Directive, words: str) -> tuple[int, int] | None:
    """Where words copied from the document stand in it, however its lines are broken."""
    pieces = [re.escape(piece) for piece in words.split()]
    found = re.search(r"\s+".join(pieces), directive.text) if pieces else None
    return found.span() if found else None


def _names_in(text: str, issued_on: datetime.date | None) -> list[str]:
    return list(dict.fromkeys(name for task in read_text(text, issued_on=issued_on).tasks for name in task.agencies))


def _lock_directive(directive: Directive) -> Directive:
    locked = Directive.objects.select_for_update().get(pk=directive.pk)
    if locked.status == DirectiveStatus.WITHDRAWN:
        raise RuleError(_("This document has been withdrawn."))
    return locked


def _locked(proposal: Proposal, version: int | None) -> Proposal:
    """The proposal as it stands now, alone in our hands: changes of one directive follow one another."""
    _lock_directive(Directive(pk=proposal.directive_id))
    fresh = Proposal.objects.select_related("directive", "clause").filter(pk=proposal.pk).first()
    if fresh is None:
        raise RuleError(_("Somebody has merged this item with another one meanwhile."), field="version")
    if version is not None and fresh.version != version:
        raise StaleError(fresh)
    if fresh.status == ProposalStatus.ASSIGNED:
        raise RuleError(_("This item has been assigned; change the task instead."))
    return fresh


def _set_status(proposal: Proposal, status: str, action: str, by: Actor) -> Proposal:
    before, proposal.status = {"status": proposal.status}, status
    return _saved(proposal, action, before, by, after={"status": status})


def _saved(proposal: Proposal, action: str, before: dict, by: Actor, after: dict | None = None) -> Proposal:
    proposal.version += 1
    proposal.save()
    record(action, proposal, by=by, before=before, after=after or _state(proposal))
    return proposal


def _state(proposal: Proposal) -> dict:
    return {
        "text": proposal.text,
        "scope": proposal.scope,
        "status": proposal.status,
        "deadlines": [d["text"] for d in proposal.deadlines],
        "addressees": [f"{a.role}: {a.written}" for a in proposal.addressees.all()],
    }


def _row(proposal: Proposal, new: NewAddressee) -> ProposalAgency:
    return ProposalAgency(
        proposal=proposal, role=new.role, written=new.written[:300], agency=new.means.agency, group=new.means.group
    )


def _settle_name(proposal: Proposal, new: NewAddressee, by: Actor) -> None:
    """The same name at other items of the directive means the same."""
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
        record("name-settled", other, by=by, after=meaning)


def _meaning(addressee: ProposalAgency) -> tuple:
    name = "" if addressee.is_resolved else fold(addressee.written)
    return addressee.role, addressee.agency_id, addressee.group_id, name


def _deadlines_in(part: str, other: str, deadlines: list[dict]) -> list[dict]:
    """The deadlines whose words stand in this part, and those whose words stand in neither."""
    here, there = fold(part), fold(other)
    return [d for d in deadlines if fold(d["text"]) in here or fold(d["text"]) not in there]
