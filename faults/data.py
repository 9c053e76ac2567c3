"""The rows of a trial: as many people as messages, each the officer of an own agency which owes one
task; and safeguards taken away in the database, so that the controls do not depend on how the
portal's code is written.

One message for each person, however many channels or digests the portal may come to have.
"""

import datetime
import random
from contextlib import contextmanager

from django.db import connection, transaction
from django.utils import timezone

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.calendar.models import CalendarDay
from agencies.calendar.queries import working_calendar
from agencies.people.models import Person, Seat, SeatHolding
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from vietnam.folding import fold
from vietnam.language.collation import sort_key

LONG_AGO = datetime.date(2020, 1, 1)


def run_statements(*statements: str, values: tuple = ()) -> list[tuple]:
    """Each with these values; the rows that the last one answers."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


# Rows ---------------------------------------------------------------------------------------------
def make_rows(count: int) -> None:
    names = [f"UBND xã Thử lỗi {number}" for number in range(count)]
    agencies = Agency.objects.bulk_create(
        Agency(
            name=name,
            kind=AgencyKind.COMMITTEE,
            sort_key=sort_key(name),
            search_fold=fold(name),
        )
        for name in names
    )
    seats = Seat.objects.bulk_create(
        Seat(agency=agency, title="Chuyên viên", role=SeatRole.OFFICER) for agency in agencies
    )
    people = Person.objects.bulk_create(
        Person(
            email=f"can-bo-{number}@thu-loi.example",
            full_name=f"Nguyễn Thử {number}",
            password="!",  # noqa: S106
        )
        for number in range(count)
    )
    SeatHolding.objects.bulk_create(
        SeatHolding(seat=seat, person=person, starts_on=LONG_AGO)
        for seat, person in zip(seats, people, strict=True)
    )
    assigned_at = timezone.now() - datetime.timedelta(days=3650)
    texts = [f"Tổng hợp nhu cầu tuyển dụng lao động số {number}" for number in range(count)]
    tasks = Task.objects.bulk_create(
        Task(
            title=text,
            text=f"{text}.",
            lead=agency,
            source_label="Hội nghị thử lỗi",
            assigned_at=assigned_at,
            assigned_by=seats[0],
            search_fold=fold(text),
        )
        for text, agency in zip(texts, agencies, strict=True)
    )
    Occurrence.objects.bulk_create(Occurrence(task=task, moved_at=assigned_at) for task in tasks)
    run_statements("VACUUM ANALYZE")


def make_working(day: datetime.date) -> None:
    CalendarDay.objects.update_or_create(day=day, defaults={"is_working": True, "note": "thử lỗi"})


def make_due(day: datetime.date) -> None:
    """All are due on the day, and people work on it."""
    make_working(day)
    Occurrence.objects.update(stated_on=day, due_on=day, first_due_on=day, act_by=day)


def make_due_on_many_days(last: datetime.date, *, days: int, seed: int) -> None:
    """Due on different working days up to the last one, in no order."""
    calendar = working_calendar()
    chance = random.Random(seed)  # noqa: S311 repeatable data, no secret
    dates = [calendar.add_working_days(last, -number) for number in range(days)]
    rows = list(Occurrence.objects.all())
    for row in rows:
        row.stated_on = row.due_on = row.first_due_on = row.act_by = chance.choice(dates)
    fields = ["stated_on", "due_on", "first_due_on", "act_by"]
    Occurrence.objects.bulk_update(rows, fields, batch_size=1000)


# Mistakes -----------------------------------------------------------------------------------------
TRIGGER = """
CREATE OR REPLACE FUNCTION faults_mistake() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}
    END $$;
CREATE TRIGGER faults_mistake BEFORE UPDATE ON agencies_outboxmessage FOR EACH ROW
    EXECUTE FUNCTION faults_mistake();
"""
NEVER_MARKED = "IF NEW.status = 'sent' THEN RETURN OLD; END IF; RETURN NEW;"
NO_LEASE = "NEW.lease_until := NULL; RETURN NEW;"
LEASES_BELIEVED = """
IF OLD.lease_until > clock_timestamp() AND NEW.lease_until IS DISTINCT FROM OLD.lease_until
    AND NEW.status = 'queued'
THEN RETURN NULL; END IF; RETURN NEW;
"""
EMPTY = "TRUNCATE agencies_outboxmessage, agencies_reminder CASCADE"
UNIQUE = """
SELECT conname FROM pg_constraint WHERE conrelid = 'agencies_reminder'::regclass AND contype = 'u'
"""


@contextmanager
def planted_mistake(body: str):
    run_statements(TRIGGER.format(body=body))
    try:
        yield
    finally:
        run_statements("DROP TRIGGER faults_mistake ON agencies_outboxmessage")


def forget_ledger() -> None:
    """The ledger no longer knows what was decided."""
    run_statements("UPDATE agencies_reminder SET stage = 'x' || id WHERE stage NOT LIKE 'x%'")


@contextmanager
def ledger_without_key():
    names = [name for (name,) in run_statements(UNIQUE)]
    run_statements(*(f"ALTER TABLE agencies_reminder DROP CONSTRAINT {name}" for name in names))
    try:
        yield
    finally:
        with transaction.atomic():
            run_statements(EMPTY)
