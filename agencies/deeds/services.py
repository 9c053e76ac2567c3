"""The deeds that a recurring duty counts ("ít nhất 01 đợt/tháng"): each is reported with its
day.
"""

import datetime
from collections.abc import Sequence

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.calendar.periods import span_words
from agencies.errors import RuleError
from agencies.evidence.services import check_files
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import lock_as_seen, record_movement, refuse_unless
from agencies.progress.services import submit_result
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.deadline_words import owed_deeds, period_words, standing_deeds
from agencies.tasks.locking import lock_occurrence
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet, Progress
from vietnam.dates import format_date


def may_report_deeds(occurrence: Occurrence, by: Actor) -> bool:
    # The lead agency of a duty that counts deeds, as long as one of its periods is open.
    counted = owed_deeds(occurrence.deadline) > 0
    is_lead = by.may(Permission.REPORT_PROGRESS) and occurrence.task.lead_id == by.seat.agency_id
    return counted and is_lead and occurrence.status in OccurrenceStatus.OPEN


def report_deed(
    *,
    occurrence: Occurrence,
    happened_on: datetime.date,
    text: str,
    by: Actor,
    version: int,
    files: Sequence[File] = (),
    hand_in: bool = False,
    at: datetime.datetime | None = None,
) -> Progress:
    """Report one deed. It counts for the period in which it happened, on whichever period's page it
    is reported.

    With `hand_in`, that period's result is submitted with the same words, if enough deeds have been
    reported.
    """
    if not text.strip():
        raise RuleError(_("Say in a sentence what was done."), field="text")
    if happened_on > timezone.localdate(at):
        raise RuleError(
            _("This day has not come yet. Report a deed once it is done."), field="happened_on"
        )
    check_files(files)
    with transaction.atomic():
        lock_occurrence(
            occurrence, *_periods_of(occurrence, happened_on).values_list("pk", flat=True)
        )
        seen = lock_as_seen(occurrence, version)
        refuse_unless(
            may_report_deeds(seen, by),
            _("Only the lead agency can report deeds, while the task is open."),
        )
        row = _of_day(seen, happened_on)
        status = (
            OccurrenceStatus.IN_PROGRESS if row.status == OccurrenceStatus.ASSIGNED else row.status
        )
        progress = record_movement(
            row, ProgressKind.DEED, status, text, by, files, at, happened_on=happened_on
        )
        if hand_in:
            return submit_result(occurrence=row, text=text, by=by, version=row.version, at=at)
        return progress


def may_strike_deeds(occurrence: Occurrence, by: Actor) -> bool:
    # The lead agency, until the period's result is handed in: the result depends on its deeds.
    return may_report_deeds(occurrence, by) and occurrence.is_owed


def strike_deed(
    *, occurrence: Occurrence, deed: Progress, text: str, by: Actor, version: int
) -> Progress:
    """Strike out a deed that was reported by mistake, with a reason. It stays in the history but no
    longer counts.
    """
    if not text.strip():
        raise RuleError(_("Say why the deed is struck out."), field="text")
    with transaction.atomic():
        row = lock_as_seen(occurrence, version)
        refuse_unless(
            may_strike_deeds(row, by),
            _("Only the lead agency strikes deeds out, until the result is handed in."),
        )
        if not standing_deeds(row).filter(pk=deed.pk).exists():
            raise RuleError(_("This deed is no longer here."), field="deed")
        return record_movement(
            row, ProgressKind.STRIKE, row.status, text, by, (), None, strikes=deed
        )


# What another app counts -------------------------------------------------------------------------
def record_counted_deed(
    *, task: Task, happened_on: datetime.date, text: str, by: Actor
) -> Progress | None:
    """A deed that another app knows of, such as a published wave, whoever of the portal enters it;
    None where no open period of a counted duty contains the day.

    It is marked as entered on behalf, unless the lead agency itself acts.
    """
    found = _counted_period(task, happened_on)
    if found is None:
        return None
    row = lock_occurrence(found)
    if row.status not in OccurrenceStatus.OPEN:
        return None
    status = OccurrenceStatus.IN_PROGRESS if row.status == OccurrenceStatus.ASSIGNED else row.status
    is_other = row.task.lead_id != by.seat.agency_id
    return record_movement(
        row,
        ProgressKind.DEED,
        status,
        text,
        by,
        (),
        None,
        happened_on=happened_on,
        on_behalf=is_other,
    )


def strike_counted_deed(*, deed: Progress, text: str, by: Actor) -> bool:
    """Strike out a deed that another app has recorded; whether it could be: not once the period's
    result is handed in.
    """
    row = lock_occurrence(deed.occurrence)
    if not row.is_owed or not standing_deeds(row).filter(pk=deed.pk).exists():
        return False
    is_other = row.task.lead_id != by.seat.agency_id
    record_movement(
        row,
        ProgressKind.STRIKE,
        row.status,
        text,
        by,
        (),
        None,
        strikes=deed,
        on_behalf=is_other,
    )
    return True


def _counted_period(task: Task, day: datetime.date) -> Occurrence | None:
    # Also of the successor to which the task was handed over.
    rows = Occurrence.objects.filter(
        Q(task=task) | Q(task__continues=task), period_start__lte=day, period_end__gte=day
    ).select_related("deadline", "task")
    return next((row for row in rows.order_by("pk") if owed_deeds(row.deadline)), None)


def _of_day(seen: Occurrence, day: datetime.date) -> Occurrence:
    # The period of the same duty that contains the day; it is locked already.
    if seen.period_start <= day <= seen.period_end:
        return seen
    row = _periods_of(seen, day).select_related("task", "deadline").first()
    if row is None:
        raise RuleError(_outside(seen, day), field="happened_on")
    if row.status not in OccurrenceStatus.OPEN:
        closed = _("%(day)s is in %(period)s, which is closed: no deed can be added to it.")
        raise RuleError(
            closed % {"day": format_date(day), "period": period_words(row)}, field="happened_on"
        )
    return row


def _periods_of(occurrence: Occurrence, day: datetime.date) -> OccurrenceQuerySet:
    # The period of the same duty that contains the day: one, or none.
    return Occurrence.objects.filter(
        deadline=occurrence.deadline_id,
        task=occurrence.task_id,
        period_start__lte=day,
        period_end__gte=day,
    )


def _outside(seen: Occurrence, day: datetime.date) -> str:
    periods = Occurrence.objects.filter(deadline=seen.deadline_id, period_start__isnull=False)
    ends = periods.aggregate(first=Min("period_start"), last=Max("period_end"))
    words = {"day": format_date(day), "span": span_words(ends["first"], ends["last"])}
    return _("%(day)s is in none of the periods of this duty (%(span)s).") % words
