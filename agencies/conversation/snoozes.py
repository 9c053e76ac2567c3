"""A seat puts its reminders of one occurrence off (hoãn nhắc). The deadline stays, and so does the
trace.

Only the seat's own reminders pause: what goes to the leader of a late agency does not.
"""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.database.locking import lock_rows
from agencies.errors import RuleError
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import refuse_unless
from agencies.requests.models import Snooze
from agencies.tasks.locking import lock_occurrence
from agencies.tasks.occurrence_models import Occurrence
from vietnam.dates import format_date

LONGEST = datetime.timedelta(days=30)
# How long after the deadline a seat may still put reminders off: a long-late task cannot be kept
# silent.
PAST_DUE = datetime.timedelta(days=14)


def may_snooze(occurrence: Occurrence, by: Actor, today: datetime.date) -> bool:
    # A seat of the lead agency, for what it owes by a date and is not two weeks late.
    leads = occurrence.task.lead_id == by.seat.agency_id and by.may(Permission.REPORT_PROGRESS)
    return (
        leads
        and occurrence.is_owed
        and occurrence.due_on is not None
        and last_snooze_day(occurrence, today) > today
    )


def last_snooze_day(occurrence: Occurrence, today: datetime.date) -> datetime.date:
    return min(today + LONGEST, occurrence.due_on + PAST_DUE)


@transaction.atomic
def snooze_reminders(
    *, occurrence: Occurrence, until: datetime.date, by: Actor, at: datetime.datetime | None = None
) -> Snooze:
    """No reminder of this occurrence to the acting seat before `until`; a former pause of the seat
    gives way.
    """
    at = at or timezone.now()
    today = timezone.localdate(at)
    row = lock_occurrence(occurrence)
    allowed = may_snooze(row, by, today)
    refuse_unless(
        allowed,
        _("Reminders can be put off only by the lead agency, for what is not two weeks late."),
    )
    latest = last_snooze_day(row, today)
    if not today < until <= latest:
        sentence = _("Give a day after today, %(latest)s at the latest.")
        raise RuleError(sentence % {"latest": format_date(latest)}, field="until")
    row.snoozes.filter(seat=by.seat, ended_at__isnull=True).update(ended_at=at)
    pause = Snooze.objects.create(
        occurrence=row, seat=by.seat, person=by.person, at=at, until=until
    )
    record_action(
        AuditAction.SNOOZED,
        pause,
        by=by,
        after={"occurrence": row.pk, "until": until.isoformat()},
        at=at,
    )
    return pause


@transaction.atomic
def end_snooze(*, occurrence: Occurrence, by: Actor, at: datetime.datetime | None = None) -> None:
    """Let reminders come again to the acting seat; without a pause nothing happens."""
    at = at or timezone.now()
    for pause in lock_rows(occurrence.snoozes.filter(seat=by.seat, ended_at__isnull=True)):
        pause.ended_at = at
        pause.save(update_fields=["ended_at"])
        record_action(
            AuditAction.SNOOZE_ENDED, pause, by=by, after={"occurrence": occurrence.pk}, at=at
        )
