"""Who is invited to an agency's seats, and holds one by accepting."""

import datetime
import secrets

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.demonstration import is_account_refused
from agencies.database.locking import lock_rows
from agencies.database.tokens import token_digest
from agencies.errors import RuleError
from agencies.mail.account_letter_links import INVITATION_VALID_FOR, open_invitations
from agencies.mail.account_letters import build_account_letter
from agencies.mail.services.queueing import queue_letters
from agencies.members.models import Invitation
from agencies.members.queries import roles_to_give
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor, Permission
from vietnam.emails import normalize_email
from vietnam.passwords import normalize_password

TOKEN_BYTES = 32
# To one address: somebody who did not ask for them must not find a mailbox full of them.
LETTERS_IN_AN_HOUR = 3
ONE_HOUR = datetime.timedelta(hours=1)


def may_manage_members(agency: Agency, by: Actor) -> bool:
    # The administrators of the agency, acting from a seat there.
    held = SeatHolding.objects.administrators_of(agency, timezone.localdate())
    return by.seat.agency_id == agency.pk and held.filter(person=by.person).exists()


def may_invite_first(agency: Agency, by: Actor) -> bool:
    # A coordinator, where the agency has no administrator: only to invite one.
    administrators = SeatHolding.objects.administrators_of(agency, timezone.localdate())
    return by.may(Permission.HAND_OVER_TASKS) and not administrators.exists()


def may_open_members(agency: Agency, by: Actor) -> bool:
    return may_manage_members(agency, by) or may_invite_first(agency, by)


def agencies_with_open_members(by: Actor, keys: set[int]) -> set[int]:
    agencies = Agency.objects.filter(pk__in=keys)
    return {agency.pk for agency in agencies if may_open_members(agency, by)}


def lock_agency(agency: Agency) -> None:
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)


# Inviting -----------------------------------------------------------------------------------------
@transaction.atomic
def invite_member(
    *,
    agency: Agency,
    seat: Seat | None,
    email: str,
    full_name: str,
    starts_on: datetime.date,
    by: Actor,
    new_seat: str = "",
    role: str = "",
    as_administrator: bool = False,
) -> Invitation:
    """To a seat of the agency, or to a new one with a title and a role. An open invitation to the
    same is replaced.

    The letter does not reveal whether the address has an account; whoever has one accepts with it.
    """
    lock_agency(agency)
    email = normalize_email(email)
    first = may_invite_first(agency, by)
    if not (may_manage_members(agency, by) or first):
        raise RuleError(_("Only an administrator of the agency invites to its seats."))
    seat = seat or _new_seat(agency, new_seat, role, by)
    if seat.agency_id != agency.pk:
        raise RuleError(_("Choose a seat of this agency."), field="seat")
    if not seat.has_role_of_its_kind:
        raise RuleError(_("Seats of an agency of this kind do not have this role."), field="seat")
    if _has_enough_letters(email):
        sentence = _("Three invitations went to this address within an hour. Wait an hour.")
        raise RuleError(sentence, field="email")
    after = {"email": email, "full_name": full_name, "from": starts_on.isoformat()}
    record_action(AuditAction.MEMBER_INVITED, seat, by=by, after=after)
    return create_invitation(
        seat,
        email,
        full_name,
        starts_on,
        invited_by=by.seat,
        invited_person=by.person,
        as_administrator=as_administrator or first,
    )


@transaction.atomic
def invite_registrant(*, seat: Seat, email: str, full_name: str) -> Invitation | None:
    """Whoever registers an organisation becomes its first administrator by the link that confirms
    the address.

    None where so many letters went to the address that strangers seem to be flooding it: nobody is
    told so, and existing links still work.
    """
    open_ones = Invitation.objects.filter(seat__agency=seat.agency, ended_at=None)
    if _has_enough_letters(email):
        open_ones.exclude(email=email).update(ended_at=timezone.now())
        return None
    open_ones.update(ended_at=timezone.now())
    return create_invitation(seat, email, full_name, timezone.localdate(), as_administrator=True)


def create_invitation(
    seat: Seat, email: str, full_name: str, starts_on: datetime.date, **fields
) -> Invitation:
    """An open one to the same seat and address is replaced; its letter is queued.

    The caller has checked the right to invite.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    open_ones = Invitation.objects.filter(seat=seat, email=email, ended_at=None)
    open_ones.update(ended_at=timezone.now())
    invitation = Invitation.objects.create(
        seat=seat,
        email=email,
        full_name=full_name.strip(),
        starts_on=starts_on,
        token_digest=token_digest(token),
        sent_at=timezone.now(),
        **fields,
    )
    letter = build_account_letter(
        "account/email/invitation",
        to=email,
        context={
            "invitation": invitation,
            "agency": seat.agency,
            "by": invitation.invited_person,
        },
        link=settings.SITE_URL + reverse("agencies:invitation", args=[token]),
        link_until=invitation.sent_at + INVITATION_VALID_FOR,
    )
    invitation.letter = queue_letters(letter)[0]
    invitation.save(update_fields=["letter"])
    return invitation


def _has_enough_letters(email: str) -> bool:
    # Whoever asked for them, and for whichever seat; simultaneous requests wait for each other.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('invitation'), hashtext(lower(%s)))",
            [email],
        )
    lately = Invitation.objects.filter(email=email, sent_at__gt=timezone.now() - ONE_HOUR)
    return lately.count() >= LETTERS_IN_AN_HOUR


def _new_seat(agency: Agency, title: str, role: str, by: Actor) -> Seat:
    # Nobody gives a role that is not declared for the agency: that would bypass the granting of
    # rights.
    title = title.strip()
    if not title:
        raise RuleError(_("Choose a seat, or type the title of a new one."), field="seat")
    if role not in roles_to_give(agency):
        raise RuleError(_("This agency cannot assign this role."), field="role")
    seat, made = Seat.objects.get_or_create(agency=agency, title=title, defaults={"role": role})
    if made:
        record_action(AuditAction.SEAT_ADDED, seat, by=by, after={"role": role})
    return seat


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> None:
    if not may_manage_members(invitation.seat.agency, by):
        raise RuleError(_("Only an administrator of the agency invites to its seats."))
    still_open = Invitation.objects.filter(pk=invitation.pk, ended_at=None)
    if still_open.update(ended_at=timezone.now()):
        after = {"email": invitation.email}
        record_action(AuditAction.INVITATION_WITHDRAWN, invitation.seat, by=by, after=after)


# Accepting ----------------------------------------------------------------------------------------
def invited_account(invitation: Invitation) -> Person | None:
    return Person.objects.filter(email=invitation.email).first()


@transaction.atomic
def accept_invitation(
    *, token: str, person: Person | None = None, full_name: str = "", password: str = ""
) -> SeatHolding:
    """With the account that has the address, signed in, or with a new one and its password: all
    seats of the letter.

    Returns the holding of the first one.
    """
    invitations = _lock_invitations(token)
    if is_account_refused(invitations[0].email):
        raise RuleError(_("This address is the demonstration's: it opens no account here."))
    if person is None:
        person = _new_account(invitations[0], full_name, password)
    elif person.email != invitations[0].email:
        raise RuleError(
            _("This invitation is for another address. Sign out first, then open the link again.")
        )
    holdings = [_hold_seat(invitation, person) for invitation in invitations]
    return holdings[0]


def _hold_seat(invitation: Invitation, person: Person) -> SeatHolding:
    # The holding from the first day of the invitation, without an end. A holding that lasts until
    # the day of the invitation continues: whoever leaves today and is invited again today keeps the
    # seat tomorrow. If it had ended, only the new invitation says who administers.
    starts_on = invitation.starts_on
    invited_on = max(starts_on, timezone.localdate(invitation.sent_at))
    own = SeatHolding.objects.filter(seat=invitation.seat, person=person)
    reaching = own.current(invited_on) | own.filter(starts_on=starts_on)
    new = SeatHolding(seat=invitation.seat, person=person, starts_on=starts_on)
    holding = reaching.order_by("starts_on", "pk").last() or new
    ended_on = holding.ends_on
    was_administrator = holding.is_administrator and not ended_on
    holding.ends_on = None
    holding.is_administrator = invitation.as_administrator or was_administrator
    holding.save()
    invitation.ended_at = timezone.now()
    invitation.accepted_person = person
    invitation.save(update_fields=["ended_at", "accepted_person"])
    record_action(
        AuditAction.INVITATION_ACCEPTED,
        person,
        by=None,
        person=person,
        before={"until": ended_on.isoformat()} if ended_on else None,
        after={"seat": str(invitation.seat), "from": starts_on.isoformat()},
    )
    return holding


def _lock_invitations(token: str) -> list[Invitation]:
    # The agencies first, as everywhere: an end and an acceptance at the same time wait for each
    # other.
    found = open_invitations(token)
    lock_rows(Agency.objects.filter(pk__in={invitation.seat.agency_id for invitation in found}))
    rows = Invitation.objects.filter(pk__in=[row.pk for row in found])
    locked = lock_rows(rows.select_related("seat__agency"))
    still_open = [row for row in locked if not row.ended_at]
    if not still_open:
        raise RuleError(_("This invitation can no longer be used. Ask for a new one."))
    return still_open


def _new_account(invitation: Invitation, full_name: str, password: str) -> Person:
    if invited_account(invitation):
        raise RuleError(_("Sign in with this address first, then open the link again."))
    if not full_name.strip():
        raise RuleError(_("Type your name."), field="full_name")
    person = Person(email=invitation.email, full_name=full_name.strip())
    try:
        validate_password(normalize_password(password), person)
    except ValidationError as weak:
        raise RuleError(" ".join(weak.messages), field="password") from weak
    person.set_password(password)
    person.save()
    return person
