"""Invitations that coordinators have sent, with what became of them, and the bodies that they
manage.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.mail.account_letter_links import INVITATION_VALID_FOR
from agencies.members.choices import InvitationState
from agencies.members.models import Invitation
from agencies.people.models import Seat, SeatHolding


def coordinators_invitations(now: datetime.datetime | None = None) -> QuerySet[Any]:
    """The newest first, each with its `state`; without those that a later one to the same seat and
    address replaced.
    """
    later = Invitation.objects.filter(
        seat=OuterRef("seat"), email=OuterRef("email"), pk__gt=OuterRef("pk")
    )
    by_coordinators = Invitation.objects.filter(invited_by__role=SeatRole.COORDINATOR)
    found = with_state(by_coordinators.filter(~Exists(later)), now or timezone.now())
    return found.select_related("seat__agency", "letter", "accepted_person").order_by("-pk")


def with_state(rows: QuerySet[Any], now: datetime.datetime) -> QuerySet[Any]:
    state = Case(
        When(accepted_person__isnull=False, then=Value(InvitationState.ACCEPTED.value)),
        When(ended_at__isnull=False, then=Value(InvitationState.WITHDRAWN.value)),
        When(sent_at__lte=now - INVITATION_VALID_FOR, then=Value(InvitationState.EXPIRED.value)),
        default=Value(InvitationState.WAITING.value),
    )
    return rows.annotate(state=state)


def count_by_state(rows: QuerySet[Any]) -> dict[str, int]:
    """How many in each state, and `all` of them: their sum."""
    counted = rows.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n")
    counts = dict.fromkeys(InvitationState.values, 0) | dict(counted)
    return counts | {"all": sum(counts.values())}


def invitations_of_same_letters(rows: Iterable[Invitation]) -> QuerySet[Any]:
    """With all open ones that the same letters mention: one link opens all of them."""
    rows = list(rows)
    letters = {row.letter_id for row in rows if row.letter_id}
    together = Q(pk__in=[row.pk for row in rows]) | Q(letter__in=letters)
    found = Invitation.objects.filter(together, ended_at=None).order_by("pk")
    return found.select_related("seat__agency", "letter")


def listed_agencies(on: datetime.date) -> QuerySet[Any]:
    """Those that exist on the day, without employers: each with how many seats (`seat_count`),
    `people`, `administrators` and open invitations (`waiting`) it has.
    """
    bodies = Agency.objects.valid(on).exclude(kind__in=(AgencyKind.FIRM, AgencyKind.SERVICE_FIRM))
    held = SeatHolding.objects.current(on).filter(person__is_active=True)
    return bodies.select_related("province").annotate(
        seat_count=_count_for_agency(Seat.objects.all(), "agency", "pk"),
        people=_count_for_agency(held, "seat__agency", "person"),
        administrators=_count_for_agency(
            held.filter(is_administrator=True), "seat__agency", "person"
        ),
        waiting=_count_for_agency(Invitation.objects.filter(ended_at=None), "seat__agency", "pk"),
    )


def _count_for_agency(rows: QuerySet[Any], path: str, what: str) -> Coalesce:
    of_agency = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    counted = of_agency.annotate(n=Count(what, distinct=True)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
