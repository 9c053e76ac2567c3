"""Members of a delegation: named by agency, invited, and what they answer."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.registry import RetentionRule
from conferences.audit.choices import ConferenceAction
from conferences.delegations.choices import AHEAD, DelegationState, MemberAnswer
from conferences.delegations.letters import tell_members
from conferences.delegations.models import Delegation, DelegationMember
from conferences.delegations.queries import answerable_members, seats_to_invite
from conferences.delegations.services import lock_ahead
from conferences.partnerships.services import require_keeper

MOST_MEMBERS = 60
AFTER_THE_JOURNEY = datetime.timedelta(days=90)


# Who is to travel ---------------------------------------------------------------------------------
@transaction.atomic
def add_seat_member(*, delegation: Delegation, seat: Seat, by: Actor) -> DelegationMember:
    """Somebody with an account: who holds the seat today, by name."""
    require_keeper(by)
    row = lock_ahead(delegation)
    _refuse_too_many(row)
    today = timezone.localdate()
    if not seats_to_invite(today).filter(pk=seat.pk).exists():
        raise RuleError(_("Nobody with an account holds this seat."), field="seat")
    if row.members.filter(seat=seat).exists():
        raise RuleError(_("This seat is in the delegation already."), field="seat")
    holding = SeatHolding.objects.reachable(today).filter(seat=seat).select_related("person")
    person = holding.order_by("pk")[0].person
    member = DelegationMember.objects.create(
        delegation=row,
        seat=seat,
        agency_name=seat.agency.name,
        full_name=person.full_name,
        position=seat.title,
    )
    _record_member(ConferenceAction.MEMBER_ADDED, member, by)
    return member


@transaction.atomic
def add_named_member(
    *,
    delegation: Delegation,
    agency_name: str,
    full_name: str,
    position: str,
    phone: str,
    email: str = "",
    by: Actor,
) -> DelegationMember:
    """Somebody without an account, who answers by a signed link; with an `email` it is sent there,
    else somebody passes it on by telephone.
    """
    require_keeper(by)
    row = lock_ahead(delegation)
    _refuse_too_many(row)
    if not phone:
        raise RuleError(
            _("Type the phone number: before the journey members are called."), field="phone"
        )
    if row.members.filter(seat=None, full_name=full_name, phone=phone).exists():
        raise RuleError(_("This person is in the delegation already."), field="full_name")
    member = DelegationMember.objects.create(
        delegation=row,
        agency_name=agency_name,
        full_name=full_name,
        position=position,
        phone=phone,
        email=email,
    )
    _record_member(ConferenceAction.MEMBER_ADDED, member, by)
    return member


@transaction.atomic
def remove_member(*, member: DelegationMember, by: Actor) -> None:
    """The link opens nothing any more. Removing whom somebody has removed changes nothing."""
    require_keeper(by)
    row = lock_ahead(member.delegation)
    if row.members.filter(pk=member.pk).exists():
        _record_member(ConferenceAction.MEMBER_REMOVED, member, by)
        member.delete()


@dataclass(frozen=True)
class Invited:
    """So many `members` are asked to answer, by so many `letters`; the link of those `unreached` is
    passed on by somebody.
    """

    members: int
    letters: int
    unreached: int


@transaction.atomic
def invite_members(*, delegation: Delegation, by: Actor) -> Invited:
    """Whoever is not invited yet is from now on asked to answer."""
    require_keeper(by)
    row = lock_ahead(delegation)
    fresh = list(row.members.filter(invited_at=None))
    if not fresh:
        raise RuleError(_("All members are invited already."))
    row.members.filter(pk__in=[member.pk for member in fresh]).update(invited_at=timezone.now())
    row.version += 1
    row.save(update_fields=["version"])
    told = tell_members("delegation_invited", row, members=fresh)
    record_action(ConferenceAction.MEMBERS_INVITED, row, by=by, after={"members": len(fresh)})
    return Invited(len(fresh), told.letters, told.unreached)


def _refuse_too_many(row: Delegation) -> None:
    if row.members.count() >= MOST_MEMBERS:
        raise RuleError(_("A delegation has at most %(most)s members.") % {"most": MOST_MEMBERS})


def _record_member(action: ConferenceAction, member: DelegationMember, by: Actor) -> None:
    after = {"full_name": member.full_name, "agency": member.agency_name}
    record_action(action, member.delegation, by=by, after=after)


# What they answer ---------------------------------------------------------------------------------
@transaction.atomic
def answer_invitation(
    *,
    member: DelegationMember,
    answer: str,
    reason: str = "",
    substitute_name: str = "",
    substitute_position: str = "",
    substitute_phone: str = "",
    by: Actor | None,
) -> DelegationMember:
    """Comes, does not (with the reason), or sends somebody else (by name). `by`: None for who has
    the signed link. Until the journey begins the answer can be changed.
    """
    if by is not None and not answerable_members(by).filter(pk=member.pk).exists():
        raise RuleError(_("Another agency answers this invitation."))
    row = _lock_invited(member)
    _check_answer(answer, reason, substitute_name)
    before = {"answer": row.answer}
    is_substituted = answer == MemberAnswer.SUBSTITUTED
    row.answer = answer
    row.answered_at = timezone.now()
    row.reason = "" if answer == MemberAnswer.COMING else reason
    row.substitute_name = substitute_name if is_substituted else ""
    row.substitute_position = substitute_position if is_substituted else ""
    row.substitute_phone = substitute_phone if is_substituted else ""
    row.save()
    after = {"answer": row.answer, "agency": row.agency_name}
    record_action(
        ConferenceAction.MEMBER_ANSWERED, row.delegation, by=by, before=before, after=after
    )
    return row


def _lock_invited(member: DelegationMember) -> DelegationMember:
    delegation = lock_row(Delegation.objects.all(), member.delegation_id)
    row = lock_row(DelegationMember.objects.all(), member.pk)
    if delegation.state == DelegationState.CANCELLED:
        raise RuleError(_("This journey was cancelled."))
    if delegation.state not in AHEAD or delegation.starts_on <= timezone.localdate():
        raise RuleError(_("The journey has begun: call the lead agency instead."))
    if row.invited_at is None:
        raise RuleError(_("The member is not invited yet."))
    row.delegation = delegation
    return row


def _check_answer(answer: str, reason: str, substitute_name: str) -> None:
    if answer not in MemberAnswer.values or answer == MemberAnswer.OPEN:
        raise RuleError(_("Say whether you come."), field="answer")
    if answer == MemberAnswer.DECLINED and not reason:
        raise RuleError(_("Say why you cannot come."), field="reason")
    if answer == MemberAnswer.SUBSTITUTED and not substitute_name:
        raise RuleError(_("Say who comes instead of you."), field="substitute_name")


# After the journey --------------------------------------------------------------------------------
def _reached_members(at: datetime.datetime) -> QuerySet[DelegationMember]:
    over = timezone.localdate(at) - AFTER_THE_JOURNEY
    is_kept = ~Q(phone="") | ~Q(email="") | ~Q(substitute_phone="")
    return DelegationMember.objects.filter(is_kept, delegation__ends_on__lt=over)


def _forget_numbers(rows: QuerySet[DelegationMember]) -> int:
    # Names stay with the record of the journey.
    return rows.update(phone="", email="", substitute_phone="")


MEMBER_NUMBERS = RetentionRule(
    "delegation-member-numbers",
    gettext_lazy("How to reach members of delegations after the journey"),
    _reached_members,
    _forget_numbers,
)
