"""Programmes as pages need them: the draft, what is published, the clock, what has changed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from agencies.lists.numbers import localized_number
from conferences.meetings.models import Conference
from conferences.programmes.clock import Clock, read_clock
from conferences.programmes.models import (
    ItemFacts,
    Programme,
    ProgrammeItem,
    ProgrammeVersion,
    PublishedItem,
)

_TIMES = "%(before)s → %(after)s"


def programme_of(conference: Conference) -> Programme | None:
    return Programme.objects.filter(conference=conference).first()


def draft_items(programme: Programme) -> list[ProgrammeItem]:
    return list(programme.items.filter(is_removed=False))


def versions_of(programme: Programme) -> list[ProgrammeVersion]:
    """The newest first, each with its lines."""
    lines = Prefetch("lines", PublishedItem.objects.select_related("item"))
    rows = programme.versions.select_related("published_by__agency", "published_person")
    return list(rows.prefetch_related(lines))


def newest_version(programme: Programme) -> ProgrammeVersion | None:
    return programme.versions.first()


def programme_clock(
    programme: Programme, starts_at: datetime.datetime, now: datetime.datetime | None = None
) -> Clock | None:
    """The clock of what is published; None before anything is."""
    version = newest_version(programme)
    if version is None:
        return None
    lines = version.lines.select_related("item")
    return read_clock(
        [(line, line.item) for line in lines], starts_at=starts_at, now=now or timezone.now()
    )


def draft_clock(
    items: Sequence[ProgrammeItem], starts_at: datetime.datetime, now: datetime.datetime
) -> Clock:
    """The draft with its planned times alone."""
    return read_clock(
        [(item, ProgrammeItem(pk=item.pk)) for item in items],
        starts_at=starts_at,
        now=min(now, starts_at),
    )


# What has changed ---------------------------------------------------------------------------------
@dataclass(frozen=True)
class Line:
    """An item as it stands in a draft or in a published version."""

    item: int
    position: int
    facts: ItemFacts


def lines_of_draft(items: Sequence[ProgrammeItem]) -> list[Line]:
    return [Line(item.pk, n, item) for n, item in enumerate(items, 1)]


def lines_of_version(version: ProgrammeVersion | None) -> list[Line]:
    if version is None:
        return []
    return [Line(line.item_id, n, line) for n, line in enumerate(version.lines.all(), 1)]


def programme_changes(
    before: Sequence[Line],
    after: Sequence[Line],
    *,
    starts: tuple[datetime.datetime, datetime.datetime] | None = None,
) -> list[str]:
    """A sentence for each change, in the reader's language. `starts`: when it began before, and
    when it begins now.
    """
    known = {line.item: line for line in before}
    kept = {line.item for line in after}
    found = []
    if starts and starts[0] != starts[1]:
        found.append(gettext("Begins: %s") % _from_to(_moment(starts[0]), _moment(starts[1])))
    moved = _moved(before, after)
    for line in after:
        old = known.get(line.item)
        if old is None:
            found.append(_added(line))
        else:
            found += _changes_of(old, line, is_moved=line.item in moved)
    for line in before:
        if line.item not in kept:
            found.append(gettext("Left out: “%(title)s”") % {"title": line.facts.title})
    return found


def _added(line: Line) -> str:
    words = gettext("New item %(number)s: “%(title)s”, %(minutes)s")
    return words % {
        "number": line.position,
        "title": line.facts.title,
        "minutes": minutes_words(line.facts.minutes),
    }


def _changes_of(old: Line, new: Line, *, is_moved: bool) -> list[str]:
    title = {"title": new.facts.title}
    found = []
    if old.facts.title != new.facts.title:
        found.append(_from_to(f"“{old.facts.title}”", f"“{new.facts.title}”"))
    if is_moved:
        places = {"before": old.position, "after": new.position}
        words = gettext("“%(title)s”: item %(before)s → item %(after)s")
        found.append(words % (title | places))
    if old.facts.minutes != new.facts.minutes:
        times = _from_to(minutes_words(old.facts.minutes), minutes_words(new.facts.minutes))
        found.append(gettext("“%(title)s”: %(change)s") % {**title, "change": times})
    for name, words in (
        ("presenter", gettext("“%(title)s”, presented by: %(change)s")),
        ("clip_number", gettext("“%(title)s”, clip: %(change)s")),
    ):
        values = [getattr(line.facts, name) for line in (old, new)]
        if values[0] != values[1]:
            change = _from_to(*(value or gettext("nobody named") for value in values))
            if name == "clip_number":
                change = _from_to(*(value or "–" for value in values))
            found.append(words % {**title, "change": change})
    return found


def _moved(before: Sequence[Line], after: Sequence[Line]) -> set[int]:
    """Items whose place among those that stay has changed; a neighbour left out moves nobody."""
    stay = {line.item for line in before} & {line.item for line in after}
    old = [line.item for line in before if line.item in stay]
    new = [line.item for line in after if line.item in stay]
    return {item for place, item in enumerate(new) if old[place] != item}


def _from_to(before: str, after: str) -> str:
    return _TIMES % {"before": before, "after": after}


def _moment(moment: datetime.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%H:%M %d/%m/%Y}"


def minutes_words(minutes: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": localized_number(minutes)}
