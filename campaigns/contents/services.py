"""A content on its way: begun, given to a desk or person, written, handed in, released, cancelled.

Who clears it: clearing.py.
"""

import datetime
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.evidence.services import check_files, store_rows
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from agencies.requests.choices import ClearanceStatus
from campaigns.audit.choices import CampaignAction
from campaigns.contents.choices import ContentStatus, StepKind
from campaigns.contents.models import Content, ContentStep
from campaigns.permissions import CampaignPermission
from campaigns.waves.choices import FileKind
from campaigns.waves.models import Wave, WaveFile
from campaigns.waves.services import lock_live_wave, require_keeper

MOST_FILES = 30


def may_write(content: Content, by: Actor) -> bool:
    """Its newsroom, and who steers, until it is handed in and again when it was sent back."""
    own = content.newsroom_id == by.seat.agency_id
    may = by.may(CampaignPermission.KEEP_WAVES) or (
        own and by.may(CampaignPermission.WRITE_CONTENTS)
    )
    return may and content.status in ContentStatus.WRITABLE and content.wave.cancelled_at is None


def may_release(content: Content, by: Actor) -> bool:
    """Its newsroom, and who steers, once both agencies have cleared it."""
    own = content.newsroom_id == by.seat.agency_id
    may = by.may(CampaignPermission.KEEP_WAVES) or (
        own and by.may(CampaignPermission.WRITE_CONTENTS)
    )
    return may and content.status == ContentStatus.CLEARED


@transaction.atomic
def begin_content(
    *,
    wave: Wave,
    kind: str,
    title: str,
    text: str,
    link: str,
    newsroom: Agency,
    due_on: datetime.date | None,
    by: Actor,
    files: Sequence["File[Any]"] = (),
) -> Content:
    """A newsroom begins its own; who steers may order one of any newsroom. With a text, or files,
    whoever begins it has written it.
    """
    lock_live_wave(wave)
    is_keeper = by.may(CampaignPermission.KEEP_WAVES)
    if not is_keeper and not (
        by.may(CampaignPermission.WRITE_CONTENTS) and newsroom.pk == by.seat.agency_id
    ):
        raise RuleError(_("A newsroom writes its own contents only."), field="newsroom")
    content = Content.objects.create(
        wave=wave,
        kind=kind,
        title=title,
        text=text,
        link=link,
        newsroom=newsroom,
        due_on=due_on,
        entered_at=timezone.now(),
        entered_by=by.seat,
    )
    after = {"title": title, "kind": kind, "newsroom": newsroom.name}
    record_action(CampaignAction.CONTENT_BEGUN, content, by=by, after=after)
    if text or link or files:
        _add_files(content, files, by)
        add_step(content, StepKind.WRITTEN, by)
    return content


@transaction.atomic
def write_content(
    *,
    content: Content,
    version: int,
    title: str,
    text: str,
    link: str,
    by: Actor,
    files: Sequence["File[Any]"] = (),
) -> Content:
    row = lock_content(content, version)
    if not may_write(row, by):
        raise RuleError(
            _("Only its newsroom writes a content, until it is handed in to be cleared.")
        )
    before = {"title": row.title, "text": row.text, "link": row.link}
    row.title = title
    row.text = text
    row.link = link
    row.version += 1
    row.save()
    _add_files(row, files, by)
    add_step(row, StepKind.WRITTEN, by)
    after = {"title": title, "text": text, "link": link}
    record_action(CampaignAction.CONTENT_WRITTEN, row, by=by, before=before, after=after)
    return row


def _add_files(content: Content, files: Sequence["File[Any]"], by: Actor) -> None:
    # Looked at as every file that comes in: by content, at most 20 MB each.
    check_files(files)
    if content.files.count() + len(files) > MOST_FILES:
        raise RuleError(
            _("A content holds at most %(n)s files.") % {"n": MOST_FILES}, field="files"
        )
    make = partial(
        WaveFile,
        wave=content.wave,
        content=content,
        kind=FileKind.KIT,
        added_at=timezone.now(),
        added_by=by.seat,
    )
    with store_rows(make, files) as stored:
        if stored:
            after = {"files": [row.name for row in stored]}
            record_action(CampaignAction.WAVE_FILES_ADDED, content, by=by, after=after)


@transaction.atomic
def remove_file(*, file: WaveFile, by: Actor) -> None:
    """Of a content that is still written; the file itself goes once that is sure."""
    if file.content is None:
        raise RuleError(_("The demand of a day stays with its wave."))
    content = lock_content(file.content)
    if not may_write(content, by):
        raise RuleError(_("What is handed in keeps its files."))
    row = WaveFile.objects.filter(pk=file.pk, content=content).first()
    if row is None:
        return
    after = {"files": [row.name]}
    record_action(CampaignAction.WAVE_FILE_REMOVED, content, by=by, after=after)
    add_step(content, StepKind.WRITTEN, by)
    transaction.on_commit(partial(row.file.delete, save=False))
    row.delete()


@transaction.atomic
def assign_content(
    *,
    content: Content,
    version: int,
    desk: str,
    assignee: Seat | None,
    due_on: datetime.date | None,
    by: Actor,
) -> Content:
    """To a desk, or to who holds a seat, of its newsroom; until it is released."""
    row = lock_content(content, version)
    own = row.newsroom_id == by.seat.agency_id and by.may(CampaignPermission.WRITE_CONTENTS)
    if not (own or by.may(CampaignPermission.KEEP_WAVES)) or row.status not in ContentStatus.OPEN:
        raise RuleError(_("Only its newsroom says who writes a content, until it is released."))
    if assignee and assignee.agency_id != row.newsroom_id:
        raise RuleError(_("This seat belongs to another agency."), field="assignee")
    row.desk = desk
    row.assignee = assignee
    row.due_on = due_on
    row.version += 1
    row.save()
    who = ", ".join(filter(None, [desk, assignee.title if assignee else ""]))
    add_step(row, StepKind.ASSIGNED, by, who or _("nobody"))
    record_action(CampaignAction.CONTENT_ASSIGNED, row, by=by, after={"desk": who})
    return row


@transaction.atomic
def release_content(*, content: Content, version: int, by: Actor) -> Content:
    """From now on it stands in the media kit, and publications of it are entered."""
    row = lock_content(content, version)
    if not may_release(row, by):
        raise RuleError(_("A content is released once both agencies have cleared it."))
    row.status = ContentStatus.RELEASED
    row.released_at = timezone.now()
    row.version += 1
    row.save()
    add_step(row, StepKind.RELEASED, by)
    record_action(CampaignAction.CONTENT_RELEASED, row, by=by)
    return row


@transaction.atomic
def cancel_content(*, content: Content, version: int, reason: str, by: Actor) -> Content:
    require_keeper(by)
    row = lock_content(content, version)
    if row.status not in ContentStatus.OPEN:
        raise RuleError(_("What is released is not cancelled: it is out already."))
    if not reason:
        raise RuleError(_("Say why it is cancelled."), field="reason")
    lapse_clearances(row)
    row.status = ContentStatus.CANCELLED
    row.version += 1
    row.save()
    add_step(row, StepKind.CANCELLED, by, reason)
    record_action(CampaignAction.CONTENT_CANCELLED, row, by=by, after={"reason": reason})
    return row


# Shared with clearing.py --------------------------------------------------------------------------
def lock_content(content: Content, version: int | None = None) -> Content:
    """After its wave, which must not be cancelled; as this person saw it, if a version is given."""
    lock_live_wave(content.wave)
    row = lock_row(Content.objects.select_related("wave", "newsroom"), content.pk)
    if version is not None and row.version != version:
        raise RuleError(
            _("Somebody has changed this content meanwhile. Look at it again; nothing was saved.")
        )
    return row


def add_step(content: Content, kind: StepKind, by: Actor, text: str = "") -> None:
    ContentStep.objects.create(
        content=content, kind=kind, text=text, at=timezone.now(), seat=by.seat, person=by.person
    )


def lapse_clearances(content: Content) -> None:
    asked = content.clearances.filter(status=ClearanceStatus.ASKED)
    asked.update(status=ClearanceStatus.LAPSED, answered_at=timezone.now())
