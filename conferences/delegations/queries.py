"""Delegations: who sees which, who is a member, and what waits."""

import datetime

from django.db.models import Count, Q, QuerySet

from agencies.bodies.choices import SeatRole
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.registry import CalendarEvent, CalendarSpan
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.delegations.choices import AHEAD, DelegationState, MemberAnswer
from conferences.delegations.models import Delegation, DelegationMember
from conferences.partnerships.queries import host_agencies, is_partner, province_line
from conferences.permissions import ConferencePermission


def visible_delegations(by: Actor) -> QuerySet[Delegation]:
    return delegations_of_seat(by.seat)


def delegations_of_seat(seat: Seat) -> QuerySet[Delegation]:
    """All for who sees the files of partner provinces; for a partner's officer those of the own
    province that are shared; for others those to which their agency is invited or which it leads.
    """
    rows = Delegation.objects.select_related("partnership__province__successor", "lead")
    if seat.role == SeatRole.PARTNER_OFFICER:
        line = province_line(seat.agency.province_id)
        return rows.filter(partnership__province__in=line, shared_at__isnull=False)
    if ConferencePermission.SEE_PARTNERSHIPS.is_given_to(seat.role):
        return rows
    return rows.filter(pk__in=_with_agency(seat.agency_id))


def inside_delegations(by: Actor) -> QuerySet[Delegation]:
    """Those whose papers and costs somebody may have: of a partner's officer none."""
    rows = visible_delegations(by)
    return rows.none() if is_partner(by) else rows


def _with_agency(agency: int) -> QuerySet[Delegation]:
    # Those to which the agency is invited, and those that it leads once they are decided.
    invited = Q(members__seat__agency=agency, members__invited_at__isnull=False)
    leads = Q(lead=agency) & ~Q(state=DelegationState.DRAFT)
    return Delegation.objects.filter(invited | leads)


def delegation_events(asked: CalendarSpan) -> list[CalendarEvent]:
    """Journeys that are decided and not cancelled, on whole days."""
    standing = delegations_of_seat(asked.seat).exclude(
        state__in=(DelegationState.DRAFT, DelegationState.CANCELLED)
    )
    rows = standing.filter(starts_on__lte=asked.last, ends_on__gte=asked.first)
    if asked.agency is not None:
        hosts = Q(partnership__contact_agency=asked.agency)
        rows = rows.filter(Q(pk__in=_with_agency(asked.agency)) | hosts)
    return [_event(row) for row in rows]


def _event(row: Delegation) -> CalendarEvent:
    state = DelegationState(row.state)
    return CalendarEvent(
        kind="delegation",
        key=row.pk,
        made_at=row.entered_at,
        changed_at=row.changed_at,
        title=row.title,
        url=row.get_absolute_url(),
        first=row.starts_on,
        last=row.ends_on,
        state=state.label,
        tone=state.tone,
        place=row.partnership.province.name,
        details=(row.lead.display_name,),
        sequence=row.version,
    )


def delegations_with_counts(rows: QuerySet[Delegation]) -> QuerySet[Delegation]:
    """Each with `invited` and `coming`, of its members."""
    is_coming = Q(members__answer__in=(MemberAnswer.COMING, MemberAnswer.SUBSTITUTED))
    return rows.annotate(
        invited=Count("members", filter=Q(members__invited_at__isnull=False)),
        coming=Count("members", filter=is_coming),
    ).order_by("-starts_on", "-pk")


def seats_to_invite(on: datetime.date) -> QuerySet[Seat]:
    """Seats of the host province's bodies that somebody with an open account holds."""
    held = SeatHolding.objects.reachable(on).values("seat")
    rows = Seat.objects.filter(pk__in=held, agency__in=host_agencies(on))
    return rows.exclude(role=SeatRole.PARTNER_OFFICER).select_related("agency")


def answerable_members(by: Actor) -> QuerySet[DelegationMember]:
    """The invitations that the reader's agency answers in the portal."""
    rows = DelegationMember.objects.filter(seat__agency=by.seat.agency_id, invited_at__isnull=False)
    return rows.select_related("delegation__partnership__province", "seat__agency")


def members_to_remind() -> QuerySet[DelegationMember]:
    """Invited to a journey that is ahead, and not answered, with an account or without."""
    return DelegationMember.objects.filter(
        invited_at__isnull=False, answer=MemberAnswer.OPEN, delegation__state__in=AHEAD
    )


def unanswered_invitations(today: datetime.date) -> QuerySet[DelegationMember]:
    """Invitations of members with an account that nobody has answered, before the journey."""
    return members_to_remind().filter(seat__isnull=False, delegation__starts_on__gte=today)


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
