"""Letters to the members of a delegation: to who holds the seat, or with the signed link to the
address of a member without an account.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from agencies.calendar.periods import start_of_day
from agencies.database.encryption import LETTER_LINKS, encrypt_secret
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import SeatHolding
from agencies.people.queries import Recipient, recipients
from conferences.delegations.choices import MemberAnswer
from conferences.delegations.links import member_token
from conferences.delegations.models import Delegation, DelegationMember

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """So many `letters` were queued; `unreached`: members without an account or an address."""

    letters: int = 0
    unreached: int = 0


def tell_members(
    kind: str,
    delegation: Delegation,
    *,
    members: list[DelegationMember] | None = None,
    reason: str = "",
    occasion: str = "",
) -> Told:
    """Queues the letter for those members, by default for all who are invited and have not
    declined. `occasion`: of which nobody is told twice, by default the version of the plan.
    """
    if members is None:
        invited = delegation.members.exclude(invited_at=None)
        members = list(invited.exclude(answer=MemberAnswer.DECLINED))
    occasion = f"{kind}-{delegation.pk}-{occasion or delegation.version}"
    context = {
        "delegation": delegation.pk,
        "title": delegation.title,
        "province": delegation.partnership.province.name,
        "starts_on": delegation.starts_on.isoformat(),
        "ends_on": delegation.ends_on.isoformat(),
        "reason": reason,
    }
    seats = [member.seat_id for member in members if member.seat_id]
    held = recipients(SeatHolding.objects.filter(seat__in=seats), on=timezone.localdate())
    letters = queue_letters_once(kind, held, occasion=occasion, context=context)
    guests = [member for member in members if not member.seat_id]
    for member in guests:
        if member.email:
            letters += _tell_guest(kind, delegation, member, occasion, context)
    return Told(letters, sum(not member.email for member in guests))


def _tell_guest(
    kind: str,
    delegation: Delegation,
    member: DelegationMember,
    occasion: str,
    context: dict[str, Any],
) -> int:
    # Whoever has the link answers for the member: it waits encrypted, and the kept text never has
    # it.
    with override(settings.LANGUAGE_CODE):
        mask = gettext("[the link is only in the recipient's own letter]")
    page = reverse("conferences:member-link", args=[member_token(member)])
    return queue_letters_once(
        f"{kind}_guest",
        [Recipient(member.email)],
        occasion=f"{occasion}-{member.pk}",
        context=context | {"member": member.pk, "mask": mask},
        encrypted_link=encrypt_secret(settings.SITE_URL + page, purpose=LETTER_LINKS),
        link_until=start_of_day(delegation.ends_on + ONE_DAY),
    )
