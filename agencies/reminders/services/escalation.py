"""Telling leaders what is late for long: once for each deadline, one mail for all that has become
so since the last.
"""

import datetime
import uuid
from collections import defaultdict

from django.conf import settings
from django.db import connection

from agencies.mail.models import OutboxMessage
from agencies.mail.services.addresses import mail_domain
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.queries import leaders_of
from agencies.reminders.services.statements import TELL_LEADERS


def escalate(statement: str, limits: dict[int, datetime.date], values: dict) -> int:
    """`limits`: for each policy, the last working day by which something must have been due.
    Returns what was told.

    Where no leader can be reached by mail the ledger stays open: the first one who can be is told.
    """
    on, now = values["on"], values["now"]
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
    added: list[tuple], *, on: datetime.date, now: datetime.datetime, send_from: datetime.datetime
) -> None:
    """One mail for each holder of a leader's seat; the reminders that it carries share its fate."""
    of_seat: dict[int, list[tuple[int, datetime.date]]] = defaultdict(list)
    for reminder, seat, due_on in added:
        of_seat[seat].append((reminder, due_on))
    held = (
        SeatHolding.objects.current(on)
        .filter(seat__in=of_seat, person__is_active=True)
        .exclude(person__email="")
    )
    for holding in held.select_related("person", "seat").order_by("id"):
        rows = of_seat[holding.seat_id]
        times = {"created_at": now, "next_attempt_at": send_from}
        mail = _message(
            "escalation",
            holding.person,
            holding.seat,
            urgency_on=min(due for _r, due in rows),
            **times,
        )
        mail.save()
        OutboxMessage.objects.bulk_create(
            _message(
                "task_due",
                holding.person,
                holding.seat,
                reminder_id=r,
                bundle=mail,
                urgency_on=due,
                **times,
            )
            for r, due in rows
        )


def _message(template: str, person: Person, seat: Seat, **fields) -> OutboxMessage:
    message_id = f"<{uuid.uuid4()}@{mail_domain()}>"
    return OutboxMessage(
        template=template,
        person=person,
        seat=seat,
        recipient=person.email,
        message_id=message_id,
        **fields,
    )
