"""Tasks with one occurrence each."""

import datetime
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from agencies.assignment.services import task_title
from agencies.calendar.queries import working_calendar
from agencies.load.names import SYLLABLES
from agencies.load.register import (
    DAYS_BACK,
    create_directives,
    ensure_agencies,
    ensure_seats,
)
from agencies.people.models import Seat
from agencies.tasks.choices import OccurrenceStatus as Status
from agencies.tasks.models import Deadline, Task
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date
from vietnam.deadlines import Bound, DeadlineKind
from vietnam.folding import fold

TASKS_PER_DIRECTIVE = 120
DAYS_AHEAD = 300
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
    # Add `count` tasks with one occurrence each, due from 120 days before to 300 days after the
    # day.
    chance = random.Random(seed)  # noqa: S311 repeatable data, no secret
    agencies = ensure_agencies()
    seat = ensure_seats(agencies)
    directives = create_directives(max(1, count // TASKS_PER_DIRECTIVE), seat, today)
    rows = [_compose_row(chance, agencies, directives, today) for _number in range(count)]
    assigned_at = _morning_of(today - datetime.timedelta(days=DAYS_BACK + 20))
    tasks = _reserve_keys(Task, count)
    deadlines = _reserve_keys(Deadline, count)
    _copy_rows(Task, TASK_COLUMNS, _task_rows(tasks, rows, seat, assigned_at))
    _copy_rows(Deadline, DEADLINE_COLUMNS, _deadline_rows(deadlines, tasks, rows))
    moves = [_compose_movement(row, seat, today) for row in rows]
    # Read before the copy: one connection cannot do both.
    calendar = working_calendar()
    occurrences = _occurrence_rows(deadlines, tasks, rows, moves, assigned_at, calendar)
    _copy_rows(Occurrence, OCCURRENCE_COLUMNS, occurrences)


def _compose_row(
    chance: random.Random, agencies: list[int], directives: list[int], today: datetime.date
) -> _Row:
    words = (chance.choice(choices) for choices in (VERBS, THINGS, PLACES, SYLLABLES, SYLLABLES))
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
        words = fold(f"{title} {row.text}")
        yield key, title, row.text, row.agency, *source, assigned_at, seat.pk, words


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


def _compose_movement(row: _Row, seat: Seat, today: datetime.date) -> tuple:
    # When it was handed in and accepted: up to a fortnight around its due date, never after the day
    # itself.
    if row.status not in (Status.SUBMITTED, Status.DONE, Status.RETURNED):
        return None, None, None
    moved_on = (row.due_on or today) + datetime.timedelta(days=row.moved_days)
    moment = _morning_of(min(moved_on, today))
    return (moment, moment, seat.pk) if row.status == Status.DONE else (moment, None, None)


def _morning_of(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(8)))


def _reserve_keys(model: type, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _copy_rows(model: type, columns: tuple[str, ...], rows: Iterable[tuple]) -> None:
    statement = f"COPY {model._meta.db_table} ({', '.join(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
