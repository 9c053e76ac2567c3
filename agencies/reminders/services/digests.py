"""Who has something on the must-do page, for the digests of a morning."""

import datetime
from collections import defaultdict

from django.db.models import Exists, OuterRef

from agencies.mail.models import OutboxMessage
from agencies.people.choices import MailMode
from agencies.people.models import SeatHolding
from agencies.registry import registry


def find_seats_with_entries(on: datetime.date) -> list[tuple[str, int]]:
    """Roles and agencies, of people who want digests and have none of that day yet, for which
    something stands on the must-do page.
    """
    opened = OutboxMessage.objects.filter(digest_on=on, person=OuterRef("person"))
    held = SeatHolding.objects.current(on).filter(
        ~Exists(opened), person__mail_mode=MailMode.DIGEST, person__is_active=True
    )
    agencies: dict[str, set[int]] = defaultdict(set)
    for role, agency in held.values_list("seat__role", "seat__agency").distinct():
        agencies[role].add(agency)
    return [
        (role, agency)
        for role, its in sorted(agencies.items())
        for agency in sorted(_agencies_with_entries(role, its, on))
    ]


def _agencies_with_entries(role: str, agencies: set[int], on: datetime.date) -> set[int]:
    # A question for each kind of entries at most, whatever the number of agencies.
    found: set[int] = set()
    for entries in registry.must_do_entries:
        if left := agencies - found:
            found |= entries.agencies_waiting(role, left, on)
    return found
