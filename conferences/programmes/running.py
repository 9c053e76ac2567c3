"""The clock: the secretary says when an item begins and ends; nothing goes on by itself."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.meetings.services import begin_conference, lock_conference, require_runner
from conferences.programmes.models import Programme, ProgrammeItem
from conferences.programmes.queries import newest_version
from conferences.programmes.services import (
    lock_programme,
    refuse_closed,
    show_change,
)


@transaction.atomic
def begin_item(*, item: ProgrammeItem, running: int, by: Actor) -> ProgrammeItem:
    """It runs from now on; the one that ran until now has ended at the same moment. `running`: the
    key of that one as the secretary sees it, 0 for none. The first opens the conference.
    """
    conference = lock_conference(item.programme.conference)
    if conference.state == ConferenceState.INVITED:
        begin_conference(conference=conference, by=by)
    programme = _lock(conference, by)
    if programme.conference.state != ConferenceState.RUNNING:
        raise RuleError(_("Send the invitations before the conference is opened."))
    row = _published(programme, item)
    if row.started_at:
        raise RuleError(_("This item has begun already."))
    now = timezone.now()
    earlier = _running(programme)
    if (earlier.pk if earlier else 0) != running:
        raise RuleError(
            _("Somebody has moved the clock meanwhile. Look at it again; nothing was done.")
        )
    if earlier is not None:
        _end(earlier, by)
    row.started_at = now
    row.save(update_fields=["started_at"])
    show_change(programme)
    _record(ConferenceAction.ITEM_BEGUN, row, by)
    return row


@transaction.atomic
def end_item(*, item: ProgrammeItem, by: Actor) -> ProgrammeItem:
    """Then nothing runs, until the secretary begins another item."""
    programme = _lock(item.programme.conference, by)
    row = _published(programme, item)
    if not row.is_running:
        raise RuleError(_("This item does not run."))
    _end(row, by)
    show_change(programme)
    return row


@transaction.atomic
def take_back_step(*, item: ProgrammeItem, by: Actor) -> ProgrammeItem:
    """What was pressed by mistake: an item that runs has not begun; one that has ended runs on, if
    no other has begun since.
    """
    programme = _lock(item.programme.conference, by)
    row = _published(programme, item)
    if row.started_at is None:
        raise RuleError(_("This item has not begun."))
    later = Q(started_at__gt=row.started_at) | Q(started_at__isnull=False, ended_at=None)
    if programme.items.exclude(pk=row.pk).filter(later).exists():
        raise RuleError(_("Another item has begun since: take that back first."))
    if row.ended_at is None:
        row.started_at = None
    else:
        row.ended_at = None
    row.save(update_fields=["started_at", "ended_at"])
    show_change(programme)
    _record(ConferenceAction.ITEM_TAKEN_BACK, row, by)
    return row


def _lock(conference: Conference, by: Actor) -> Programme:
    require_runner(by)
    programme = lock_programme(conference)
    refuse_closed(programme.conference)
    return programme


def _published(programme: Programme, item: ProgrammeItem) -> ProgrammeItem:
    version = newest_version(programme)
    row = programme.items.filter(pk=item.pk).first()
    if version is None or row is None or not version.lines.filter(item=row).exists():
        raise RuleError(_("This item is not in the programme that is published."))
    row.programme = programme
    return row


def _running(programme: Programme) -> ProgrammeItem | None:
    running = programme.items.filter(started_at__isnull=False, ended_at=None).first()
    if running is not None:
        running.programme = programme
    return running


def _end(item: ProgrammeItem, by: Actor) -> None:
    item.ended_at = timezone.now()
    item.save(update_fields=["ended_at"])
    _record(ConferenceAction.ITEM_ENDED, item, by)


def _record(action: ConferenceAction, item: ProgrammeItem, by: Actor) -> None:
    record_action(action, item.programme.conference, by=by, after={"item": item.title})
