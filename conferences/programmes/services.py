"""Drafting and publishing the programme of a conference."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.meetings.models import Conference
from conferences.meetings.services import require_runner
from conferences.programmes.letters import queue_programme_letters
from conferences.programmes.models import (
    MOST_ITEMS,
    MOST_MINUTES,
    Programme,
    ProgrammeItem,
    ProgrammeVersion,
    PublishedItem,
)
from conferences.programmes.queries import (
    draft_items,
    lines_of_draft,
    lines_of_version,
    newest_version,
    programme_changes,
)
from conferences.programmes.templates import LINES, ProgrammeTemplate


def lock_programme(conference: Conference) -> Programme:
    """The first lock of every act that followers of the live page see; made where there is none."""
    programme, _is_new = Programme.objects.get_or_create(conference=conference)
    row = lock_row(Programme.objects.all(), programme.pk)
    # Read once the lock is held: it may have been closed meanwhile.
    row.conference = Conference.objects.select_related("host").get(pk=conference.pk)
    return row


def show_change(programme: Programme) -> None:
    """Whoever follows the live page draws it anew. In the transaction of the change."""
    programme.live_version += 1
    programme.save(update_fields=["live_version"])


# The draft ----------------------------------------------------------------------------------------
@transaction.atomic
def use_template(*, conference: Conference, template: str, by: Actor) -> Programme:
    """The lines of a template as the draft of a programme that has none."""
    require_runner(by)
    programme = _lock_open(conference)
    if programme.items.filter(is_removed=False).exists():
        raise RuleError(_("There is a draft already: change its items."), field="template")
    chosen = ProgrammeTemplate(template)
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            programme=programme,
            position=place,
            title=title,
            minutes=minutes,
            presenter=presenter,
            clip_number=clip,
        )
        for place, (title, minutes, presenter, clip) in enumerate(LINES[chosen], 1)
    )
    _count_change(programme)
    _record(ConferenceAction.PROGRAMME_DRAFTED, programme, by, {"name": str(chosen.label)})
    return programme


@transaction.atomic
def add_item(
    *,
    conference: Conference,
    title: str,
    minutes: int,
    presenter: str,
    clip_number: str,
    by: Actor,
) -> ProgrammeItem:
    """As the last item."""
    require_runner(by)
    programme = _lock_open(conference)
    items = draft_items(programme)
    if len(items) >= MOST_ITEMS:
        raise RuleError(_("A programme has at most %(most)s items.") % {"most": MOST_ITEMS})
    _check_minutes(minutes)
    item = ProgrammeItem.objects.create(
        programme=programme,
        position=len(items) + 1,
        title=title,
        minutes=minutes,
        presenter=presenter,
        clip_number=clip_number,
    )
    _count_change(programme)
    _record(ConferenceAction.PROGRAMME_ITEM_ADDED, programme, by, {"item": title})
    return item


@transaction.atomic
def change_item(
    *,
    item: ProgrammeItem,
    version: int,
    title: str,
    minutes: int,
    presenter: str,
    clip_number: str,
    by: Actor,
) -> ProgrammeItem:
    """In the draft; what is published stays as it is until the next version."""
    require_runner(by)
    programme, row = _lock_item(item, version)
    _check_minutes(minutes)
    before = {"item": f"{row.title} ({row.minutes})"}
    row.title = title
    row.minutes = minutes
    row.presenter = presenter
    row.clip_number = clip_number
    row.save(update_fields=["title", "minutes", "presenter", "clip_number"])
    _count_change(programme)
    after = {"item": f"{title} ({minutes})"}
    record_action(
        ConferenceAction.PROGRAMME_ITEM_CHANGED,
        programme.conference,
        by=by,
        before=before,
        after=after,
    )
    return row


@transaction.atomic
def move_item(*, item: ProgrammeItem, version: int, places: int, by: Actor) -> ProgrammeItem:
    """Up with `places` -1, down with 1; at an end it stays."""
    require_runner(by)
    programme, row = _lock_item(item, version)
    items = draft_items(programme)
    old = items.index(row)
    new = min(max(old + places, 0), len(items) - 1)
    items.insert(new, items.pop(old))
    _number(items)
    _count_change(programme)
    _record(ConferenceAction.PROGRAMME_ITEM_MOVED, programme, by, {"item": row.title})
    return row


@transaction.atomic
def remove_item(*, item: ProgrammeItem, version: int, by: Actor) -> Programme:
    """From the draft; one that has run stays."""
    require_runner(by)
    programme, row = _lock_item(item, version)
    if row.started_at:
        raise RuleError(_("This item has run: it stays in the programme."))
    if row.published.exists():
        row.is_removed = True
        row.save(update_fields=["is_removed"])
    else:
        row.delete()
    _number(draft_items(programme))
    _count_change(programme)
    _record(ConferenceAction.PROGRAMME_ITEM_REMOVED, programme, by, {"item": row.title})
    return programme


# Publishing ---------------------------------------------------------------------------------------
@transaction.atomic
def publish_programme(*, conference: Conference, version: int, by: Actor) -> ProgrammeVersion:
    """The draft as the next version; earlier ones stay. Everybody invited is written to: the first
    time with the programme, later with what has changed alone.
    """
    require_runner(by)
    programme = _lock_open(conference)
    _refuse_stale(programme, version)
    items = draft_items(programme)
    if not items:
        raise RuleError(_("The draft has no items yet."))
    earlier = newest_version(programme)
    starts_at = programme.conference.starts_at
    changes = programme_changes(
        lines_of_version(earlier),
        lines_of_draft(items),
        starts=(earlier.starts_at, starts_at) if earlier else None,
    )
    if earlier and not changes:
        raise RuleError(_("Nothing has changed since the version that is published."))
    made = ProgrammeVersion.objects.create(
        programme=programme,
        number=(earlier.number if earlier else 0) + 1,
        starts_at=starts_at,
        published_at=timezone.now(),
        published_by=by.seat,
        published_person=by.person,
    )
    PublishedItem.objects.bulk_create(
        _published(made, place, item) for place, item in enumerate(items, 1)
    )
    made.letters = queue_programme_letters(made, earlier)
    made.save(update_fields=["letters"])
    show_change(programme)
    _record(ConferenceAction.PROGRAMME_PUBLISHED, programme, by, {"number": made.number})
    return made


def _published(version: ProgrammeVersion, place: int, item: ProgrammeItem) -> PublishedItem:
    return PublishedItem(
        version=version,
        item=item,
        position=place,
        title=item.title,
        minutes=item.minutes,
        presenter=item.presenter,
        clip_number=item.clip_number,
    )


# The link of followers ----------------------------------------------------------------------------
@transaction.atomic
def renew_follow_link(*, conference: Conference, by: Actor) -> Programme:
    """From now on the earlier address opens nothing."""
    require_runner(by)
    programme = lock_programme(conference)
    programme.link_number += 1
    programme.save(update_fields=["link_number"])
    _record(ConferenceAction.FOLLOW_LINK_RENEWED, programme, by, {"number": programme.link_number})
    return programme


# --------------------------------------------------------------------------------------------------
def _lock_open(conference: Conference) -> Programme:
    programme = lock_programme(conference)
    refuse_closed(programme.conference)
    return programme


def refuse_closed(conference: Conference) -> None:
    if not conference.is_changeable:
        raise RuleError(_("The conference is closed or cancelled: nothing changes any more."))


def _lock_item(item: ProgrammeItem, version: int) -> tuple[Programme, ProgrammeItem]:
    programme = _lock_open(item.programme.conference)
    _refuse_stale(programme, version)
    row = programme.items.filter(pk=item.pk, is_removed=False).first()
    if row is None:
        raise RuleError(_("This item is no longer in the draft."))
    return programme, row


def _refuse_stale(programme: Programme, version: int) -> None:
    if programme.version != version:
        raise RuleError(
            _("Somebody has changed the draft meanwhile. Look at it again; nothing was saved.")
        )


def _count_change(programme: Programme) -> None:
    programme.version += 1
    programme.save(update_fields=["version"])


def _check_minutes(minutes: int) -> None:
    if not 1 <= minutes <= MOST_MINUTES:
        words = _("An item lasts from 1 to %(most)s minutes.")
        raise RuleError(words % {"most": MOST_MINUTES}, field="minutes")


def _number(items: Sequence[ProgrammeItem]) -> None:
    for place, item in enumerate(items, 1):
        item.position = place
    ProgrammeItem.objects.bulk_update(items, ["position"])


def _record(
    action: ConferenceAction, programme: Programme, by: Actor, after: dict[str, object]
) -> None:
    record_action(action, programme.conference, by=by, after=after)
