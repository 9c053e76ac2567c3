"""The state of the proposals of a directive: deadlines with inherited ones, verdicts and
reasons.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _

from agencies.bodies.models import AgencyGroup
from agencies.directives.choices import AgencyRole, ProposalStatus, ReviewVerdict, Scope
from agencies.directives.models import Clause, Directive, Proposal, ProposalAgency
from agencies.proposals.unread import doubts_of_proposals
from vietnam.deadlines import DeadlineKind, StatedDeadline, find_deadlines
from vietnam.folding import fold

# Confidence from which the reader's proposal counts as certain.
CERTAIN_FROM = 0.75

_GENERIC = ("lien quan", "co quan chuc nang", "chuc nang cua cac tinh")

_DECIDED = {
    ProposalStatus.ASSIGNED: ReviewVerdict.ASSIGNED,
    ProposalStatus.DROPPED: ReviewVerdict.DROPPED,
    ProposalStatus.CONFIRMED: ReviewVerdict.CONFIRMED,
}


@dataclass
class ReviewItem:
    """A proposal as the review shows it. `number` counts all proposals of the directive from 1, in
    its order.

    `unread`: what the reader left out of it or is not sure of, in words.
    """

    proposal: Proposal
    number: int
    deadlines: list[StatedDeadline]
    group_sizes: dict[int, int] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    @cached_property
    def leads(self) -> list[ProposalAgency]:
        return self._in_role(AgencyRole.LEAD)

    @cached_property
    def coordinating(self) -> list[ProposalAgency]:
        return self._in_role(AgencyRole.COORDINATING)

    @cached_property
    def clearing(self) -> list[ProposalAgency]:
        return self._in_role(AgencyRole.CLEARING)

    @cached_property
    def unresolved(self) -> list[ProposalAgency]:
        return [a for a in self.proposal.addressees.all() if not a.is_resolved]

    @cached_property
    def doubts(self) -> list[str]:
        # Why a person must look before this can be assigned.
        return list(_doubts(self))

    @property
    def unknown_leads(self) -> list[str]:
        return [a.written for a in self.leads if not a.is_resolved]

    @property
    def notes(self) -> list[str]:
        # The doubts except those about names, which are shown at the names themselves.
        return self.doubts[1:] if self.unknown_leads else self.doubts

    @cached_property
    def verdict(self) -> ReviewVerdict:
        if decided := _DECIDED.get(self.proposal.status):
            return (
                ReviewVerdict.MILESTONE
                if decided == ReviewVerdict.CONFIRMED and not self.leads
                else decided
            )
        if self.proposal.scope == Scope.PROGRAMME and not self.proposal.deadlines:
            return ReviewVerdict.ASIDE
        if self.is_milestone:
            return ReviewVerdict.MILESTONE
        return ReviewVerdict.LOOK if self.doubts else ReviewVerdict.CERTAIN

    @property
    def is_milestone(self) -> bool:
        # A dated line without an agency: it gives its date to others but is not a task.
        return (
            self.proposal.scope == Scope.DATED and not self.leads and bool(self.proposal.deadlines)
        )

    @property
    def is_open(self) -> bool:
        return self.proposal.status in ProposalStatus.OPEN

    def _in_role(self, role: AgencyRole) -> list[ProposalAgency]:
        found = [a for a in self.proposal.addressees.all() if a.role == role]
        for addressee in found:
            group = addressee.group_id
            addressee.size = self.group_sizes.get(group) if group else None
            addressee.is_generic = is_generic(addressee.written)
        return found


def is_generic(written: str) -> bool:
    # Names nobody: "các cơ quan liên quan" cannot be looked up, and need not be.
    return fold(written).endswith(_GENERIC)


def _doubts(item: ReviewItem) -> Iterator[str]:
    proposal = item.proposal
    if missing := item.unknown_leads:
        yield _("Not in the register: %(names)s") % {
            "names": ", ".join(f"“{name}”" for name in missing)
        }
    elif not item.leads:
        yield _("No agency is named")
    if proposal.scope == Scope.REQUEST:
        yield _(
            "A request to a body which the issuer cannot instruct: confirm it if you want to "
            "follow it up"
        )
    if proposal.inherits_from and not item.deadlines:
        yield _("Points to section %(section)s, where no deadline was found") % {
            "section": proposal.inherits_from
        }
    yield from (words for deadline in item.deadlines if (words := deadline_doubt(deadline)))
    yield from item.unread
    if proposal.confidence < CERTAIN_FROM:
        yield _("The reader is not sure of this item (%(percent)s %%)") % {
            "percent": round(proposal.confidence * 100)
        }


def deadline_doubt(deadline: StatedDeadline) -> str:
    """Why no date follows from the phrase; empty when one does."""
    phrase = {"phrase": deadline.text}
    if deadline.has_unknown_day:
        return _("“%(phrase)s”: the day cannot be fixed") % phrase
    if deadline.kind is DeadlineKind.RECURRING and not deadline.frequency:
        return _("“%(phrase)s”: how often is not said") % phrase
    if deadline.kind is DeadlineKind.RELATIVE and not deadline.due_on:
        return _("“%(phrase)s”: the day of the event is needed") % phrase
    return ""


class DeadlineSources:
    """Where items without a deadline of their own find one: in the dated items of the section they
    point to, else its text.
    """

    def __init__(self, directive: Directive, proposals: list[Proposal]) -> None:
        self.directive = directive
        self.of_section: dict[str, list[Proposal]] = defaultdict(list)
        for proposal in proposals:
            if proposal.deadlines and proposal.status != ProposalStatus.DROPPED:
                self.of_section[proposal.section].append(proposal)

    def of(self, proposal: Proposal) -> list[StatedDeadline]:
        """The proposal's own deadlines, else the inherited ones, each with `inherited_from`."""
        if proposal.deadlines or not proposal.inherits_from:
            return proposal.deadlines
        section = proposal.inherits_from
        sources = [p for p in self.of_section[section] if p.pk != proposal.pk]
        dated = [p for p in sources if p.scope == Scope.DATED] or sources
        found = [d for p in dated for d in p.deadlines] or self._in_clause(section)
        return [replace(deadline, inherited_from=section) for deadline in found]

    def _in_clause(self, section: str) -> list[StatedDeadline]:
        clause = next((c for c in self._clauses if c.section == section), None)
        if clause is None:
            return []
        text = self.directive.text[clause.start : clause.end]
        return find_deadlines(text, issued_on=self.directive.issued_on)

    @cached_property
    def _clauses(self) -> list[Clause]:
        return list(self.directive.clauses.all())


def review_items(directive: Directive) -> list[ReviewItem]:
    """All proposals in the document's order; a fixed number of queries."""
    addressees = ProposalAgency.objects.select_related(
        "agency__successor__successor", "agency__province", "group__steward__successor"
    )
    proposals = list(
        directive.proposals.order_by("start", "id").prefetch_related(
            Prefetch("addressees", addressees)
        )
    )
    sources = DeadlineSources(directive, proposals)
    sizes = group_sizes()
    unread = doubts_of_proposals(directive, proposals)
    return [
        ReviewItem(p, number, sources.of(p), sizes, unread.get(p.pk, []))
        for number, p in enumerate(proposals, 1)
    ]


def group_sizes() -> dict[int, int]:
    return dict(AgencyGroup.objects.annotate(n=Count("members")).values_list("pk", "n"))


@dataclass(frozen=True)
class ReviewCounts:
    """The review's headline. `total` leaves out what was dropped or is not a task; `unclear` counts
    names.

    `first_look` and `first_unclear` are the keys of the proposals to begin with.
    """

    total: int
    certain: int
    look: int
    unclear: int
    aside: int
    dropped: int
    first_look: int | None = None
    first_unclear: int | None = None


def review_counts(items: list[ReviewItem]) -> ReviewCounts:
    verdicts = Counter(item.verdict for item in items)
    names = {
        a.written
        for item in items
        if item.is_open and item.verdict != ReviewVerdict.ASIDE
        for a in item.unresolved
    }
    unclear = [name for name in names if not is_generic(name)]
    aside = verdicts[ReviewVerdict.ASIDE]
    dropped = verdicts[ReviewVerdict.DROPPED]
    look = verdicts[ReviewVerdict.LOOK]
    total = len(items) - aside - dropped
    first_look = next(
        (item.proposal.pk for item in items if item.verdict == ReviewVerdict.LOOK), None
    )
    first_unclear = next(
        (i.proposal.pk for i in items if i.is_open for a in i.unresolved if a.written in unclear),
        None,
    )
    return ReviewCounts(
        total, total - look, look, len(unclear), aside, dropped, first_look, first_unclear
    )
