"""The pack of documents: added, renewed, withdrawn, fetched, noted upon."""

from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.evidence.services import check_files, store_rows
from agencies.people.models import Person
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.conference_documents.choices import Audience
from conferences.conference_documents.models import (
    ConferenceDocument,
    DocumentNote,
    DocumentReading,
    DocumentVersion,
)
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference, Point
from conferences.meetings.services import require_runner

MOST_DOCUMENTS = 60


@transaction.atomic
def add_document(
    *, conference: Conference, title: str, audience: str, files: "list[File[Any]]", by: Actor
) -> ConferenceDocument:
    """With its first version; `files`: the one that is to be read."""
    row = _lock(conference, by)
    _check_one_file(files)
    if row.documents.filter(withdrawn_at=None).count() >= MOST_DOCUMENTS:
        words = _("A pack has at most %(most)s documents.")
        raise RuleError(words % {"most": MOST_DOCUMENTS})
    document = ConferenceDocument.objects.create(
        conference=row, title=title, audience=Audience(audience)
    )
    return _store(document, 1, files, by)


@transaction.atomic
def add_version(
    *, document: ConferenceDocument, files: "list[File[Any]]", by: Actor
) -> ConferenceDocument:
    """The next version; who has read the earlier one sees that there is a new one."""
    _lock(document.conference, by)
    row = _live(document)
    _check_one_file(files)
    newest = row.versions.first()
    return _store(row, (newest.number if newest else 0) + 1, files, by)


@transaction.atomic
def withdraw_document(*, document: ConferenceDocument, by: Actor) -> ConferenceDocument:
    """It is offered to nobody any more; the log keeps that it was there."""
    _lock(document.conference, by)
    row = _live(document)
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    _record(ConferenceAction.CONFERENCE_DOCUMENT_WITHDRAWN, row, by)
    return row


def count_reading(
    version: DocumentVersion, *, person: Person | None = None, point: Point | None = None
) -> None:
    """That it was fetched; each reader counts once."""
    DocumentReading.objects.bulk_create(
        [DocumentReading(version=version, person=person, point=point, read_at=timezone.now())],
        ignore_conflicts=True,
    )


@transaction.atomic
def write_note(*, document: ConferenceDocument, text: str, by: Actor) -> None:
    """The acting person's own; nobody else reads it, not even in the log. Empty removes it."""
    own = DocumentNote.objects.filter(document=document, person=by.person)
    if not text.strip():
        own.delete()
        return
    DocumentNote.objects.update_or_create(
        document=document, person=by.person, defaults={"text": text}
    )


def _lock(conference: Conference, by: Actor) -> Conference:
    require_runner(by)
    row = lock_row(Conference.objects.all(), conference.pk)
    if row.state == ConferenceState.CANCELLED:
        raise RuleError(_("The conference is closed or cancelled: nothing changes any more."))
    return row


def _live(document: ConferenceDocument) -> ConferenceDocument:
    row = ConferenceDocument.objects.select_related("conference").get(pk=document.pk)
    if row.withdrawn_at is not None:
        raise RuleError(_("This document is withdrawn."))
    return row


def _check_one_file(files: "list[File[Any]]") -> None:
    if len(files) != 1:
        raise RuleError(_("Choose one file."), field="files")
    check_files(files)


def _store(
    document: ConferenceDocument, number: int, files: "list[File[Any]]", by: Actor
) -> ConferenceDocument:
    make = partial(
        DocumentVersion,
        document=document,
        number=number,
        added_at=timezone.now(),
        added_by=by.seat,
        added_person=by.person,
    )
    with store_rows(make, files):
        _record(ConferenceAction.CONFERENCE_DOCUMENT_ADDED, document, by, number=number)
    return document


def _record(
    action: ConferenceAction, document: ConferenceDocument, by: Actor, **more: object
) -> None:
    record_action(action, document.conference, by=by, after={"document": document.title, **more})
