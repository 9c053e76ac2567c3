"""A reminder that a person asks for (nhắc ngay), beside those that the policies send."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services.addresses import new_message_id
from agencies.people.choices import Channel
from agencies.people.permissions import Actor, Permission
from agencies.policies.models import ReminderPolicy
from agencies.policies.queries import policy_of
from agencies.progress.changes import locked, require
from agencies.reminders.models import Reminder
from agencies.reminders.reach import Reached, one_each, reach_of
from agencies.tasks.occurrence_models import Occurrence


def now_stage(on: datetime.date) -> str:
    """The ledger's name of what is asked for by hand that day: one for each day."""
    return f"now-{on:%y%m%d}"


def may_remind_now(occurrence: Occurrence, by: Actor) -> bool:
    """Whoever decides on results, for whatever is still owed, with or without a date."""
    return occurrence.is_owed and by.may(Permission.DECIDE_RESULTS)


@transaction.atomic
def remind_now(*, occurrence: Occurrence, by: Actor, version: int) -> list[Reminder]:
    """Remind those who look after the task at once, once a day.

    Regardless of what the policies say about the day and about digests, and of a seat's pause; only
    quiet hours are respected. Raises RuleError when nothing is owed, nobody can be reached, or it
    was done today already.
    """
    now = timezone.now()
    on = timezone.localdate(now)
    row = locked(occurrence, version)
    require(
        may_remind_now(row, by),
        _("Only who decides on results can remind, and only of what is still owed."),
    )
    reach = reach_of([row.task], on=on)[row.task_id]
    require(bool(reach), nobody(row))
    known = set(
        row.reminders.filter(stage=now_stage(on), due_on=row.due_on).values_list("seat", flat=True)
    )
    fresh = [one for one in reach if one.seat.pk not in known]
    require(bool(fresh), already())
    common = {
        "occurrence": row,
        "stage": now_stage(on),
        "due_on": row.due_on,
        "decided_on": on,
        "decided_at": now,
    }
    seats = {one.seat.pk: one.seat for one in fresh}
    reminders = Reminder.objects.bulk_create(
        [Reminder(seat=seat, **common) for seat in seats.values()]
    )
    _queue(
        {reminder.seat_id: reminder for reminder in reminders},
        one_each(fresh),
        policy_of(row.task),
        by=by,
    )
    record(
        "reminded-now",
        row,
        by=by,
        after={"seats": list(seats), "to": [str(one) for one in one_each(fresh)]},
    )
    return reminders


def nobody(occurrence: Occurrence) -> str:
    names = {"agency": occurrence.task.lead.display_name}
    return (
        _(
            "Nobody at %(agency)s can be reached: no reminded seat is held and no address is "
            "entered."
        )
        % names
    )


def already() -> str:
    return _("It has already been reminded of by hand today.")


def _queue(
    reminders: dict[int, Reminder], reach: list[Reached], policy: ReminderPolicy, *, by: Actor
) -> None:
    """By the policy's channels; an agency's address can only be mailed to."""
    rows = []
    for one in reach:
        reminder = reminders[one.seat.pk]
        if Channel.MAIL in policy.channels or one.person is None:
            send_from = policy.after_quiet(reminder.decided_at)
            rows.append(_message(one, reminder, by, next_attempt_at=send_from))
        if Channel.PORTAL in policy.channels and one.person:
            told = {"next_attempt_at": reminder.decided_at, "sent_at": reminder.decided_at}
            rows.append(
                _message(
                    one, reminder, by, channel=Channel.PORTAL, status=MessageStatus.SENT, **told
                )
            )
    OutboxMessage.objects.bulk_create(rows)


def _message(one: Reached, reminder: Reminder, by: Actor, **fields) -> OutboxMessage:
    return OutboxMessage(
        template="task_due",
        context={"by": f"{by.person}, {by.seat.agency.display_name}"},
        recipient=one.recipient,
        person=one.person,
        seat=one.seat,
        reminder=reminder,
        message_id=new_message_id(),
        urgency_on=reminder.due_on or reminder.decided_on,
        created_at=reminder.decided_at,
        **fields,
    )
