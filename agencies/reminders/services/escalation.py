"""Telling leaders what is late for long: once for each deadline, one mail for all that has become
so since the last.
"""

import datetime
from collections import defaultdict
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection

from agencies.mail.services.queueing import build_letter, queue_letters
from agencies.people.models import SeatHolding
from agencies.people.queries import leaders_of, recipients
from agencies.reminders.services.statements import TELL_LEADERS


def notify_leaders(statement: str, limits: dict[int, datetime.date], values: dict[str, Any]) -> int:
    """`limits`: for each policy, the last working day by which something must have been due.
    Returns what was told.

    Where no leader can be reached by mail the ledger stays open: the first one who can be is told.
    """
    on = values["on"]
    now = values["now"]
    scope = {
        "policies": list(limits),
        "late_since": list(limits.values()),
        "zone": settings.TIME_ZONE,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values | scope)
        late = cursor.fetchall()
        if not late:
            return 0
        leaders = leaders_of({lead for _occurrence, _due, lead in late}, on=on, by_mail=True)
        pairs = [
            (occurrence, seat.pk, due)
            for occurrence, due, lead in late
            for seat in leaders.get(lead, ())
        ]
        occurrences, seats, due = zip(*pairs, strict=True) if pairs else ((), (), ())
        told = {
            "on": on,
            "now": now,
            "occurrences": list(occurrences),
            "seats": list(seats),
            "due": list(due),
        }
        cursor.execute(TELL_LEADERS, told)
        added = cursor.fetchall()
    _queue(added, on=on, now=now, send_from=max(values["send_from"]))
    return len(added)


def _queue(
    added: list[tuple[Any, ...]],
    *,
    on: datetime.date,
    now: datetime.datetime,
    send_from: datetime.datetime,
) -> None:
    # One mail for each holder of a leader's seat; the reminders that it carries share its fate.
    of_seat: dict[int, list[tuple[int, datetime.date]]] = defaultdict(list)
    for reminder, seat, due_on in added:
        of_seat[seat].append((reminder, due_on))
    letter = partial(build_letter, at=now, send_from=send_from)
    for recipient in recipients(SeatHolding.objects.filter(seat__in=of_seat), on=on):
        rows = of_seat[recipient.seat.pk]
        first_due = min(due_on for _reminder, due_on in rows)
        [mail] = queue_letters(letter("escalation", recipient, urgency_on=first_due))
        carried = [
            letter("task_due", recipient, reminder_id=reminder, bundle=mail, urgency_on=due_on)
            for reminder, due_on in rows
        ]
        queue_letters(*carried)
