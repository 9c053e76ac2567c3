"""Deciding who is owed which reminder: one statement fills the ledger and the outbox together."""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from agencies.choices import MessageStatus, OccurrenceStatus, ProgressKind
from agencies.models import Occurrence
from agencies.queries.calendar import working_calendar
from agencies.queries.policies import reminder_policy
from agencies.queries.reminders import Stage, horizon, stage_on
from agencies.services.outbox.addresses import mail_domain

TEMPLATE = "task_due"
CLOSING_KINDS = (ProgressKind.SUBMISSION, ProgressKind.ACCEPTANCE, ProgressKind.RETURN, ProgressKind.WITHDRAWAL)


@dataclass(frozen=True)
class AgencyCount:
    agency: str
    reminders: int
    messages: int


@dataclass(frozen=True)
class Decision:
    """What one decision added. `is_working` is False on a day off, when nothing is decided."""

    on: datetime.date
    is_working: bool
    agencies: tuple[AgencyCount, ...] = ()

    @property
    def reminders(self) -> int:
        return sum(count.reminders for count in self.agencies)

    @property
    def messages(self) -> int:
        return sum(count.messages for count in self.agencies)


def decide_reminders(on: datetime.date | None = None) -> Decision:
    """Add what is owed on the day and not yet in the ledger, with its messages; running it twice adds nothing.

    Who owes, and who holds the seats, is judged as of `on`: for today by the present state, for a past day by the
    history, and its messages go out although all may be done by now. Those of a day ahead wait for that day.
    A seat that nobody holds is reached through the agency's address; without one its ledger stays open, so that the
    reminder still goes out when an address is entered.
    """
    today = timezone.localdate()
    on = on or today
    calendar = working_calendar()
    if not calendar.is_working(on):
        return Decision(on=on, is_working=False)
    policy = reminder_policy()
    days = _act_by_days(horizon(on, policy, calendar), past=on < today)
    stages = {day: stage for day in days if (stage := stage_on(day, on, policy, calendar))}
    return Decision(on=on, is_working=True, agencies=_decide(on, stages, past=on < today) if stages else ())


def _act_by_days(until: datetime.date, *, past: bool) -> list[datetime.date]:
    """The different last working days that somebody may owe; a past day's are found among what is done by now too."""
    rows = Occurrence.objects.all() if past else Occurrence.objects.owed()
    return list(rows.filter(act_by__lte=until).order_by().values_list("act_by", flat=True).distinct())


def _decide(on: datetime.date, stages: dict[datetime.date, Stage], *, past: bool) -> tuple[AgencyCount, ...]:
    now = timezone.now()
    values = {
        "on": on,
        "now": now,
        "send_from": max(now, _midnight(on)),
        "day_end": _midnight(on + datetime.timedelta(days=1)),
        "act_by": list(stages),
        "stage": [stage.name for stage in stages.values()],
        "known_until": [_midnight(stage.owed_on + datetime.timedelta(days=1)) for stage in stages.values()],
        "owed": [str(status) for status in sorted(OccurrenceStatus.OWED)],
        "withdrawn": str(OccurrenceStatus.WITHDRAWN),
        "closing": [str(kind) for kind in CLOSING_KINDS],
        "returned": str(ProgressKind.RETURN),
        "template": TEMPLATE,
        "queued": str(MessageStatus.QUEUED),
        "domain": mail_domain(),
    }
    with connection.cursor() as cursor:
        cursor.execute(DECIDE.replace("{owed}", OWED_THEN if past else OWED_NOW), values)
        return tuple(AgencyCount(*row) for row in cursor.fetchall())


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


OWED_NOW = "o.status = ANY(%(owed)s)"

# The last closing movement up to the end of that day was a return, or there was none.
OWED_THEN = """
    (o.done_at IS NULL OR o.done_at >= %(day_end)s)
    AND (o.status <> %(withdrawn)s OR o.moved_at >= %(day_end)s)
    AND COALESCE(
        (SELECT p.kind FROM agencies_progress p
         WHERE p.occurrence_id = o.id AND p.at < %(day_end)s AND p.kind = ANY(%(closing)s)
         ORDER BY p.at DESC, p.id DESC LIMIT 1),
        %(returned)s
    ) = %(returned)s
"""

# A task is reminded of stages that came while it was known: not of one before its assignment. Rows are inserted in
# one order, so that two decisions at once wait for each other instead of blocking each other. Holders of two seats
# of one agency get one message.
DECIDE = """
WITH stages AS (
    SELECT * FROM unnest(%(act_by)s::date[], %(stage)s::text[], %(known_until)s::timestamptz[])
        AS stage (act_by, name, known_until)
), holders AS (
    SELECT DISTINCT seat.id AS seat_id, seat.agency_id, person.id AS person_id, person.email AS recipient
    FROM agencies_seat seat
    JOIN agencies_seatholding holding ON holding.seat_id = seat.id
    JOIN agencies_person person ON person.id = holding.person_id
    WHERE seat.gets_reminders AND person.is_active AND person.email <> ''
      AND holding.starts_on <= %(on)s AND (holding.ends_on IS NULL OR holding.ends_on >= %(on)s)
), reach AS (
    SELECT seat_id, agency_id, person_id, recipient FROM holders
    UNION ALL
    SELECT seat.id, agency.id, NULL, agency.email
    FROM agencies_seat seat JOIN agencies_agency agency ON agency.id = seat.agency_id
    WHERE seat.gets_reminders AND agency.email <> '' AND seat.id NOT IN (SELECT seat_id FROM holders)
), owed AS (
    SELECT o.id AS occurrence_id, o.due_on, task.lead_id, stages.name AS stage
    FROM stages
    JOIN agencies_occurrence o ON o.act_by = stages.act_by
    JOIN agencies_task task ON task.id = o.task_id
    WHERE {owed} AND task.assigned_at < stages.known_until
), decided AS (
    INSERT INTO agencies_reminder (occurrence_id, seat_id, stage, due_on, decided_on, decided_at)
    SELECT owed.occurrence_id, seat.seat_id, owed.stage, owed.due_on, %(on)s, %(now)s
    FROM owed
    JOIN (SELECT DISTINCT seat_id, agency_id FROM reach) seat ON seat.agency_id = owed.lead_id
    WHERE NOT EXISTS (
        SELECT FROM agencies_reminder known
        WHERE known.occurrence_id = owed.occurrence_id AND known.seat_id = seat.seat_id
          AND known.stage = owed.stage AND known.due_on = owed.due_on
    )
    ORDER BY owed.occurrence_id, seat.seat_id
    ON CONFLICT DO NOTHING
    RETURNING id, occurrence_id, seat_id, due_on
), addressed AS (
    SELECT DISTINCT ON (decided.occurrence_id, lower(reach.recipient))
        decided.id AS reminder_id, decided.seat_id, decided.due_on, reach.person_id, reach.recipient
    FROM decided JOIN reach ON reach.seat_id = decided.seat_id
    ORDER BY decided.occurrence_id, lower(reach.recipient), decided.id
), queued AS (
    INSERT INTO agencies_outboxmessage (
        template, context, channel, recipient, person_id, reminder_id, seat_id, subject, text, html, status, message_id,
        urgency_on, created_at, next_attempt_at, attempts, last_error
    )
    SELECT %(template)s, '{}', 'mail', recipient, person_id, reminder_id, seat_id, '', '', '', %(queued)s,
        '<' || gen_random_uuid() || '@' || %(domain)s || '>', due_on, %(now)s, %(send_from)s, 0, ''
    FROM addressed
    RETURNING reminder_id
)
SELECT agency.name, count(DISTINCT decided.id), count(queued.reminder_id)
FROM decided
JOIN agencies_seat seat ON seat.id = decided.seat_id
JOIN agencies_agency agency ON agency.id = seat.agency_id
LEFT JOIN queued ON queued.reminder_id = decided.id
GROUP BY agency.id, agency.name, agency.sort_key
ORDER BY agency.sort_key, agency.id
"""
