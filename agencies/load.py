"""Realistic mass data for measurements, written by COPY: agencies with their seats, documents,
tasks, occurrences.

The same seed gives the same rows. Nothing here is ever called in the running portal.
"""

import datetime
import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from agencies.assignment.services import task_title
from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.calendar.queries import working_calendar
from agencies.directives.choices import DirectiveKind, DirectiveStatus
from agencies.directives.models import Directive
from agencies.people.models import Person, Seat, SeatHolding
from agencies.tasks.choices import OccurrenceStatus as Status
from agencies.tasks.models import Deadline, Task
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar
from vietnam.collation import sort_key
from vietnam.dates import format_date
from vietnam.deadlines import Bound, DeadlineKind
from vietnam.folding import fold

AGENCIES, TASKS_PER_DIRECTIVE = 320, 120
DAYS_BACK, DAYS_AHEAD = 120, 300
SHARES = {
    Status.ASSIGNED: 52,
    Status.IN_PROGRESS: 20,
    Status.DONE: 20,
    Status.SUBMITTED: 5,
    Status.RETURNED: 3,
}

VERBS = (
    "Lập",
    "Tổng hợp",
    "Rà soát",
    "Cung cấp",
    "Xây dựng",
    "Hoàn thành",
    "Phối hợp tổ chức",
    "Báo cáo",
    "Đăng tải",
)
THINGS = (
    "dự toán kinh phí tuyên truyền",
    "danh sách doanh nghiệp có nhu cầu tuyển lao động",
    "nhu cầu tuyển dụng theo vị trí",
    "video clip giới thiệu điều kiện làm việc",
    "chuyên trang xúc tiến lao động",
    "phiên giao dịch việc làm trực tuyến",
    "tình hình sử dụng lao động",
    "chính sách nhà ở và đưa đón công nhân",
    "kết quả kết nối cung cầu lao động",
)
PLACES = (
    "tại các khu công nghiệp",
    "trên địa bàn huyện",
    "với các tỉnh miền núi phía Bắc",
    "ở doanh nghiệp điện tử",
    "ở doanh nghiệp may mặc",
    "tại các xã vùng cao",
)
NAMES = (
    "Tân",
    "Phú",
    "Yên",
    "Lương",
    "Hòa",
    "Bình",
    "Minh",
    "Thanh",
    "Đông",
    "Sơn",
    "Thịnh",
    "Khê",
    "Giang",
    "Mỹ",
    "An",
    "Xuân",
)


@dataclass(frozen=True)
class _Row:
    """One task to write, with its occurrence's day and state."""

    text: str
    agency: int
    directive: int
    section: str
    due_on: datetime.date | None
    status: str
    moved_days: int


@transaction.atomic
def generate_tasks(count: int, *, seed: int, today: datetime.date) -> None:
    """Add `count` tasks with one occurrence each, due from 120 days before to 300 days after the
    day.
    """
    chance = random.Random(seed)  # noqa: S311 repeatable data, no secret
    agencies = _agencies()
    seat = _seats(agencies)
    directives = _directives(max(1, count // TASKS_PER_DIRECTIVE), seat, today)
    rows = [_row(chance, agencies, directives, today) for _number in range(count)]
    assigned_at = _morning(today - datetime.timedelta(days=DAYS_BACK + 20))
    tasks, deadlines = _keys(Task, count), _keys(Deadline, count)
    _copy(Task, TASK_COLUMNS, _task_rows(tasks, rows, seat, assigned_at))
    _copy(Deadline, DEADLINE_COLUMNS, _deadline_rows(deadlines, tasks, rows))
    moves = [_movement(row, seat, today) for row in rows]
    calendar = working_calendar()  # read before the copy: one connection cannot do both
    _copy(
        Occurrence,
        OCCURRENCE_COLUMNS,
        _occurrence_rows(deadlines, tasks, rows, moves, assigned_at, calendar),
    )


def _row(
    chance: random.Random, agencies: list[int], directives: list[int], today: datetime.date
) -> _Row:
    words = (chance.choice(choices) for choices in (VERBS, THINGS, PLACES, NAMES, NAMES))
    [status] = chance.choices(list(SHARES), weights=list(SHARES.values()))
    has_date = chance.random() < 0.95
    return _Row(
        text=" ".join(words),
        agency=chance.choice(agencies),
        directive=chance.choice(directives),
        section=f"{chance.randint(1, 5)}.{chance.randint(1, 9)}",
        due_on=today + datetime.timedelta(days=chance.randint(-DAYS_BACK, DAYS_AHEAD))
        if has_date
        else None,
        status=status,
        moved_days=chance.randint(-10, 4),
    )


def _agencies() -> list[int]:
    pairs = itertools.cycle(itertools.permutations(NAMES, 2))
    names = [
        f"UBND xã {first} {second} {number}"
        for number, (first, second) in zip(range(AGENCIES), pairs, strict=False)
    ]
    fresh = [
        Agency(
            name=name, kind=AgencyKind.COMMITTEE, sort_key=sort_key(name), search_fold=fold(name)
        )
        for name in names
    ]
    Agency.objects.bulk_create(fresh, ignore_conflicts=True)
    return list(Agency.objects.filter(name__in=names).order_by("pk").values_list("pk", flat=True))


def _seats(agencies: list[int]) -> Seat:
    """An officer's seat with its holder at each agency; the first is the seat that assigns."""
    title = "Chuyên viên thử tải"
    Seat.objects.bulk_create(
        [Seat(agency_id=agency, title=title, role=SeatRole.OFFICER) for agency in agencies],
        ignore_conflicts=True,
    )
    seats = list(Seat.objects.filter(agency__in=agencies, title=title).order_by("pk"))
    emails = {seat.pk: f"chuyen-vien-{seat.pk}@thu-tai.example" for seat in seats}
    Person.objects.bulk_create(
        [
            Person(email=email, full_name="Chuyên viên thử tải", password="!")  # noqa: S106
            for email in emails.values()
        ],
        ignore_conflicts=True,
    )
    people = dict(Person.objects.filter(email__in=emails.values()).values_list("email", "pk"))
    since = datetime.date(2020, 1, 1)
    SeatHolding.objects.bulk_create(
        [
            SeatHolding(seat=seat, person_id=people[emails[seat.pk]], starts_on=since)
            for seat in seats
        ],
        ignore_conflicts=True,
    )
    return seats[0]


def _directives(count: int, seat: Seat, today: datetime.date) -> list[int]:
    uploader = seat.holdings.values_list("person", flat=True).first()
    fresh = [
        Directive(
            kind=DirectiveKind.PLAN,
            number=f"{number}/KH-UBND",
            issued_on=today - datetime.timedelta(days=DAYS_BACK + 30),
            title=f"Kế hoạch phối hợp xúc tiến tuyển dụng lao động số {number}",
            text="Kế hoạch thử tải.",
            status=DirectiveStatus.ASSIGNED,
            uploaded_by_id=uploader,
            search_fold=fold(f"{number}/KH-UBND kế hoạch phối hợp xúc tiến tuyển dụng lao động"),
        )
        for number in range(1, count + 1)
    ]
    return [directive.pk for directive in Directive.objects.bulk_create(fresh)]


TASK_COLUMNS = (
    "id",
    "title",
    "text",
    "lead_id",
    "directive_id",
    "section",
    "source_label",
    "source_url",
    "assigned_at",
    "assigned_by_id",
    "search_fold",
)
DEADLINE_COLUMNS = (
    "id",
    "task_id",
    "kind",
    "phrase",
    "bound",
    "due_on",
    "tentative",
    "rule",
    "inherited_from",
)
OCCURRENCE_COLUMNS = (
    "task_id",
    "deadline_id",
    "stated_on",
    "due_on",
    "first_due_on",
    "act_by",
    "status",
    "submitted_at",
    "done_at",
    "done_by_id",
    "moved_at",
    "version",
)


def _task_rows(
    keys: list[int], rows: list[_Row], seat: Seat, assigned_at: datetime.datetime
) -> Iterator[tuple]:
    for key, row in zip(keys, rows, strict=True):
        title = task_title(row.text)
        source = (row.directive, row.section, "", "")
        yield (
            key,
            title,
            row.text,
            row.agency,
            *source,
            assigned_at,
            seat.pk,
            fold(f"{title} {row.text}"),
        )


def _deadline_rows(keys: list[int], tasks: list[int], rows: list[_Row]) -> Iterator[tuple]:
    for key, task, row in zip(keys, tasks, rows, strict=True):
        if row.due_on:
            dated = (f"trước ngày {format_date(row.due_on)}", Bound.BEFORE, row.due_on)
            yield key, task, DeadlineKind.ON, *dated, False, "", ""
        else:
            yield key, task, DeadlineKind.CONTINUING, "thường xuyên", "", None, False, "", ""


def _occurrence_rows(
    deadlines: list[int],
    tasks: list[int],
    rows: list[_Row],
    moves: list[tuple],
    assigned_at: datetime.datetime,
    calendar: WorkingCalendar,
) -> Iterator[tuple]:
    for task, deadline, row, move in zip(tasks, deadlines, rows, moves, strict=True):
        act_by = row.due_on and calendar.last_working_day_on_or_before(row.due_on)
        dates = (row.due_on, row.due_on, row.due_on, act_by)
        yield task, deadline, *dates, row.status, *move, assigned_at, 0


def _movement(row: _Row, seat: Seat, today: datetime.date) -> tuple:
    """When it was handed in and accepted: up to a fortnight around its due date, never after the
    day itself.
    """
    if row.status not in (Status.SUBMITTED, Status.DONE, Status.RETURNED):
        return None, None, None
    moment = _morning(min((row.due_on or today) + datetime.timedelta(days=row.moved_days), today))
    return (moment, moment, seat.pk) if row.status == Status.DONE else (moment, None, None)


def _morning(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(8)))


def _keys(model: type, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _copy(model: type, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    statement = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
