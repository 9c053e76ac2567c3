"""Entering what was published, with its proof, and striking out what was entered by mistake."""

import datetime
from collections.abc import Sequence
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
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.contents.choices import ContentKind, ContentStatus
from campaigns.contents.models import Content
from campaigns.outlets.choices import Channel
from campaigns.outlets.models import Outlet
from campaigns.outlets.queries import own_outlets
from campaigns.outlets.services import ensure_loudspeaker
from campaigns.permissions import CampaignPermission
from campaigns.publications.models import ProofFile, Publication
from campaigns.waves.duties import follow_publications
from campaigns.waves.models import Wave
from campaigns.waves.services import lock_live_wave
from vietnam.dates import format_date

MOST_TIMES = 200


@transaction.atomic
def enter_publication(
    *,
    content: Content,
    outlet: Outlet,
    channel: str,
    published_on: datetime.date,
    by: Actor,
    times: int = 1,
    link: str = "",
    note: str = "",
    files: Sequence["File[Any]"] = (),
) -> Publication:
    """One appearance of a released content. With the first one its wave counts in its duties."""
    _check_right(by, outlet, published_on)
    wave = lock_live_wave(content.wave)
    row = lock_row(Content.objects.all(), content.pk)
    _check_day(row, published_on)
    _check_proof(channel, link, files)
    _refuse_twice(row, outlet, channel, published_on)
    publication = Publication.objects.create(
        content=row,
        outlet=outlet,
        channel=channel,
        published_on=published_on,
        times=times,
        link=link,
        note=note,
        entered_at=timezone.now(),
        entered_agency=by.seat.agency,
        entered_by=by.seat,
        entered_person=by.person,
    )
    with store_rows(partial(ProofFile, publication=publication), files) as stored:
        after = {
            "outlet": outlet.name,
            "channel": channel,
            "published_on": format_date(published_on),
            "times": times,
            "link": link,
            "files": [proof.name for proof in stored],
        }
        record_action(CampaignAction.PUBLICATION_ENTERED, publication, by=by, after=after)
        follow_publications(wave, by=by)
    return publication


@transaction.atomic
def enter_reading(
    *, content: Content, by: Actor, times: int = 1, published_on: datetime.date | None = None
) -> Publication:
    """What a commune's loudspeakers have read, today if no day is given: its day is the proof."""
    if content.kind != ContentKind.SCRIPT:
        raise RuleError(_("This content is no loudspeaker script."))
    return enter_publication(
        content=content,
        outlet=ensure_loudspeaker(by),
        channel=Channel.LOUDSPEAKER,
        published_on=published_on or timezone.localdate(),
        times=times,
        by=by,
    )


def may_withdraw(publication: Publication, by: Actor) -> bool:
    """Whoever's agency entered it, and who keeps the waves."""
    own = publication.entered_agency_id == by.seat.agency_id
    may = by.may(CampaignPermission.KEEP_WAVES) or (
        own and by.may(CampaignPermission.ENTER_PUBLICATIONS)
    )
    return may and publication.withdrawn_at is None


@transaction.atomic
def withdraw_publication(*, publication: Publication, reason: str, by: Actor) -> Publication:
    """It stays with the reason and counts no more, nor does its wave where it was the only one."""
    wave = lock_row(Wave.objects.all(), publication.content.wave_id)
    row = lock_row(Publication.objects.select_related("content__wave", "outlet"), publication.pk)
    if not may_withdraw(row, by):
        raise RuleError(_("Only whose agency has entered it strikes it out, and only once."))
    if not reason:
        raise RuleError(_("Say why it is struck out."), field="reason")
    row.withdrawn_at = timezone.now()
    row.reason = reason
    row.save()
    record_action(CampaignAction.PUBLICATION_WITHDRAWN, row, by=by, after={"reason": reason})
    follow_publications(wave, by=by)
    return row


def _check_right(by: Actor, outlet: Outlet, day: datetime.date) -> None:
    if not by.may(CampaignPermission.ENTER_PUBLICATIONS):
        raise RuleError(_("Your seat enters no publications."))
    if not own_outlets(by, day).filter(pk=outlet.pk).exists():
        raise RuleError(
            _("Your seat enters nothing for this outlet, or it has ended."), field="outlet"
        )


def _check_day(content: Content, day: datetime.date) -> None:
    if content.status != ContentStatus.RELEASED or content.released_at is None:
        raise RuleError(_("This content is not released yet."), field="content")
    if day > timezone.localdate():
        raise RuleError(_("This day has not come yet."), field="published_on")
    released_on = timezone.localdate(content.released_at)
    if day < released_on:
        raise RuleError(
            _("The content was released on %(day)s only.") % {"day": format_date(released_on)},
            field="published_on",
        )


def _check_proof(channel: str, link: str, files: Sequence["File[Any]"]) -> None:
    check_files(files)
    if channel in Channel.NEEDS_LINK and not link:
        raise RuleError(_("Write its address: it proves the publication."), field="link")
    if channel in Channel.NEEDS_PROOF and not (link or files):
        raise RuleError(
            _("Add a picture of the page, or its address, as the proof."), field="files"
        )


def _refuse_twice(content: Content, outlet: Outlet, channel: str, day: datetime.date) -> None:
    same = Publication.objects.standing().filter(
        content=content, outlet=outlet, channel=channel, published_on=day
    )
    if same.exists():
        raise RuleError(
            _("This is entered for %(day)s already. More than once a day is a number of times.")
            % {"day": format_date(day)},
            field="published_on",
        )
