"""What an agency handed in on paper, entered by a coordinator; marked as such in history and
log.
"""

import datetime
from collections.abc import Sequence

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.evidence.services import check_files
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import lock_as_seen, refuse_unless
from agencies.progress.services import submit_locked_result
from agencies.tasks.occurrence_models import Occurrence, Progress
from agencies.tasks.queries import is_continuing


def may_enter_result(occurrence: Occurrence, by: Actor) -> bool:
    """Whoever decides on results, for another agency, while it owes."""
    is_other = occurrence.task.lead_id != by.seat.agency_id
    return (
        is_other
        and occurrence.is_owed
        and not is_continuing(occurrence)
        and by.may(Permission.DECIDE_RESULTS)
    )


def enter_result(
    *,
    occurrence: Occurrence,
    received_on: datetime.date,
    text: str,
    by: Actor,
    version: int,
    files: Sequence[File] = (),
) -> Progress:
    """The day on which the paper came decides whether it is late. It still waits for the decision,
    as any result.
    """
    if not text.strip():
        raise RuleError(
            _("Say what the result is and by which paper it came: number and date."), field="text"
        )
    if received_on > timezone.localdate():
        raise RuleError(_("This day is in the future."), field="received_on")
    check_files(files)
    with transaction.atomic():
        row = lock_as_seen(occurrence, version)
        refuse_unless(
            may_enter_result(row, by),
            _("Nothing is owed here that you could enter for the agency."),
        )
        if received_on < timezone.localdate(row.task.assigned_at):
            raise RuleError(_("The task was assigned only after this day."), field="received_on")
        return submit_locked_result(
            row, text=text, by=by, files=files, at=_moment(received_on), on_behalf=True
        )


def _moment(day: datetime.date) -> datetime.datetime:
    # Now for today; the noon of a day before.
    now = timezone.now()
    if day == timezone.localdate(now):
        return now
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
