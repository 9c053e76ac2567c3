"""Invitations that coordinators have sent: for each seat and address the last one, and what became
of it.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.mail.account_letter_links import INVITATION_VALID_FOR
from agencies.members.choices import InvitationState
from agencies.members.models import Invitation


def coordinators_invitations(now: datetime.datetime | None = None) -> QuerySet[Any]:
    """The newest first, each with its `state`; without those that a later one to the same seat and
    address replaced.
    """
    later = Invitation.objects.filter(
        seat=OuterRef("seat"), email=OuterRef("email"), pk__gt=OuterRef("pk")
    )
    by_coordinators = Invitation.objects.filter(invited_by__role=SeatRole.COORDINATOR)
    found: QuerySet[Any] = with_state(by_coordinators.filter(~Exists(later)), now or timezone.now())
    return found.select_related("seat__agency", "letter", "accepted_person").order_by("-pk")


def with_state(rows: QuerySet[Any], now: datetime.datetime) -> QuerySet[Any]:
    state = Case(
        When(accepted_person__isnull=False, then=Value(InvitationState.ACCEPTED.value)),
        When(ended_at__isnull=False, then=Value(InvitationState.WITHDRAWN.value)),
        When(sent_at__lte=now - INVITATION_VALID_FOR, then=Value(InvitationState.EXPIRED.value)),
        default=Value(InvitationState.WAITING.value),
    )
    stated: QuerySet[Any] = rows.annotate(state=state)
    return stated


def count_by_state(rows: QuerySet[Any]) -> dict[str, int]:
    """How many in each state, and `all` of them: their sum."""
    counted = rows.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n")
    counts = dict.fromkeys(InvitationState.values, 0) | dict(counted)
    return counts | {"all": sum(counts.values())}


def of_one_letter(rows: Iterable[Invitation]) -> QuerySet[Any]:
    """With all open ones that the same letters mention: one link opens all of them."""
    rows = list(rows)
    letters = {row.letter_id for row in rows if row.letter_id}
    together = Q(pk__in=[row.pk for row in rows]) | Q(letter__in=letters)
    return (
        Invitation.objects.filter(together, ended_at=None)
        .select_related("seat__agency", "letter")
        .order_by("pk")
    )
