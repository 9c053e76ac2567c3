"""What a seat must do: what its agency owes, late first, and what waits for the seat's decision or
answer.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from agencies.must_do.awaited import (
    LIST_LENGTH,
    AwaitedThing,
    Statement,
    answers_owed,
    awaited_sql,
    count_of_kind,
    decisions_owed,
    first_of_kind,
    occurrences_of,
    read_awaited,
)
from agencies.must_do.choices import MustDoKind
from agencies.must_do.entries import owed_until_soon
from agencies.people.models import Seat
from agencies.people.permissions import Permission
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import StatusConditions
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import SOON, task_row
from vietnam.dates import format_date

_LATE = "late"
_AHEAD = "ahead"
_LATER = "later"
_UNDATED = "undated"
_PUT_OFF = "put_off"
VERBS: dict[str, str | Promise] = {
    MustDoKind.OWED: pgettext_lazy("verb", "Report"),
    MustDoKind.RESULT: pgettext_lazy("verb", "Decide"),
    MustDoKind.EXTENSION: pgettext_lazy("verb", "Answer"),
    MustDoKind.EXPLANATION: pgettext_lazy("verb", "Explain"),
    MustDoKind.CLEARANCE: pgettext_lazy("verb", "Clear"),
}
SINCE: dict[str, str | Promise] = {
    MustDoKind.RESULT: gettext_lazy("submitted"),
    MustDoKind.EXTENSION: gettext_lazy("sent"),
}


@dataclass(frozen=True)
class MustDoRights:
    """What the acting seat may do, as far as it affects what waits for it; `person` who holds it,
    for nobody decides on what is their own.
    """

    decides: bool
    reports: bool
    person: int | None = None

    @classmethod
    def of_person(cls, role: str, person: int | None) -> Self:
        return cls(
            decides=Permission.DECIDE_RESULTS.is_given_to(role),
            reports=Permission.REPORT_PROGRESS.is_given_to(role),
            person=person,
        )


@dataclass(frozen=True)
class MustDoRow:
    """One thing to do. `label` adds to the task's title, `verb` names the action.

    `due` is the day by which it is to be done, `since` the day since which it has waited: the page
    shows the first that exists. `wanted_on` is the later date that was requested and is not
    answered yet; `may_extend`: one can be requested here.
    """

    kind: MustDoKind
    occurrence: Occurrence
    label: str
    tone: str
    verb: str | Promise
    due: datetime.date | None = None
    since: datetime.datetime | None = None
    wanted_on: datetime.date | None = None
    may_extend: bool = False

    @property
    def extended_to(self) -> datetime.date | None:
        """Only beside the deadline itself: the other kinds have a day of their own."""
        return self.occurrence.extended_to if self.kind == MustDoKind.OWED else None

    @property
    def since_word(self) -> str | Promise:
        return SINCE.get(self.kind, "")


@dataclass(frozen=True)
class ShortList:
    """The first rows of a list, and how many there are in all."""

    rows: list[MustDoRow]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.rows)


@dataclass(frozen=True)
class MustDo:
    """What a seat's agency owes today, late first; `later` and `undated` only count what is not
    listed. `put_off`: how many of what would be listed were left out.
    """

    late: ShortList
    soon: ShortList
    waiting: ShortList
    later: int
    undated: int
    put_off: int = 0

    @property
    def count(self) -> int:
        # The entries, those left out too.
        return self.late.count + self.soon.count + self.waiting.count + self.put_off


def must_do_for_seat(
    seat: Seat,
    rights: MustDoRights,
    *,
    judgement: StatusConditions,
    put_off: QuerySet[Any, Any] | None = None,
) -> MustDo:
    """Two queries, whatever the numbers: what waits, and its occurrences.

    `put_off`: keys of occurrences that are left out of what is owed; `MustDo.put_off` counts them.
    """
    if put_off is None:
        statement = _statement_of_day(seat, rights, seat.agency_id, judgement.on)
    else:
        statement = awaited_sql(_parts(seat, rights, judgement.on, put_off))
    things = read_awaited(statement)
    rows = _rows(things, rights, judgement)
    waiting = [row for kind in MustDoKind for row in rows[kind]]
    waiting.sort(key=lambda row: (row.due or timezone.localdate(row.since), row.occurrence.pk))
    return MustDo(
        late=ShortList(rows[_LATE], _count(things, _LATE)),
        soon=ShortList(rows[_AHEAD], _count(things, _AHEAD)),
        waiting=ShortList(waiting[:LIST_LENGTH], sum(_count(things, kind) for kind in MustDoKind)),
        later=_count(things, _LATER),
        undated=_count(things, _UNDATED),
        put_off=_count(things, _PUT_OFF),
    )


@lru_cache(maxsize=1000)
def _statement_of_day(
    seat: Seat, rights: MustDoRights, _agency: int, on: datetime.date
) -> Statement:
    # Django takes longer to write this statement than PostgreSQL to answer it, and it depends on
    # the arguments alone.
    return awaited_sql(_parts(seat, rights, on))


def _parts(
    seat: Seat, rights: MustDoRights, on: datetime.date, put_off: QuerySet[Any, Any] | None = None
) -> Iterator[QuerySet[Any, Any]]:
    owed = Occurrence.objects.owed_by(seat.agency)
    listed = owed_until_soon(on).filter(task__lead=seat.agency)
    if put_off is not None:
        owed = owed.exclude(pk__in=put_off)
        yield count_of_kind(_PUT_OFF, listed.filter(pk__in=put_off))
        listed = listed.exclude(pk__in=put_off)
    yield first_of_kind(_LATE, listed.filter(due_on__lt=on), by="due_on", key="pk")
    yield first_of_kind(_AHEAD, listed.filter(due_on__gte=on), by="due_on", key="pk")
    yield count_of_kind(_LATER, owed.filter(due_on__gt=on + SOON))
    yield count_of_kind(_UNDATED, owed.filter(due_on__isnull=True))
    if rights.reports:
        yield from answers_owed(seat)
    if rights.decides:
        yield from decisions_owed(seat, rights.person, on)


def _count(things: list[AwaitedThing], kind: str) -> int:
    return next((thing.in_all for thing in things if thing.kind == kind), 0)


# Rows ---------------------------------------------------------------------------------------------
def _rows(
    things: list[AwaitedThing], rights: MustDoRights, judgement: StatusConditions
) -> dict[str, list[MustDoRow]]:
    """By kind; those owed in the order of the task list."""
    read = {occurrence.pk: occurrence for occurrence in occurrences_of(things)}
    places = {key: place for place, key in enumerate(read)}
    # An occurrence that was deleted between the two queries has no row.
    there = [thing for thing in things if thing.occurrence in read]
    rows: dict[str, list[MustDoRow]] = defaultdict(list)
    for thing in sorted(there, key=lambda thing: places[thing.occurrence]):
        row = _row_of(thing, read[thing.occurrence], rights, judgement)
        rows[thing.kind].append(row)
    return rows


def _row_of(
    thing: AwaitedThing, occurrence: Occurrence, rights: MustDoRights, judgement: StatusConditions
) -> MustDoRow:
    match thing.kind:
        case MustDoKind.EXPLANATION:
            return _explanation_row(thing, occurrence, judgement)
        case MustDoKind.CLEARANCE:
            return _clearance_row(thing, occurrence, judgement)
        case MustDoKind.RESULT:
            return _result_row(thing, occurrence)
        case MustDoKind.EXTENSION:
            return _extension_row(thing, occurrence)
    return _owed_row(occurrence, rights, judgement)


def _owed_row(
    occurrence: Occurrence, rights: MustDoRights, judgement: StatusConditions
) -> MustDoRow:
    row = task_row(occurrence, judgement)
    is_returned = occurrence.status == OccurrenceStatus.RETURNED
    returned = OccurrenceStatus.RETURNED.label if is_returned else ""
    return MustDoRow(
        kind=MustDoKind.OWED,
        occurrence=occurrence,
        label=_join_words(returned, row.source, row.details),
        tone=row.tone,
        verb=VERBS[MustDoKind.OWED] if rights.reports else pgettext_lazy("verb", "View"),
        due=occurrence.due_on,
        wanted_on=occurrence.wanted_on,
        may_extend=rights.reports
        and occurrence.wanted_on is None
        and occurrence.due_on < judgement.on,
    )


def _result_row(thing: AwaitedThing, occurrence: Occurrence) -> MustDoRow:
    label = _join_words(_("Result of %(agency)s") % _lead(occurrence), _due_words(occurrence))
    return _waiting_row(MustDoKind.RESULT, occurrence, label, since=thing.since)


def _extension_row(thing: AwaitedThing, occurrence: Occurrence) -> MustDoRow:
    """`day` is the later date that is asked for."""
    day = format_date(thing.day) if thing.day else ""
    asked = _("%(agency)s asks for %(day)s") % {**_lead(occurrence), "day": day}
    label = _join_words(asked, _due_words(occurrence))
    return _waiting_row(MustDoKind.EXTENSION, occurrence, label, since=thing.since)


def _explanation_row(
    thing: AwaitedThing, occurrence: Occurrence, judgement: StatusConditions
) -> MustDoRow:
    day = {"day": format_date(timezone.localdate(thing.since))}
    label = _join_words(_("Explanation asked for on %(day)s") % day, _due_words(occurrence))
    late = thing.is_past(judgement.on)
    return _waiting_row(MustDoKind.EXPLANATION, occurrence, label, due=thing.day, late=late)


def _clearance_row(
    thing: AwaitedThing, occurrence: Occurrence, judgement: StatusConditions
) -> MustDoRow:
    label = _("Content by %(agency)s to be cleared") % _lead(occurrence)
    late = thing.is_past(judgement.on)
    return _waiting_row(MustDoKind.CLEARANCE, occurrence, label, due=thing.day, late=late)


def _waiting_row(
    kind: MustDoKind, occurrence: Occurrence, label: str, *, late: bool = False, **fields: Any
) -> MustDoRow:
    return MustDoRow(kind, occurrence, label, "late" if late else "wait", VERBS[kind], **fields)


def _lead(occurrence: Occurrence) -> dict[str, str]:
    return {"agency": occurrence.task.lead.display_name}


def _due_words(occurrence: Occurrence) -> str:
    return _("due %(day)s") % {"day": format_date(occurrence.due_on)} if occurrence.due_on else ""


def _join_words(*parts: str | Promise) -> str:
    return " · ".join(str(part) for part in parts if part)
