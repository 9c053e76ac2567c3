"""The members of an agency, what they can open, and who can give a seat to somebody without one."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import Resolver404, resolve

from agencies.bodies.choices import ROLES_OF_KIND, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.bodies.resolution import agency_in_charge
from agencies.mail.account_letter_links import INVITATION_VALID_FOR
from agencies.members.models import Invitation
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.registry import registry


def seats_with_members(agency: Agency, on: datetime.date) -> QuerySet[Seat]:
    """The seats, each with `current_holdings` (closed accounts and later ones too) and
    `open_invitations`, each with its `letter`.
    """
    held = SeatHolding.objects.exclude(ends_on__lt=on).select_related("person")
    invited = Invitation.objects.filter(ended_at=None).select_related("letter").order_by("pk")
    return agency.seats.prefetch_related(
        Prefetch("holdings", held.order_by("starts_on", "pk"), to_attr="current_holdings"),
        Prefetch("invitations", invited, to_attr="open_invitations"),
    ).order_by("title")


def roles_to_give(agency: Agency, basic: str = "") -> dict[str, str]:
    """The roles for a new seat: of those declared for the agency's kind the `basic` one, and those
    that the agency already has.
    """
    has = set(Seat.objects.filter(agency=agency).values_list("role", flat=True))
    given = (has | {basic or basic_role(agency)}) & ROLES_OF_KIND[agency.kind]
    return {role: str(label) for role, label in SeatRole.choices if role in given}


def basic_role(agency: Agency) -> str:
    # The role of people without a particular office; which seats exist does not matter.
    if agency.is_firm:
        return SeatRole.EMPLOYER
    return SeatRole.PARTNER_OFFICER if _is_of_a_partner(agency) else SeatRole.OFFICER


def _is_of_a_partner(agency: Agency) -> bool:
    # Whether it belongs to a province other than the host's; a merged province counts as the same.
    if agency.province_id is None:
        return False
    paths = ("slug", "successor__slug", "predecessors__slug", "successor__predecessors__slug")
    of_the_host = Q(*((path, settings.HOST_PROVINCE) for path in paths), _connector=Q.OR)
    family = set(Province.objects.filter(of_the_host).values_list("pk", flat=True))
    return bool(family) and agency.province_id not in family


def openable_paths(paths: Iterable[str], by: Actor) -> set[str]:
    """Those of the portal's own paths that do not refuse this person; what is not the portal's is
    left in.
    """
    by_page: dict[str, dict[int, str]] = defaultdict(dict)
    opened = set()
    for path in set(filter(None, paths)):
        try:
            match = resolve(path)
        except Resolver404:
            if "://" in path:
                opened.add(path)
            continue
        permission = getattr(match.func, "permission", None)
        if permission is not None and not by.may(permission):
            continue
        if match.view_name in registry.visible_rows:
            by_page[match.view_name][match.kwargs["pk"]] = path
        else:
            opened.add(path)
    for page, keys in by_page.items():
        opened |= {keys[key] for key in registry.visible_rows[page](by, set(keys))}
    return opened


@dataclass(frozen=True)
class WayToSeat:
    """`coming`: a seat that begins later. `invitation`: one that waits in the person's mailbox.

    `last`: the seat held before, with `agency`, where its administrators are today, if any.
    `coordinating`: the agencies that coordinate.
    """

    coming: SeatHolding | None
    invitation: Invitation | None
    last: SeatHolding | None
    agency: Agency | None
    coordinating: list[Agency]


def way_to_seat(person: Person, now: datetime.datetime, on: datetime.date) -> WayToSeat:
    """For a person who holds no seat on that day."""
    held = SeatHolding.objects.filter(person=person).select_related("seat__agency__successor")
    last = held.filter(ends_on__lt=on).order_by("-ends_on", "-pk").first()
    heir = agency_in_charge(last.seat.agency, on) if last else None
    invited = Invitation.objects.filter(
        email=person.email, ended_at=None, sent_at__gt=now - INVITATION_VALID_FOR
    )
    coordinators = SeatHolding.objects.current(on).filter(
        seat__agency=OuterRef("pk"), seat__role=SeatRole.COORDINATOR, person__is_active=True
    )
    return WayToSeat(
        coming=held.filter(starts_on__gt=on).order_by("starts_on", "pk").first(),
        invitation=invited.select_related("seat__agency").first(),
        last=last,
        agency=heir if heir and SeatHolding.objects.administrators_of(heir, on).exists() else None,
        coordinating=list(Agency.objects.valid(on).filter(Exists(coordinators))),
    )
