"""A reminder that a person asks for (nhắc ngay), beside those that the policies send."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.mail.services.queueing import build_letter, queue_letters
from agencies.people.choices import Channel
from agencies.people.permissions import Actor, Permission
from agencies.people.queries import Recipient, unique_recipients
from agencies.policies.models import ReminderPolicy
from agencies.policies.queries import policy_of_task
from agencies.progress.changes import lock_as_seen, refuse_unless
from agencies.reminders.models import Reminder
from agencies.reminders.recipients import recipients_by_task
from agencies.tasks.occurrence_models import Occurrence


def now_stage(on: datetime.date) -> str:
    """The ledger's name of what is asked for by hand that day: one for each day."""
    return f"now-{on:%y%m%d}"


def may_remind_now(occurrence: Occurrence, by: Actor) -> bool:
    # Whoever steers the work, for whatever is still owed, with or without a date.
    return occurrence.is_owed and by.may(Permission.STEER_TASKS)


@transaction.atomic
def remind_now(*, occurrence: Occurrence, by: Actor, version: int) -> list[Reminder]:
    """Remind those who look after the task at once, once a day.

    Regardless of what the policies say about the day and about digests, and of a seat's pause; only
    quiet hours are respected. Raises RuleError when nothing is owed, nobody can be reached, or it
    was done today already.
    """
    now = timezone.now()
    on = timezone.localdate(now)
    row = lock_as_seen(occurrence, version)
    refuse_unless(
        may_remind_now(row, by),
        _("Only those who decide on results can send reminders, and only of what is still owed."),
    )
    reached = recipients_by_task([row.task], on=on)[row.task_id]
    refuse_unless(bool(reached), nobody_reached(row))
    known = set(
        row.reminders.filter(stage=now_stage(on), due_on=row.due_on).values_list("seat", flat=True)
    )
    fresh = [one for one in reached if one.seat.pk not in known]
    refuse_unless(bool(fresh), already_reminded())
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
        unique_recipients(fresh),
        policy_of_task(row.task),
        by=by,
    )
    record_action(
        AuditAction.REMINDED_NOW,
        row,
        by=by,
        after={"seats": list(seats), "to": [str(one) for one in unique_recipients(fresh)]},
    )
    return reminders


def nobody_reached(occurrence: Occurrence) -> str:
    names = {"agency": occurrence.task.lead.display_name}
    return (
        _(
            "Nobody at %(agency)s can be reached: no reminded seat is held and no address is "
            "entered."
        )
        % names
    )


def already_reminded() -> str:
    return _("A reminder has already been sent by hand today.")


def _queue(
    reminders: dict[int, Reminder], reached: list[Recipient], policy: ReminderPolicy, *, by: Actor
) -> None:
    # By the policy's channels; an agency's address can only be mailed to.
    letters = []
    for recipient in reached:
        reminder = reminders[recipient.seat.pk]
        about = {
            "context": {"by": f"{by.person}, {by.seat.agency.display_name}"},
            "reminder": reminder,
            "urgency_on": reminder.due_on or reminder.decided_on,
            "at": reminder.decided_at,
        }
        if Channel.MAIL in policy.channels or recipient.person is None:
            send_from = policy.after_quiet(reminder.decided_at)
            letters.append(build_letter("task_due", recipient, send_from=send_from, **about))
        if Channel.PORTAL in policy.channels and recipient.person:
            letters.append(build_letter("task_due", recipient, channel=Channel.PORTAL, **about))
    queue_letters(*letters)
