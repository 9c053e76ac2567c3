"""Invitations: who sees which, and what waits for an answer."""

import datetime

from django.db.models import Q, QuerySet

from agencies.calendar.periods import start_of_day
from agencies.people.permissions import Actor, Permission
from conferences.invitations.choices import InvitationAnswer
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.choices import ConferenceState
from conferences.meetings.queries import visible_points


def visible_invitations(by: Actor) -> QuerySet[ConferenceInvitation]:
    """All for those who see all; for others those to their own agency, once they are sent, and
    those to the points that are at it.
    """
    rows = ConferenceInvitation.objects.filter(point__in=visible_points(by))
    if by.may(Permission.SEE_ALL_TASKS):
        return rows
    own = by.seat.agency_id
    return rows.filter(Q(agency=own) | Q(point__agency=own), sent_at__isnull=False)


def with_names(rows: QuerySet[ConferenceInvitation]) -> QuerySet[ConferenceInvitation]:
    return rows.select_related("agency", "point__conference", "point__agency").order_by(
        "point", "agency__sort_key", "pk"
    )


def unanswered_invitations(today: datetime.date) -> QuerySet[ConferenceInvitation]:
    """Sent, to a conference that is still to come, and not answered."""
    return ConferenceInvitation.objects.filter(
        sent_at__isnull=False,
        answer=InvitationAnswer.NONE,
        point__conference__state=ConferenceState.INVITED,
        point__conference__ends_at__gte=start_of_day(today),
    )
