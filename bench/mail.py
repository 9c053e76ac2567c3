"""The decision for 100.000 open tasks of which 5.000 are due for a reminder, beside a bare
INSERT … SELECT; and the delivery of these to a local mail server, beside Django sending as many
over one connection.
"""

import argparse
import datetime
import tempfile
from pathlib import Path

from django.core.mail import get_connection
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from agencies.calendar.queries import working_calendar
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.mail.services.letters import mail_of_message
from agencies.reminders.services import decide_reminders
from bench.tools.data import ensure_rows
from bench.tools.figures import ROUNDS, Figure, measure_in_turns, measure_seconds
from faults.data import run_statements
from faults.mail import MailServerProcess

DUE = 5_000
EACH = DUE // ROUNDS
LONGEST = 60.0
SHARE = 0.7
# Django itself sends fewer a second than this only where other work holds the machine: then only
# the share counts.
BUSY = 400
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


def measure_decisions(sizes: argparse.Namespace) -> list[Figure]:
    on, soon = _make_tasks_due(sizes.tasks)
    bare = [statement.format(soon=soon) for statement in BARE]
    decided = []
    repeated = []

    def measure_ours() -> float:
        run_statements(EMPTY)
        taken = measure_seconds(lambda: decided.append(decide_reminders(on).reminders))
        repeated.append(measure_seconds(lambda: decided.append(decide_reminders(on).reminders)))
        return taken

    def measure_floor() -> float:
        run_statements(EMPTY)
        return measure_seconds(transaction.atomic(lambda: run_statements(*bare)))

    first, bottom = measure_in_turns(measure_ours, measure_floor)
    again = sorted(repeated)[len(repeated) // 2]
    right = decided[::2] == [DUE] * len(repeated) and not any(decided[1::2])
    return [
        Figure(
            "reminder decision",
            first,
            bottom,
            "300 ms or 2× its floor, 5000 rows",
            right and (first <= 0.3 or first <= 2 * bottom),
            f"{sizes.tasks} open, {decided[0]} reminders, then {decided[1]}",
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


def _make_tasks_due(tasks: int) -> tuple[datetime.date, datetime.date]:
    # All tasks open, 5.000 of them three working days before their deadline; the day and that
    # deadline.
    ensure_rows(tasks=tasks)
    calendar = working_calendar()
    on = calendar.first_working_day_on_or_after(timezone.localdate())
    soon = calendar.add_working_days(on, 3)
    later = calendar.add_working_days(on, 20)
    run_statements(
        "UPDATE agencies_seat SET gets_reminders = false WHERE title LIKE 'Đo tốc độ%'",
        "UPDATE agencies_task SET assigned_at = now() - interval '1 year'",
        ALL_OPEN.format(due=DUE, soon=soon, later=later),
        "VACUUM ANALYZE agencies_task, agencies_occurrence, agencies_seat",
        EMPTY,
    )
    return on, soon


def measure_delivery(sizes: argparse.Namespace) -> list[Figure]:
    on, _soon = _make_tasks_due(sizes.tasks)
    decide_reminders(on)
    run_statements(
        "UPDATE agencies_outboxmessage SET next_attempt_at = now()",
        "VACUUM ANALYZE agencies_outboxmessage",
    )
    sent = OutboxMessage.objects.filter(status=MessageStatus.SENT)
    taken = []
    letters = []

    def measure_ours() -> float:
        taken.append(measure_seconds(lambda: deliver_messages(limit=EACH)))
        letters[:] = letters or sent[:EACH]
        return taken[-1]

    def measure_floor() -> float:
        # The same mails, written before the clock starts, over one connection.
        mails = [mail_of_message(letter) for letter in letters]
        return measure_seconds(lambda: get_connection().send_messages(mails))

    with tempfile.TemporaryDirectory() as place:
        mail = MailServerProcess(Path(place))
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=mail.port,
        ):
            each, bottom = measure_in_turns(measure_ours, measure_floor)
        arrived = len(mail.taken)
        mail.stop()
    complete = sent.count() == DUE and arrived == DUE + ROUNDS * EACH
    is_busy = EACH / bottom < BUSY
    return [
        Figure(
            f"delivery of {EACH}",
            each,
            bottom,
            f"{SHARE:.0%} of Django's rate, 5000 in 60 s",
            complete and bottom / each >= SHARE and (is_busy or sum(taken) <= LONGEST),
            f"{DUE} in {sum(taken):.1f} s, {EACH / each:.0f}/s beside {EACH / bottom:.0f}/s",
            is_by_ratio=sum(taken) > LONGEST,
        )
    ]
