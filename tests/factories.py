"""Rows for tests: each function makes one, with plausible defaults and what it needs around it."""

import datetime
import itertools

from django.utils import timezone

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.directives.choices import AgencyRole, DirectiveKind, DirectiveStatus
from agencies.directives.models import Clause, Directive
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.requests.models import Clearance
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Deadline, Task, TaskAgency
from agencies.tasks.occurrence_models import Occurrence
from vietnam.deadlines import DeadlineKind

_numbers = itertools.count(1)
LONG_AGO = datetime.date(2020, 1, 1)
ASSIGNED_AT = datetime.datetime(2024, 2, 21, 1, 0, tzinfo=datetime.UTC)


def make_agency(name: str = "", **fields) -> Agency:
    number = next(_numbers)
    defaults = {"kind": AgencyKind.DEPARTMENT}
    return Agency.objects.create(name=name or f"Sở Thử nghiệm {number}", **defaults | fields)


def make_person(**fields) -> Person:
    number = next(_numbers)
    defaults = {"email": f"nguoi{number}@coquan.example", "full_name": f"Nguyễn Thử {number}"}
    return Person.objects.create(**defaults | fields)


def make_seat(*, role: str = SeatRole.OFFICER, agency: Agency | None = None, **fields) -> Seat:
    defaults = {"title": f"Chuyên viên {next(_numbers)}"}
    return Seat.objects.create(agency=agency or make_agency(), role=role, **defaults | fields)


def make_actor(*, role: str = SeatRole.OFFICER, agency: Agency | None = None) -> Actor:
    """A person who has held a seat of that role since 2020."""
    seat, person = make_seat(role=role, agency=agency), make_person()
    SeatHolding.objects.create(seat=seat, person=person, starts_on=LONG_AGO)
    return Actor(person=person, seat=seat)


def make_directive(**fields) -> Directive:
    number = next(_numbers)
    defaults = {
        "kind": DirectiveKind.PLAN,
        "number": f"{number}/KH-UBND",
        "issued_on": datetime.date(2024, 2, 21),
        "title": f"Kế hoạch thử nghiệm số {number}",
        "text": (
            "I. MỤC ĐÍCH\n1. Lập dự toán kinh phí, hoàn thành trước ngày 06/3/2024.\n2. Tổ "
            "chức tuyên truyền."
        ),
        "status": DirectiveStatus.ASSIGNED,
    }
    given = defaults | fields
    return Directive.objects.create(
        uploaded_by=given.pop("uploaded_by", None) or make_person(), **given
    )


def make_clause(directive: Directive, start: int, end: int, section: str = "I.1") -> Clause:
    return Clause.objects.create(directive=directive, section=section, start=start, end=end)


def make_task(
    *,
    lead: Agency | None = None,
    due_on: datetime.date | None = None,
    status: str = OccurrenceStatus.ASSIGNED,
    submitted_on: datetime.date | None = None,
    coordinating: tuple[Agency, ...] = (),
    clearing: tuple[Agency, ...] = (),
    assigned_by: Seat | None = None,
    **fields,
) -> Task:
    """A task with one occurrence in the status asked for; `submitted_on` is the day, in Viet Nam,
    of its submission.
    """
    number = next(_numbers)
    defaults = {
        "title": f"Nhiệm vụ số {number}",
        "text": f"Thực hiện nhiệm vụ số {number}.",
        "assigned_at": ASSIGNED_AT,
    }
    given = defaults | fields
    if not given.get("source_label"):
        given["directive"] = given.get("directive") or make_directive()
    task = Task.objects.create(
        lead=lead or make_agency(), assigned_by=assigned_by or make_seat(), **given
    )
    partners = [(agency, AgencyRole.COORDINATING) for agency in coordinating]
    partners += [(agency, AgencyRole.CLEARING) for agency in clearing]
    for agency, role in partners:
        TaskAgency.objects.create(task=task, agency=agency, role=role)
    make_occurrence(task, due_on=due_on, status=status, submitted_on=submitted_on)
    return task


def make_occurrence(
    task: Task,
    *,
    due_on: datetime.date | None = None,
    status: str = OccurrenceStatus.ASSIGNED,
    submitted_on: datetime.date | None = None,
    **fields,
) -> Occurrence:
    dates = dict.fromkeys(("stated_on", "due_on", "first_due_on", "act_by"), due_on)
    handed_in = submitted_on or due_on or datetime.date(2024, 3, 1)
    if status in (OccurrenceStatus.SUBMITTED, OccurrenceStatus.DONE, OccurrenceStatus.RETURNED):
        fields.setdefault("submitted_at", noon(handed_in))
    if status == OccurrenceStatus.DONE:
        fields |= {"done_at": noon(handed_in), "done_by": task.assigned_by}
    return Occurrence.objects.create(
        task=task, status=status, moved_at=task.assigned_at, **dates | fields
    )


def make_deadline(
    task: Task, *, kind: str = DeadlineKind.ON, phrase: str = "trước ngày 06/3/2024", **fields
) -> Deadline:
    return Deadline.objects.create(task=task, kind=kind, phrase=phrase, **fields)


def make_clearance(
    task: Task, agency: Agency, *, due_on: datetime.date = datetime.date(2024, 3, 6), **fields
) -> Clearance:
    """Asked when the task's result was submitted."""
    occurrence = task.occurrences.get()
    given = {"asked_at": occurrence.submitted_at, "due_on": due_on, "act_by": due_on} | fields
    return Clearance.objects.create(occurrence=occurrence, agency=agency, **given)


def noon(day: datetime.date) -> datetime.datetime:
    """Noon in Viet Nam."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))


def sign_in(client, actor: Actor):
    """The test client as that person, reading English."""
    client.force_login(actor.person)
    client.cookies["django_language"] = "en"
    return client
