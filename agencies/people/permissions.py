"""Who may do what with tasks, documents and the portal itself (docs/roles.md). Deny by default.

Every view names its permission with `@requires(...)`; the decorator puts the acting person and seat
on `request.actor`.
"""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from agencies.bodies.choices import SeatRole
from agencies.lists.written_queries import BLANK_DAY, BLANK_KEY, WrittenQuery
from agencies.people.models import Person, Seat, SeatHolding, SeatHoldingQuerySet

logger = logging.getLogger(__name__)
SEAT_SESSION_KEY = "seat_id"


class Right(Enum):
    """What a seat may do; each app has an enum of its own, with the table of its roles beside
    it.
    """

    def is_given_to(self, role: str) -> bool:
        raise NotImplementedError


class Permission(Right):
    SIGNED_IN = auto()
    SEE_OWN_TASKS = auto()
    SEE_ALL_TASKS = auto()
    REPORT_PROGRESS = auto()
    DECIDE_RESULTS = auto()  # accept and grant, what is not their own (agencies.deciding)
    STEER_TASKS = auto()
    SEE_DIRECTIVES = auto()
    READ_DIRECTIVES = auto()
    SEE_BOARD = auto()
    SEE_OUTBOX = auto()
    SEE_JOBS = auto()
    CHANGE_CALENDAR = auto()
    CHANGE_REMINDERS = auto()
    ASK_EXPLANATIONS = auto()
    HAND_OVER_TASKS = auto()
    SEE_REPORTS = auto()
    SEE_AUDIT = auto()
    SEE_PERSONAL_DATA = auto()
    KEEP_PERSONAL_DATA = auto()

    def is_given_to(self, role: str) -> bool:
        return self in ROLE_PERMISSIONS.get(role, frozenset())


_OWN_WORK = frozenset({Permission.SIGNED_IN, Permission.SEE_OWN_TASKS, Permission.REPORT_PROGRESS})
_HOST_OFFICER = _OWN_WORK | {Permission.SEE_DIRECTIVES}
_LEADER = frozenset(
    {
        Permission.SIGNED_IN,
        Permission.SEE_OWN_TASKS,
        Permission.SEE_ALL_TASKS,
        Permission.DECIDE_RESULTS,
        Permission.SEE_DIRECTIVES,
        Permission.SEE_BOARD,
        Permission.SEE_REPORTS,
        Permission.ASK_EXPLANATIONS,
        Permission.SEE_AUDIT,
    }
)

ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    SeatRole.COORDINATOR: frozenset(Permission),
    SeatRole.LEADER: _LEADER,
    SeatRole.OFFICER: _HOST_OFFICER,
    SeatRole.VERIFIER: _HOST_OFFICER,
    SeatRole.NEWSROOM: _HOST_OFFICER,
    SeatRole.JOB_CENTRE: _HOST_OFFICER,
    SeatRole.FEDERATION_COLLECTOR: _HOST_OFFICER,
    SeatRole.PARTNER_OFFICER: _OWN_WORK,
    SeatRole.EMPLOYER: _OWN_WORK,
}

# Whoever sees other agencies' data or personal data signs in with a second factor.
SECOND_FACTOR_ROLES = frozenset(
    {
        SeatRole.COORDINATOR,
        SeatRole.LEADER,  # all agencies' tasks, people and letters
        SeatRole.VERIFIER,
        SeatRole.JOB_CENTRE,
        SeatRole.FEDERATION_COLLECTOR,  # employers, workers, petitioners
    }
)


def roles_with(permission: Permission) -> list[str]:
    return [role for role, rights in ROLE_PERMISSIONS.items() if permission in rights]


@dataclass(frozen=True)
class Actor:
    """A person acting from a seat: the `by=` of every service."""

    person: Person
    seat: Seat

    def may(self, right: Right) -> bool:
        return right.is_given_to(self.seat.role)


class SignedInRequest(HttpRequest):
    """The request of a view that only signed-in people reach."""

    user: Person


class ActingRequest(SignedInRequest):
    """The request of a view behind `requires`."""

    actor: Actor


def present_actor(*, person: Person, seat: Seat, on: datetime.date) -> Actor | None:
    """For work without a request: whoever asked for it, while the account is open and the seat
    held; else None.

    Whether the seat still has the right is asked of the actor, as always.
    """
    holds = person.is_active and Seat.objects.held_by(person, on).filter(pk=seat.pk).exists()
    return Actor(person=person, seat=seat) if holds else None


def held_seats(request: HttpRequest) -> list[Seat]:
    """The seats that the signed-in person holds today, with what the frame shows of each: one
    query.
    """
    if not hasattr(request, "held_seats"):
        request.held_seats = _seats_with_frame(request.user)
    return request.held_seats


def _seats_with_frame(person: Person) -> list[Seat]:
    """Each with `unread_notices` of the person, and `is_administrators`, whether the person manages
    the members of its agency today.
    """
    holdings = _HOLDINGS_WITH_FRAME.read(person.pk, timezone.localdate())
    administrated = {held.seat.agency_id for held in holdings if held.is_administrator}
    seats = {held.seat_id: held.seat for held in holdings}
    for held in holdings:
        seat = seats[held.seat_id]
        seat.unread_notices = held.unread_notices
        seat.is_administrators = seat.agency_id in administrated
    return list(seats.values())


def _holdings_with_frame(person: int, on: datetime.date) -> SeatHoldingQuerySet:
    shown = SeatHolding.objects.select_related("seat__agency__province", "seat__agency__parent")
    current = shown.current(on).filter(person=person)
    return current.with_unread_notices().order_by("seat_id")


_HOLDINGS_WITH_FRAME = WrittenQuery[SeatHolding](_holdings_with_frame, BLANK_KEY, BLANK_DAY)


def acting_seat(request: HttpRequest) -> Seat | None:
    """The seat chosen in this session if it is still held, else the first seat held; None without
    one.
    """
    seats = held_seats(request)
    chosen = request.session.get(SEAT_SESSION_KEY)
    return next((seat for seat in seats if seat.id == chosen), seats[0] if seats else None)


class NoSeatError(PermissionDenied):
    """The signed-in person holds no seat today that could allow anything."""


def requires(permission: Right) -> Callable:
    """Let the view run only for a person whose acting seat has the permission.

    Others get 403; somebody without a seat learns there who gives one. The response is not cached,
    so that after signing out "back" shows nothing on a shared computer.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: ActingRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            seat = acting_seat(request)
            actor = Actor(person=request.user, seat=seat) if seat else None
            if actor is None or not actor.may(permission):
                logger.warning(
                    "Refused: person %s from seat %s, %s %s, which needs %s",
                    request.user.pk,
                    seat and seat.pk,
                    request.method,
                    request.path,
                    permission.name,
                )
                raise PermissionDenied if actor else NoSeatError
            request.actor = actor
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        guarded.permission = permission
        return guarded

    return decorate
