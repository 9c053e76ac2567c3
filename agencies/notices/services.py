"""Telling people of what has just happened: a notice in the portal, and a mail by each person's
choice.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.mail.models import OutboxMessage
from agencies.mail.services.queueing import build_letter, queue_letters
from agencies.notices.choices import URGENT_EVENTS, NoticeEvent
from agencies.notices.reach import record_reach
from agencies.people.choices import Channel, MailMode
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.people.queries import recipients, unique_recipients
from agencies.policies.queries import policy_of_task
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence

KIND = "notice"


def notify_seats(
    event: NoticeEvent,
    *,
    occurrence: Occurrence,
    seats: Iterable[Seat],
    by: Actor | None,
    words: str = "",
    day: datetime.date | None = None,
    at: datetime.datetime | None = None,
    agency: Agency | None = None,
) -> int:
    """Tell the holders of the seats, but not the person who acts; returns how many people were
    told.

    `words` is the reason, question or comment, `day` the date that it is about; `agency`: whose the
    seats are (the lead's). Call it in the transaction of the change, whose page then says whom it
    reached (`watch_reach`). What is registered long after it happened (`at` on a former day)
    appears only in the portal.
    """
    now = timezone.now()
    at = at or now
    day_of_notice = timezone.localdate(at)
    seats = list(seats)
    reached = recipients(SeatHolding.objects.filter(seat__in=seats), on=day_of_notice)
    told = unique_recipients(one for one in reached if by is None or one.person != by.person)
    record_reach(seats, reached, len(told), otherwise=agency or occurrence.task.lead)
    about: dict[str, Any] = {
        "occurrence": occurrence,
        "context": {
            "event": event,
            "words": words[:2000],
            "day": day.isoformat() if day else "",
            "by": f"{by.person}, {by.seat.agency.display_name}" if by else "",
        },
        "urgency_on": occurrence.due_on or day_of_notice,
    }
    letters = [build_letter(KIND, each, channel=Channel.PORTAL, at=at, **about) for each in told]
    if day_of_notice == timezone.localdate(now):
        send_from = policy_of_task(occurrence.task).after_quiet(now)
        letters += [
            build_letter(KIND, each, at=now, send_from=send_from, **about)
            for each in told
            if each.person and (each.person.mail_mode == MailMode.SINGLE or event in URGENT_EVENTS)
        ]
    queue_letters(*letters)
    return len(told)


# Whom to tell -----------------------------------------------------------------------------------
def seats_for_task(task: Task) -> list[Seat]:
    """Those who look after a task: its own seat, else the reminded seats of its lead agency."""
    if task.handled_by:
        return [task.handled_by]
    return list(Seat.objects.filter(agency=task.lead_id, gets_reminders=True))


def reminded_seats(agency: Agency) -> list[Seat]:
    return list(Seat.objects.filter(agency=agency, gets_reminders=True))


# Reading them -----------------------------------------------------------------------------------
def mark_notice_read(*, notice: OutboxMessage) -> None:
    OutboxMessage.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())


def mark_all_notices_read(*, by: Actor) -> int:
    """Returns how many were unread."""
    unread = OutboxMessage.objects.filter(person=by.person, channel=Channel.PORTAL, read_at=None)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def choose_mail_mode(*, mode: str, by: Actor) -> None:
    """How the person wants to be written to from the next decision on."""
    before = by.person.mail_mode
    by.person.mail_mode = mode
    by.person.save(update_fields=["mail_mode"])
    record_action(
        AuditAction.MAILS_CHOSEN,
        by.person,
        by=by,
        before={"mail_mode": before},
        after={"mail_mode": mode},
    )
