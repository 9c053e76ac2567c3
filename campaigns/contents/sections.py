"""What this room adds to the must-do page: contents to write, to release, to clear."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, pgettext

from agencies.lists.counts import first_rows_and_count
from agencies.people.permissions import Actor
from agencies.registry import MustDoEntries, MustDoItem, MustDoProvider, MustDoSection
from campaigns.contents.entries import (
    CONTENTS_TO_CLEAR,
    CONTENTS_TO_RELEASE,
    CONTENTS_TO_WRITE,
    WAVES,
)
from campaigns.contents.models import Content, ContentClearance

MOST = 10


def _sections_to_write(by: Actor, today: datetime.date) -> list[MustDoSection]:
    verb = pgettext("verb", "Write")
    return [_contents(by, today, CONTENTS_TO_WRITE, _("Contents to write"), verb)]


def _sections_to_release(by: Actor, today: datetime.date) -> list[MustDoSection]:
    verb = pgettext("verb", "Release")
    return [_contents(by, today, CONTENTS_TO_RELEASE, _("Contents to release"), verb)]


def _contents(
    by: Actor, today: datetime.date, entries: MustDoEntries, title: str | Promise, verb: str
) -> MustDoSection:
    rows = entries.rows_for(by, today).select_related("wave").order_by("due_on", "pk")
    first, count = first_rows_and_count(rows, MOST)
    items = [_content_item(content, today, verb) for content in first]
    key = "contents-write" if entries is CONTENTS_TO_WRITE else "contents-release"
    return MustDoSection(key, title, items, count, reverse(WAVES), _("All waves"))


def _content_item(content: Content, today: datetime.date, verb: str) -> MustDoItem:
    is_late = content.due_on is not None and content.due_on < today
    return MustDoItem(
        title=content.title,
        url=content.get_absolute_url(),
        verb=verb,
        label=f"{content.get_kind_display()} · {_wave_words(content)}",
        tone="late" if is_late else "wait",
        due=content.due_on,
        since=timezone.localdate(content.entered_at),
        since_word=_("begun"),
    )


def _sections_to_clear(by: Actor, today: datetime.date) -> list[MustDoSection]:
    rows = CONTENTS_TO_CLEAR.rows_for(by, today).select_related(
        "content__wave", "content__newsroom"
    )
    first, count = first_rows_and_count(rows.order_by("due_on", "pk"), MOST)
    items = [_clearance_item(clearance, today) for clearance in first]
    return [
        MustDoSection(
            "contents-clear", _("Contents to clear"), items, count, reverse(WAVES), _("All waves")
        )
    ]


def _clearance_item(clearance: ContentClearance, today: datetime.date) -> MustDoItem:
    content = clearance.content
    return MustDoItem(
        title=content.title,
        url=content.get_absolute_url(),
        verb=pgettext("verb", "Clear"),
        label=f"{content.newsroom.display_name} · {_wave_words(content)}",
        tone="late" if clearance.due_on < today else "wait",
        due=clearance.due_on,
    )


def _wave_words(content: Content) -> str:
    wave = content.wave
    return _("wave %(number)s/%(year)s") % {"number": wave.number, "year": wave.year}


PROVIDERS = (
    MustDoProvider(_sections_to_write, (CONTENTS_TO_WRITE,)),
    MustDoProvider(_sections_to_release, (CONTENTS_TO_RELEASE,)),
    MustDoProvider(_sections_to_clear, (CONTENTS_TO_CLEAR,)),
)
