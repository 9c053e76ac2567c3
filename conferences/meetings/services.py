"""Preparing a conference: made from a template with its points, begun, closed."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.audit.choices import ConferenceAction
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.meetings.points import NewPoints, make_points
from conferences.meetings.queries import host_bodies
from conferences.partnerships.models import Partnership
from conferences.permissions import ConferencePermission
from vietnam.dates import format_date

LONGEST = datetime.timedelta(days=3)
# What calendars and invitations show: of a change of it the invited are told.
SHOWN_TO_INVITED = frozenset({"title", "starts_at", "ends_at", "venue"})


@dataclass(frozen=True)
class ConferenceFacts:
    """What a conference is, as it is typed."""

    title: str
    basis: str
    host: Agency
    partnership: Partnership | None
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    venue: str
    test_at: datetime.datetime | None

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.starts_at)


def require_runner(by: Actor) -> None:
    if not by.may(ConferencePermission.RUN_CONFERENCES):
        raise RuleError(_("Only the coordinators run conferences."))


def lock_conference(conference: Conference) -> Conference:
    rows = Conference.objects.select_related("host", "partnership__province")
    return lock_row(rows, conference.pk)


def lock_changeable(conference: Conference) -> Conference:
    """The row, locked. Raises RuleError once it is closed or cancelled."""
    row = lock_conference(conference)
    if not row.is_changeable:
        raise RuleError(_("The conference is over or cancelled; nothing of it changes any more."))
    return row


@transaction.atomic
def create_conference(
    *, facts: ConferenceFacts, points: Iterable[NewPoints] = (), by: Actor
) -> Conference:
    """A draft with its points; each gets its own body as its first delegate."""
    require_runner(by)
    check_facts(facts)
    now = timezone.now()
    conference = Conference.objects.create(
        **_columns(facts), moved_at=now, made_at=now, made_by=by.seat, made_person=by.person
    )
    made = make_points(conference, points)
    after = {"title": conference.title, "points": len(made)}
    record_action(ConferenceAction.CONFERENCE_MADE, conference, by=by, after=after)
    return conference


def check_facts(facts: ConferenceFacts) -> None:
    if facts.ends_at <= facts.starts_at:
        raise RuleError(_("It ends after it begins."), field="ends_at")
    if facts.ends_at - facts.starts_at > LONGEST:
        raise RuleError(_("A conference takes three days at most."), field="ends_at")
    if facts.test_at and facts.test_at >= facts.starts_at:
        raise RuleError(_("The lines are tried before the conference begins."), field="test_at")
    if not host_bodies(facts.day).filter(pk=facts.host.pk).exists():
        words = _("%(body)s does not exist on %(day)s, or is none of the host province.")
        named = {"body": facts.host.name, "day": format_date(facts.day)}
        raise RuleError(words % named, field="host")


def apply_facts(conference: Conference, facts: ConferenceFacts) -> Mapping[str, object]:
    """Writes what is new onto the row, which is not saved, and returns what it was before; what the
    invited are to be told of raises the sequence.
    """
    columns = _columns(facts)
    before = {
        name: getattr(conference, name)
        for name, value in columns.items()
        if getattr(conference, name) != value
    }
    for name in before:
        setattr(conference, name, columns[name])
    if before.keys() & SHOWN_TO_INVITED:
        conference.sequence += 1
    if before:
        conference.moved_at = timezone.now()
    conference.version += 1
    return before


def _columns(facts: ConferenceFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__dataclass_fields__}


@transaction.atomic
def begin_conference(*, conference: Conference, by: Actor) -> Conference:
    """It is opened; opening it twice changes nothing."""
    require_runner(by)
    row = lock_changeable(conference)
    if row.state == ConferenceState.RUNNING:
        return row
    if row.state != ConferenceState.INVITED:
        raise RuleError(_("Send the invitations before the conference is opened."))
    return _set_state(row, ConferenceState.RUNNING, "begun_at", by)


@transaction.atomic
def close_conference(*, conference: Conference, by: Actor) -> Conference:
    """It is over; closing it twice changes nothing."""
    require_runner(by)
    row = lock_conference(conference)
    if row.state == ConferenceState.CLOSED:
        return row
    if row.state != ConferenceState.RUNNING:
        raise RuleError(_("Only a conference that was opened can be closed."))
    return _set_state(row, ConferenceState.CLOSED, "closed_at", by)


def _set_state(row: Conference, state: ConferenceState, moment: str, by: Actor) -> Conference:
    before = {"state": row.state}
    row.state = state
    setattr(row, moment, timezone.now())
    row.version += 1
    row.save(update_fields=["state", moment, "version"])
    after = {"state": row.state}
    record_action(ConferenceAction.CONFERENCE_STATE, row, by=by, before=before, after=after)
    return row
