"""Comments on a task (ý kiến), which may call people by name: they move neither its state nor its
version.
"""

import datetime
from collections.abc import Collection, Sequence

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.conversation.mentions import seats_that_see
from agencies.errors import RuleError
from agencies.evidence.services import check_files, store_files
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats
from agencies.people.models import Seat
from agencies.people.permissions import Actor, Permission, roles_with
from agencies.progress.changes import require
from agencies.tasks.choices import ProgressKind
from agencies.tasks.occurrence_models import Occurrence, Progress
from agencies.tasks.queries import visible_occurrences


def may_comment(occurrence: Occurrence, by: Actor) -> bool:
    """Whoever may see the task."""
    visible = visible_occurrences(by.seat, all_agencies=by.may(Permission.SEE_ALL_TASKS))
    return visible.filter(pk=occurrence.pk).exists()


def add_comment(
    *,
    occurrence: Occurrence,
    text: str,
    by: Actor,
    mentioned: Collection[Seat] = (),
    files: Sequence[File] = (),
    at: datetime.datetime | None = None,
) -> Progress:
    """Keep a comment with its files, and tell the seats that it mentions; only those that see the
    task can be.
    """
    at = at or timezone.now()
    if not text.strip():
        raise RuleError(_("Write your comment."), field="text")
    check_files(files)
    with transaction.atomic():
        require(may_comment(occurrence, by), _("Only those who see the task can comment on it."))
        _check_mentioned(occurrence, mentioned)
        comment = Progress.objects.create(
            occurrence=occurrence,
            kind=ProgressKind.COMMENT,
            text=text.strip(),
            at=at,
            seat=by.seat,
            person=by.person,
        )
        comment.mentioned.set(mentioned)
        with store_files(comment, files) as kept:
            after = {
                "occurrence": occurrence.pk,
                "mentioned": sorted(seat.pk for seat in mentioned),
            }
            record(
                AuditAction.COMMENTED,
                comment,
                by=by,
                after=after | {"files": [file.name for file in kept]},
                at=at,
            )
            notify_seats(
                NoticeEvent.MENTIONED,
                occurrence=occurrence,
                seats=mentioned,
                by=by,
                words=comment.text,
                at=at,
            )
    return comment


def _check_mentioned(occurrence: Occurrence, mentioned: Collection[Seat]) -> None:
    seeing = seats_that_see(occurrence.task, roles_with(Permission.SEE_ALL_TASKS))
    if seeing.filter(pk__in=[seat.pk for seat in mentioned]).count() != len(set(mentioned)):
        raise RuleError(_("Mention only people who see this task."), field="mentioned")
