"""Withdrawing a document that was taken in by mistake, with the tasks that it gave."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.directives.choices import DirectiveStatus
from agencies.directives.models import Directive
from agencies.errors import RuleError
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, seats_for_task
from agencies.people.permissions import Actor, Permission
from agencies.progress.changes import record_movement
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.locking import lock_occurrences
from agencies.tasks.occurrence_models import Occurrence


@transaction.atomic
def withdraw_directive(*, directive: Directive, text: str, by: Actor) -> Directive:
    """With the reason. Whatever its tasks still owe ends, what is done stays done; each lead agency
    is told once. The same file may then be taken in again.
    """
    if not by.may(Permission.READ_DIRECTIVES):
        raise RuleError(_("Your seat may not do this."))
    reason = text.strip()
    if not reason:
        raise RuleError(_("Say why the document is withdrawn."), field="text")
    row = Directive.objects.select_for_update(no_key=True).get(pk=directive.pk)
    if row.status == DirectiveStatus.WITHDRAWN:
        raise RuleError(_("This document has been withdrawn."))
    ended = lock_occurrences(
        Occurrence.objects.open()
        .filter(task__directive=row)
        .select_related("task__directive", "task__lead", "deadline")
    )
    now = timezone.now()
    for occurrence in ended:
        record_movement(
            occurrence, ProgressKind.WITHDRAWAL, OccurrenceStatus.WITHDRAWN, reason, by, (), now
        )
    row.status = DirectiveStatus.WITHDRAWN
    row.withdrawn_at = now
    row.withdrawn_by = by.person
    row.withdrawal_reason = reason
    row.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    after = {"reason": reason, "tasks": len({one.task_id for one in ended})}
    record_action(AuditAction.DIRECTIVE_WITHDRAWN, row, by=by, after=after)
    _tell_agencies(row, ended, by)
    return row


def _tell_agencies(directive: Directive, ended: Iterable[Occurrence], by: Actor) -> None:
    first_of_agency = {one.task.lead_id: one for one in reversed(list(ended))}
    for occurrence in first_of_agency.values():
        words = _("%(document)s is withdrawn with all its tasks: %(reason)s") % {
            "document": directive.citation,
            "reason": directive.withdrawal_reason,
        }
        seats = seats_for_task(occurrence.task)
        notify_seats(NoticeEvent.WITHDRAWN, occurrence=occurrence, seats=seats, by=by, words=words)
