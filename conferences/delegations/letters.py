"""Letters to the members of a delegation who have an account."""

from django.utils import timezone

from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import SeatHolding
from agencies.people.queries import recipients
from conferences.delegations.choices import MemberAnswer
from conferences.delegations.models import Delegation, DelegationMember


def tell_members(
    kind: str,
    delegation: Delegation,
    *,
    members: list[DelegationMember] | None = None,
    reason: str = "",
) -> int:
    """Queues the letter for who holds the seats of those members, by default of all who are invited
    and have not declined; returns how many letters that were. Members without an account are
    written to by nobody: the page says whom to call.
    """
    if members is None:
        invited = delegation.members.exclude(invited_at=None)
        members = list(invited.exclude(answer=MemberAnswer.DECLINED))
    seats = [member.seat_id for member in members if member.seat_id]
    today = timezone.localdate()
    context = {
        "delegation": delegation.pk,
        "title": delegation.title,
        "province": delegation.partnership.province.name,
        "starts_on": delegation.starts_on.isoformat(),
        "ends_on": delegation.ends_on.isoformat(),
        "reason": reason,
    }
    return queue_letters_once(
        kind,
        recipients(SeatHolding.objects.filter(seat__in=seats), on=today),
        occasion=f"{kind}-{delegation.pk}-{delegation.version}",
        context=context,
    )
