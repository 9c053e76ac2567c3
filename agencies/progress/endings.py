"""Tasks that an act elsewhere in the portal finishes or ends: the act is its own proof."""

import datetime

from django.db import transaction
from django.utils import timezone

from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, seats_for_task
from agencies.people.permissions import Actor
from agencies.progress.changes import record_movement
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.locking import lock_occurrences
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence


@transaction.atomic
def finish_task(*, task: Task, text: str, by: Actor, at: datetime.datetime | None = None) -> None:
    """What was to be done is done; what is closed stays as it is."""
    for row in _locked(task):
        row.submitted_at = row.done_at = at or timezone.now()
        row.done_by = by.seat
        record_movement(row, ProgressKind.ACCEPTANCE, OccurrenceStatus.DONE, text, by, (), at)


@transaction.atomic
def end_task(
    *,
    task: Task,
    text: str,
    by: Actor,
    at: datetime.datetime | None = None,
    tells: bool = True,
) -> None:
    """What it was about is gone; what is done stays done. Its agency is told once, unless the act
    itself tells it.
    """
    rows = _locked(task)
    for row in rows:
        record_movement(row, ProgressKind.WITHDRAWAL, OccurrenceStatus.WITHDRAWN, text, by, (), at)
    if rows and tells:
        notify_seats(
            NoticeEvent.WITHDRAWN,
            occurrence=rows[-1],
            seats=seats_for_task(task),
            by=by,
            words=text,
            at=at,
        )


def _locked(task: Task) -> list[Occurrence]:
    related = ("task__directive", "task__lead", "deadline")
    return lock_occurrences(task.occurrences.open().select_related(*related))
