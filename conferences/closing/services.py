"""Closing a conference: words of the minutes, the minutes, the conclusion, what is published."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.papers.models import IssuedPaper
from agencies.papers.queries import papers_about
from agencies.papers.services import keep_paper
from agencies.people.permissions import Actor, Permission
from agencies.proposals.upload import upload_directive
from agencies.proposals.upload_refusals import SameFileError
from conferences.audit.choices import ConferenceAction
from conferences.closing.minutes import build_minutes, minutes_version
from conferences.closing.models import Closing
from conferences.closing.records import conference_record
from conferences.meetings import services as meetings
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.meetings.services import lock_conference, require_runner
from conferences.programmes.models import ProgrammeItem
from conferences.programmes.services import lock_programme, show_change
from conferences.speeches.services import pass_over_waiting
from papers import PaperKind


@transaction.atomic
def end_conference(*, conference: Conference, by: Actor) -> Conference:
    """What runs ends now; who still waits to speak was not reached. Opinion slips go on until
    their own end.
    """
    require_runner(by)
    lock_conference(conference)
    programme = lock_programme(conference)
    if programme.conference.state != ConferenceState.RUNNING:
        raise RuleError(_("Only a conference that runs is closed."))
    ProgrammeItem.objects.filter(
        programme=programme, started_at__isnull=False, ended_at=None
    ).update(ended_at=timezone.now())
    pass_over_waiting(conference)
    closed = meetings.close_conference(conference=conference, by=by)
    show_change(programme)
    return closed


@transaction.atomic
def write_closing(
    *,
    conference: Conference,
    version: int,
    chair_name: str,
    secretary_name: str,
    remarks: str,
    summary: str,
    by: Actor,
) -> Closing:
    """What the minutes say besides what was recorded."""
    require_runner(by)
    closing = _lock(conference)
    if closing.version != version:
        raise RuleError(
            _("Somebody has changed this meanwhile. Look at it again; nothing was saved.")
        )
    closing.chair_name = chair_name
    closing.secretary_name = secretary_name
    closing.remarks = remarks
    closing.summary = summary
    closing.version += 1
    closing.save()
    record_action(ConferenceAction.MINUTES_WORDED, conference, by=by)
    return closing


def keep_minutes(*, conference: Conference, by: Actor) -> IssuedPaper:
    """The minutes as they are known now, for Word and as PDF; those made before stay."""
    require_runner(by)
    if conference.state not in (ConferenceState.RUNNING, ConferenceState.CLOSED):
        raise RuleError(_("There are no minutes of a conference that has not begun."))
    record = conference_record(conference)
    earlier = papers_about(conference).filter(kind=PaperKind.MINUTES).count()
    with override("vi"):
        paper = build_minutes(record)
        words = minutes_version(record, earlier + 1)
    return keep_paper(paper, about=conference, issuer=conference.host, version=words, by=by)


# The conclusion -----------------------------------------------------------------------------------
def attach_conclusion(
    *,
    conference: Conference,
    data: bytes,
    file_name: str,
    issued_on: datetime.date | None,
    by: Actor,
) -> Closing:
    """The document is read as every other one, then reviewed and assigned there; one that is in the
    register already is taken from it. Raises what `upload_directive` raises.
    """
    require_runner(by)
    if not by.may(Permission.READ_DIRECTIVES):
        raise RuleError(_("Your seat may not do this."))
    if conference.state not in (ConferenceState.RUNNING, ConferenceState.CLOSED):
        raise RuleError(_("There is no conclusion of a conference that has not begun."))
    try:
        directive = upload_directive(data=data, file_name=file_name, issued_on=issued_on, by=by)
    except SameFileError as error:
        directive = error.directive
    with transaction.atomic():
        closing = _lock(conference)
        closing.conclusion = directive
        closing.save(update_fields=["conclusion"])
        after = {"document": directive.citation}
        record_action(ConferenceAction.CONCLUSION_ATTACHED, conference, by=by, after=after)
    return closing


# What everybody reads -----------------------------------------------------------------------------
@transaction.atomic
def publish_conference(*, conference: Conference, words: str, by: Actor) -> Closing:
    """Title, time, items of the programme without who presents them, and `words`, which name
    nobody who has not agreed.
    """
    require_runner(by)
    closing = _lock(conference)
    if closing.conference.state not in (
        ConferenceState.INVITED,
        ConferenceState.RUNNING,
        ConferenceState.CLOSED,
    ):
        raise RuleError(_("A draft and a cancelled conference are not published."))
    if not words.strip() and not _has_programme(conference):
        raise RuleError(_("There is neither a programme nor a conclusion to publish."))
    closing.published_at = timezone.now()
    closing.published_by = by.seat
    closing.published_person = by.person
    closing.published_words = words
    closing.save()
    record_action(ConferenceAction.CONFERENCE_PUBLISHED, conference, by=by)
    return closing


@transaction.atomic
def unpublish_conference(*, conference: Conference, by: Actor) -> Closing:
    require_runner(by)
    closing = _lock(conference)
    if closing.published_at is None:
        return closing
    closing.published_at = None
    closing.published_by = None
    closing.published_person = None
    closing.save()
    record_action(ConferenceAction.CONFERENCE_UNPUBLISHED, conference, by=by)
    return closing


def _has_programme(conference: Conference) -> bool:
    return conference.programme.versions.exists() if hasattr(conference, "programme") else False


def _lock(conference: Conference) -> Closing:
    Closing.objects.get_or_create(conference=conference)
    rows = Closing.objects.select_related("conference")
    return rows.select_for_update(of=("self",), no_key=True).get(conference=conference)
