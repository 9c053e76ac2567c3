"""The first coordinator: a seat and an invitation to it; once it is accepted, nothing more."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.choices import ROLES_OF_KIND, AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.bodies.resolution import AddresseeRegister
from agencies.database.demonstration import is_account_refused
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.members.models import Invitation
from agencies.members.services import create_invitation
from agencies.people.models import Seat, SeatHolding, SeatHoldingQuerySet
from agencies.setup.host import HOME_AFFAIRS, HostBodies
from vietnam.emails import normalize_email
from vietnam.names import agency_key

DEFAULT_TITLE = "Chuyên viên điều phối lao động, việc làm"


@dataclass(frozen=True)
class WantedCoordinator:
    """What was said about the first coordinator; empty where nothing was."""

    email: str = ""
    full_name: str = ""
    title: str = ""
    department: str = ""


@dataclass(frozen=True)
class Coordinator:
    """Who holds a coordinator's seat, else who is invited to one. `is_new`: invited by this run."""

    holding: SeatHolding | None = None
    invitation: Invitation | None = None
    is_new: bool = False

    @property
    def is_missing(self) -> bool:
        return self.holding is None and self.invitation is None

    @property
    def seat(self) -> Seat | None:
        found = self.holding or self.invitation
        return found.seat if found else None

    @property
    def email(self) -> str:
        found = self.holding.person if self.holding else self.invitation
        return str(found.email) if found else ""


def coordinator_today(on: datetime.date) -> Coordinator:
    """One with an open account, today or from a later day on; else the last open invitation."""
    held = _coordinators(on).select_related("person", "seat__agency")
    holding = held.order_by("starts_on", "pk").first()
    if holding:
        return Coordinator(holding=holding)
    invited = Invitation.objects.filter(seat__role=SeatRole.COORDINATOR, ended_at=None)
    return Coordinator(invitation=invited.select_related("seat__agency", "letter").first())


def invite_first_coordinator(
    wanted: WantedCoordinator, bodies: HostBodies, *, on: datetime.date, renew: bool
) -> Coordinator:
    """Nothing where one has accepted; a new invitation where a different one is wanted."""
    known = coordinator_today(on)
    if known.holding:
        _refuse_another(wanted, on)
        return known
    if known.invitation and not renew and _is_as_wanted(known.invitation, wanted, bodies, on):
        return known
    return _invite(wanted, known.invitation, bodies, on)


def _refuse_another(wanted: WantedCoordinator, on: datetime.date) -> None:
    same = _coordinators(on).filter(person__email=normalize_email(wanted.email))
    if wanted.email and not same.exists():
        sentence = _(
            "This portal has a coordinator already, who invites all others on the page of the "
            "agency's members. Nobody was invited."
        )
        raise RuleError(sentence)


def _coordinators(on: datetime.date) -> SeatHoldingQuerySet:
    held = SeatHolding.objects.exclude(ends_on__lt=on)
    return held.filter(seat__role=SeatRole.COORDINATOR, person__is_active=True)


def _is_as_wanted(
    invitation: Invitation, wanted: WantedCoordinator, bodies: HostBodies, on: datetime.date
) -> bool:
    pairs = [
        (normalize_email(wanted.email), invitation.email),
        (wanted.full_name, invitation.full_name),
        (wanted.title, invitation.seat.title),
    ]
    agency = invitation.seat.agency
    if wanted.department and _find_agency(wanted.department, bodies, on) != agency:
        return False
    return all(new in ("", old) for new, old in pairs)


def _invite(
    wanted: WantedCoordinator, old: Invitation | None, bodies: HostBodies, on: datetime.date
) -> Coordinator:
    # What was not said stays as in the invitation before.
    email = normalize_email(wanted.email)
    full_name = wanted.full_name
    if old and email in ("", old.email):
        email = old.email
        full_name = full_name or old.full_name
    _require_person(email, full_name)
    if old and not wanted.department:
        agency = old.seat.agency
    else:
        agency = _find_agency(wanted.department, bodies, on)
    usual_title = old.seat.title if old else DEFAULT_TITLE
    seat = _get_seat(agency, wanted.title or usual_title, old)
    lock_row(Agency.objects.all(), agency.pk)
    ended = Q(seat=seat) | Q(pk=old.pk if old else None)
    Invitation.objects.filter(ended, ended_at=None).update(ended_at=timezone.now())
    after = {"email": email, "full_name": full_name, "from": on.isoformat()}
    record_action(AuditAction.MEMBER_INVITED, seat, by=None, after=after)
    invitation = create_invitation(seat, email, full_name, on, as_administrator=True)
    return Coordinator(invitation=invitation, is_new=True)


def _require_person(email: str, full_name: str) -> None:
    if not email:
        raise RuleError(_("The address of the first coordinator is missing."), field="email")
    if is_account_refused(email):
        sentence = _("This address is the demonstration's: it opens no account here.")
        raise RuleError(sentence, field="email")
    if not full_name:
        raise RuleError(_("The name of the first coordinator is missing."), field="full_name")


def _find_agency(name: str, bodies: HostBodies, on: datetime.date) -> Agency:
    # The host's body of that name, of a kind that has coordinators. For usual ones the beginning is
    # enough.
    usual = (bodies.home_affairs, bodies.office, bodies.committee)
    begun = f"{agency_key(name or HOME_AFFAIRS)} "
    meant = [body for body in usual if f"{agency_key(body.name)} ".startswith(begun)]
    agency = meant[0] if meant else AddresseeRegister(on=on).resolve(name).agency
    if (
        agency is None
        or agency.province_id != bodies.province.pk
        or SeatRole.COORDINATOR not in ROLES_OF_KIND[AgencyKind(agency.kind)]
    ):
        sentence = _(
            "“%(name)s” is no body of the host province that can have a coordinator. Usual are: "
            "%(usual)s."
        )
        words = {"name": name, "usual": ", ".join(body.name for body in usual)}
        raise RuleError(sentence % words, field="department")
    return agency


def _get_seat(agency: Agency, title: str, old: Invitation | None) -> Seat:
    # The seat of that title; one whose invitation nobody answered is corrected rather than left
    # behind.
    known: Seat | None = Seat.objects.filter(agency=agency, title=title).first()
    if known and known.role != SeatRole.COORDINATOR:
        sentence = _(
            "The seat “%(seat)s” exists and has another role: %(role)s. Choose another title."
        )
        raise RuleError(sentence % {"seat": known, "role": known.get_role_display()}, field="title")
    if known:
        return known
    unheld = Q(pk=old.seat_id, holdings=None) if old else Q(pk=None)
    seat: Seat = Seat.objects.filter(unheld).first() or Seat(role=SeatRole.COORDINATOR)
    before = {"seat": str(seat)} if seat.pk else None
    seat.agency = agency
    seat.title = title
    seat.save()
    action = AuditAction.SEAT_CHANGED if before else AuditAction.SEAT_ADDED
    record_action(action, seat, by=None, before=before, after={"seat": str(seat)})
    return seat
