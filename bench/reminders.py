"""The decision for 100.000 open tasks of which 5.000 are due for a reminder, beside a bare
INSERT … SELECT.
"""

from django.db import connection, transaction
from django.utils import timezone

from agencies.calendar.queries import working_calendar
from agencies.reminders.services import decide_reminders
from bench.data import ensure_tasks, execute
from bench.measure import Figure, in_turns, seconds

DUE = 5_000
EMPTY = (
    "TRUNCATE agencies_outboxmessage, agencies_reminder, agencies_invitation, agencies_peoplerow"
)
ALL_OPEN = """
UPDATE agencies_occurrence SET status = 'assigned', submitted_at = NULL, done_at = NULL,
    done_by_id = NULL,
    stated_on = day, due_on = day, first_due_on = day, act_by = day
FROM (
    SELECT id AS numbered, CASE WHEN row_number() OVER (ORDER BY id) <= {due} THEN date '{soon}'
        ELSE date '{later}' + (id % 300)::int END AS day
    FROM agencies_occurrence
) AS spread
WHERE id = numbered
"""
BARE = (
    """INSERT INTO agencies_reminder (occurrence_id, seat_id, stage, due_on, decided_on, decided_at)
    SELECT o.id, seat.id, 'lead-3', o.due_on, current_date, now() FROM agencies_occurrence o
    JOIN agencies_task task ON task.id = o.task_id
    JOIN agencies_seat seat ON seat.agency_id = task.lead_id
    WHERE o.act_by = '{soon}' AND o.status IN ('assigned', 'in_progress', 'returned')""",
    """INSERT INTO agencies_outboxmessage (template, context, recipient, person_id, reminder_id,
        seat_id, subject, text,
        html, status, message_id, urgency_on, created_at, next_attempt_at, attempts, last_error)
    SELECT 'task_due', '{{}}', person.email, person.id, reminder.id, reminder.seat_id, '', '', '',
        'queued',
        '<' || reminder.id || '.' || person.id || '@x>', reminder.due_on, now(), now(), 0, ''
    FROM agencies_reminder reminder
    JOIN agencies_seatholding holding ON holding.seat_id = reminder.seat_id
    JOIN agencies_person person ON person.id = holding.person_id""",
)


def measure(tasks: int) -> list[Figure]:
    on, soon = make_due(tasks)
    bare = [statement.format(soon=soon) for statement in BARE]
    decided, repeated = [], []

    def ours() -> float:
        execute(EMPTY)
        taken = seconds(lambda: decided.append(decide_reminders(on).reminders))
        repeated.append(seconds(lambda: decided.append(decide_reminders(on).reminders)))
        return taken

    def floor() -> float:
        execute(EMPTY)
        return seconds(lambda: _in_one_transaction(bare))

    first, bottom = in_turns(ours, floor)
    again = sorted(repeated)[len(repeated) // 2]
    right = decided[::2] == [DUE] * len(repeated) and not any(decided[1::2])
    note = f"{tasks} open, {decided[0]} reminders, then {decided[1]}"
    return [
        Figure(
            "reminder decision",
            first,
            bottom,
            "300 ms or 2× its floor, 5000 rows",
            right and (first <= 0.3 or first <= 2 * bottom),
            note,
            is_by_ratio=first > 0.3,
        ),
        Figure(
            "reminder decision, repeated",
            again,
            bottom,
            "100 ms or 0,3× its floor, 0 rows",
            right and (again <= 0.1 or again <= 0.3 * bottom),
            is_by_ratio=again > 0.1,
        ),
    ]


def make_due(tasks: int):
    """All tasks open, 5.000 of them three working days before their deadline; the day and that
    deadline.
    """
    ensure_tasks(tasks)
    calendar = working_calendar()
    on = calendar.first_working_day_on_or_after(timezone.localdate())
    soon = calendar.add_working_days(on, 3)
    later = calendar.add_working_days(on, 20)
    execute(
        "UPDATE agencies_seat SET gets_reminders = false WHERE title LIKE 'Đo tốc độ%'",
        "UPDATE agencies_task SET assigned_at = now() - interval '1 year'",
        ALL_OPEN.format(due=DUE, soon=soon, later=later),
        "VACUUM ANALYZE agencies_task, agencies_occurrence, agencies_seat",
        EMPTY,
    )
    return on, soon


def _in_one_transaction(statements: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
