"""Delegations: who sees which, who is a member, and what waits."""

import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.delegations.choices import AHEAD, DelegationState, MemberAnswer
from conferences.delegations.models import Delegation, DelegationMember
from conferences.partnerships.queries import host_agencies, is_partner, visible_partnerships
from conferences.permissions import ConferencePermission


def visible_delegations(by: Actor) -> QuerySet[Delegation]:
    """All for who sees the files of partner provinces; for a partner's officer those of the own
    province that are shared; for others those to which their agency is invited or which it leads.
    """
    rows = Delegation.objects.select_related("partnership__province__successor", "lead")
    if is_partner(by):
        shown = rows.filter(partnership__in=visible_partnerships(by))
        return shown.filter(shared_at__isnull=False)
    return rows.filter(pk__in=_inside(by))


def inside_delegations(by: Actor) -> QuerySet[Delegation]:
    """Those whose papers and costs somebody may have: of a partner's officer none."""
    if is_partner(by):
        return Delegation.objects.none()
    return visible_delegations(by)


def _inside(by: Actor) -> QuerySet[Delegation]:
    if by.may(ConferencePermission.SEE_PARTNERSHIPS):
        return Delegation.objects.all()
    invited = Q(members__seat__agency=by.seat.agency_id, members__invited_at__isnull=False)
    leads = Q(lead=by.seat.agency_id) & ~Q(state=DelegationState.DRAFT)
    return Delegation.objects.filter(invited | leads)


def delegations_with_counts(rows: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """Each with `invited` and `coming`, of its members."""
    is_coming = Q(members__answer__in=(MemberAnswer.COMING, MemberAnswer.SUBSTITUTED))
    return rows.annotate(
        invited=Count("members", filter=Q(members__invited_at__isnull=False)),
        coming=Count("members", filter=is_coming),
    )


def seats_to_invite(on: datetime.date) -> QuerySet[Seat]:
    """Seats of the host province's bodies that somebody with an open account holds."""
    held = SeatHolding.objects.reachable(on).values("seat")
    rows = Seat.objects.filter(pk__in=held, agency__in=host_agencies(on))
    return rows.exclude(role=SeatRole.PARTNER_OFFICER).select_related("agency")


def answerable_members(by: Actor) -> QuerySet[DelegationMember]:
    """The invitations that the reader's agency answers in the portal."""
    rows = DelegationMember.objects.filter(seat__agency=by.seat.agency_id, invited_at__isnull=False)
    return rows.select_related("delegation__partnership__province", "seat__agency")


def unanswered_invitations(today: datetime.date) -> QuerySet[DelegationMember]:
    """Invitations of members with an account that nobody has answered, before the journey."""
    return DelegationMember.objects.filter(
        seat__isnull=False,
        invited_at__isnull=False,
        answer=MemberAnswer.OPEN,
        delegation__state__in=AHEAD,
        delegation__starts_on__gte=today,
    )


def travelling_members(delegation: Delegation) -> list[DelegationMember]:
    """Those who travel or may still: not who has declined."""
    rows = delegation.members.exclude(answer=MemberAnswer.DECLINED)
    return list(rows.select_related("seat__agency").order_by("pk"))


def report_occurrence(delegation: Delegation) -> Occurrence | None:
    """The report that is owed after the journey."""
    if delegation.task_id is None:
        return None
    rows = Occurrence.objects.filter(task=delegation.task_id)
    return rows.exclude(status=OccurrenceStatus.WITHDRAWN).order_by("pk").first()


def is_link_open(member: DelegationMember) -> bool:
    """Whether the signed link of a member still shows the journey: until its last day."""
    delegation = member.delegation
    return member.invited_at is not None and delegation.ends_on >= timezone.localdate()
