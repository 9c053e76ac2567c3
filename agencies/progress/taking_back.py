"""A result that its agency takes back before anybody has decided on it."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import lock_as_seen, record_movement, refuse_unless
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.occurrence_models import Occurrence, Progress


def may_take_back(occurrence: Occurrence, by: Actor) -> bool:
    # The lead agency what it handed in, and whoever entered it what came on paper.
    if occurrence.status != OccurrenceStatus.SUBMITTED:
        return False
    handed_in = occurrence.progress.filter(kind=ProgressKind.SUBMISSION).last()
    if handed_in is None or handed_in.on_behalf:
        return handed_in is not None and handed_in.person_id == by.person.pk
    leads = occurrence.task.lead_id == by.seat.agency_id
    return leads and by.may(Permission.REPORT_PROGRESS)


@transaction.atomic
def take_back_result(
    *,
    occurrence: Occurrence,
    by: Actor,
    version: int,
    text: str,
    at: datetime.datetime | None = None,
) -> Progress:
    """Before it is decided, with the reason: it is owed again by the same date, and what agencies
    were asked to clear lapses.
    """
    if not text.strip():
        raise RuleError(_("Say why the result is taken back."), field="text")
    row = lock_as_seen(occurrence, version)
    refuse_unless(
        may_take_back(row, by),
        _("There is no result here that your agency handed in and nobody has decided on yet."),
    )
    return record_movement(
        row, ProgressKind.TAKE_BACK, OccurrenceStatus.IN_PROGRESS, text, by, (), at
    )
