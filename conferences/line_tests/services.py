"""Entering the line test, on the conference's page or a point's phone, and incidents."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.line_tests.choices import CheckResult, LineCheck, LineRound
from conferences.line_tests.models import LineIncident, LineResult
from conferences.meetings.models import Conference, Point
from conferences.meetings.services import lock_changeable, require_runner

# A tick that has waited longer on a phone is taken as that old.
OLDEST = datetime.timedelta(days=2)
MOST_MINUTES = 1440


@dataclass(frozen=True)
class Tick:
    """One check as somebody has ticked it. `waited`: how long ago by the clock of the phone, so
    that a wrong clock does no harm; `nonce`: of this tick, the same however often it is sent.
    """

    round: LineRound
    item: LineCheck
    result: CheckResult
    note: str = ""
    waited: datetime.timedelta = datetime.timedelta()
    nonce: uuid.UUID | None = None


@transaction.atomic
def enter_ticks(*, point: Point, ticks: Iterable[Tick], by: Actor | None) -> int:
    """Returns how many are new. One that was entered already changes nothing, and neither does one
    older than what is known: it waited on a phone while somebody else went on.
    """
    _require_entrant(point, by)
    conference = lock_changeable(point.conference)
    now = timezone.now()
    known = {(row.round, row.item): row for row in LineResult.objects.filter(point=point)}
    entered: list[str] = []
    for tick in ticks:
        tried_at = now - min(max(tick.waited, datetime.timedelta()), OLDEST)
        row = known.get((tick.round, tick.item))
        if row and _is_overtaken(row, tick, tried_at):
            continue
        known[tick.round, tick.item] = _write(point, tick, tried_at, now, by)
        entered.append(f"{tick.round} {tick.item}: {tick.result}")
    if entered:
        _show(conference)
        after = {"checks": entered}
        record_action(ConferenceAction.LINE_TRIED, point, by=by, after=after)
    return len(entered)


def _is_overtaken(row: LineResult, tick: Tick, tried_at: datetime.datetime) -> bool:
    if tick.nonce and row.nonce == tick.nonce:
        return True
    if tried_at < row.tried_at:
        return True
    return row.result == tick.result and row.note == tick.note


def _write(
    point: Point,
    tick: Tick,
    tried_at: datetime.datetime,
    now: datetime.datetime,
    by: Actor | None,
) -> LineResult:
    values: dict[str, Any] = {
        "result": tick.result,
        "note": tick.note,
        "tried_at": tried_at,
        "noted_at": now,
        "nonce": tick.nonce,
        "noted_by": by.seat if by else None,
        "noted_person": by.person if by else None,
    }
    row, _is_new = LineResult.objects.update_or_create(
        point=point, round=tick.round, item=tick.item, defaults=values
    )
    return row


def _require_entrant(point: Point, by: Actor | None) -> None:
    # The point's own signed link, its own body, or whoever runs the conference.
    if by is not None and by.seat.agency_id != point.agency_id:
        require_runner(by)


def _show(conference: Conference) -> None:
    conference.line_version += 1
    conference.save(update_fields=["line_version"])


@transaction.atomic
def note_incident(
    *,
    point: Point,
    happened_at: datetime.datetime,
    minutes_lost: int,
    what: str,
    mending: str,
    by: Actor | None,
) -> LineIncident:
    _require_entrant(point, by)
    conference = lock_changeable(point.conference)
    if happened_at > timezone.now():
        raise RuleError(_("An incident has happened already when it is noted."), field="at")
    if not 0 <= minutes_lost <= MOST_MINUTES:
        raise RuleError(_("Give the minutes lost, at most those of a day."), field="minutes_lost")
    incident = LineIncident.objects.create(
        point=point,
        happened_at=happened_at,
        minutes_lost=minutes_lost,
        what=what,
        mending=mending,
        noted_at=timezone.now(),
        noted_by=by.seat if by else None,
        noted_person=by.person if by else None,
    )
    _show(conference)
    after = {"incident": what, "minutes_lost": minutes_lost}
    record_action(ConferenceAction.INCIDENT_NOTED, point, by=by, after=after)
    return incident
