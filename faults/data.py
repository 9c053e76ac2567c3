"""The rows of a trial: as many people as messages, each the officer of an own agency which owes one
task.

One message for each person, however many channels or digests the portal may come to have.
"""

import datetime
import itertools
import random

from django.db import connection
from django.utils import timezone

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.calendar.models import CalendarDay
from agencies.calendar.queries import working_calendar
from agencies.people.models import Person, Seat, SeatHolding
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from vietnam.collation import sort_key
from vietnam.folding import fold

LONG_AGO = datetime.date(2020, 1, 1)
OPEN_CONSTRAINTS = """
SELECT conname FROM pg_constraint WHERE conrelid = 'agencies_reminder'::regclass AND contype = 'u'
"""


def make_rows(count: int) -> None:
    agencies = _agencies(count)
    seats = Seat.objects.bulk_create(
        [Seat(agency=agency, title="Chuyên viên", role=SeatRole.OFFICER) for agency in agencies]
    )
    people = Person.objects.bulk_create(
        [
            Person(
                email=f"can-bo-{number}@thu-loi.example",
                full_name=f"Nguyễn Thử {number}",
                password="!",  # noqa: S106
            )
            for number in range(count)
        ]
    )
    SeatHolding.objects.bulk_create(
        [
            SeatHolding(seat=seat, person=person, starts_on=LONG_AGO)
            for seat, person in zip(seats, people, strict=True)
        ]
    )
    assigned_at = timezone.now() - datetime.timedelta(days=3650)
    tasks = Task.objects.bulk_create(
        [_task(number, agency, seats[0], assigned_at) for number, agency in enumerate(agencies)]
    )
    Occurrence.objects.bulk_create([Occurrence(task=task, moved_at=assigned_at) for task in tasks])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _agencies(count: int) -> list[Agency]:
    names = [f"UBND xã Thử lỗi {number}" for number in range(count)]
    return Agency.objects.bulk_create(
        [
            Agency(
                name=name,
                kind=AgencyKind.COMMITTEE,
                sort_key=sort_key(name),
                search_fold=fold(name),
            )
            for name in names
        ]
    )


def _task(number: int, agency: Agency, giver: Seat, assigned_at: datetime.datetime) -> Task:
    text = f"Tổng hợp nhu cầu tuyển dụng lao động số {number}"
    return Task(
        title=text,
        text=f"{text}.",
        lead=agency,
        source_label="Hội nghị thử lỗi",
        assigned_at=assigned_at,
        assigned_by=giver,
        search_fold=fold(text),
    )


def make_due(day: datetime.date) -> None:
    """All are due on the day, and people work on it."""
    CalendarDay.objects.update_or_create(day=day, defaults={"is_working": True, "note": "thử lỗi"})
    Occurrence.objects.update(stated_on=day, due_on=day, first_due_on=day, act_by=day)


def make_due_on_many_days(last: datetime.date, *, days: int, seed: int) -> None:
    """Due on different working days up to the last one, in no order."""
    calendar, chance = working_calendar(), random.Random(seed)  # noqa: S311 repeatable data, no secret
    dates = [calendar.add_working_days(last, -number) for number in range(days)]
    rows = list(Occurrence.objects.all())
    for row in rows:
        row.stated_on = row.due_on = row.first_due_on = row.act_by = chance.choice(dates)
    for some in itertools.batched(rows, 1000) if hasattr(itertools, "batched") else [rows]:
        Occurrence.objects.bulk_update(some, ["stated_on", "due_on", "first_due_on", "act_by"])


def unique_constraints() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(OPEN_CONSTRAINTS)
        return [name for (name,) in cursor.fetchall()]
