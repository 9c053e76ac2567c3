"""The tables of these papers: tasks by agency, each agency under its name."""

from collections.abc import Callable

from django.utils import timezone

from agencies.directives.choices import AgencyRole
from agencies.task_papers.queries import ByAgency
from agencies.tasks.figures import AgencyFigures, StatusConditions, total_of
from agencies.tasks.models import Task
from agencies.tasks.queries import TaskRow
from papers import Table
from vietnam.dates import format_date
from workbooks.sheets import BoldRow, Column, ColumnKind, Row, SectionRow, Value

SERIAL = Column("STT", ColumnKind.SERIAL, 6)
UNIT = "Số ngày quá hạn: ngày làm việc"


def assignment_table(given: ByAgency) -> Table:
    """`given`: each task once."""
    columns = [
        SERIAL,
        Column("Nhiệm vụ", width=60),
        Column("Mục", width=12),
        Column("Cơ quan phối hợp", width=34),
        Column("Thời hạn", width=28),
    ]
    return Table(columns, _under_names(given, _given_cells))


def _given_cells(row: TaskRow) -> list[Value]:
    task = row.occurrence.task
    return [task.text or task.title, task.section, _helpers(task), _deadline_words(row)]


def _helpers(task: Task) -> str:
    # Who clears the content is named so.
    partners = list(task.partners.all())
    clearing = {one.agency_id for one in partners if one.role == AgencyRole.CLEARING}
    names = dict.fromkeys(
        f"{one.agency.name} (duyệt nội dung)" if one.agency_id in clearing else one.agency.name
        for one in partners
        if one.role != AgencyRole.LEAD
    )
    return "; ".join(names)


def late_table(late: ByAgency, judgement: StatusConditions) -> Table:
    columns = [
        SERIAL,
        Column("Nhiệm vụ", width=66),
        Column("Thời hạn", ColumnKind.DATE, 14),
        Column("Số ngày quá hạn", ColumnKind.NUMBER, 14),
        Column("Tình trạng", width=24),
    ]

    def cells(row: TaskRow) -> list[Value]:
        status = str(row.occurrence.get_status_display())
        return [_titled(row), row.occurrence.due_on, days_late(row, judgement), status]

    return Table(columns, _under_names(late, cells), unit=UNIT)


def progress_table(so_far: ByAgency, judgement: StatusConditions) -> Table:
    columns = [
        SERIAL,
        Column("Nhiệm vụ", width=60),
        Column("Thời hạn", width=24),
        Column("Tình trạng", width=26),
        Column("Ngày nộp kết quả", ColumnKind.DATE, 14),
        Column("Số ngày quá hạn", ColumnKind.NUMBER, 14),
    ]

    def cells(row: TaskRow) -> list[Value]:
        handed_in = row.occurrence.submitted_at if row.is_closed else None
        return [
            _titled(row),
            _deadline_words(row),
            str(row.label),
            timezone.localdate(handed_in) if handed_in else None,
            days_late(row, judgement) or None,
        ]

    return Table(columns, _under_names(so_far, cells), unit=UNIT)


def figures_table(figures: list[AgencyFigures]) -> Table:
    columns = [
        SERIAL,
        Column("Cơ quan, đơn vị", width=40),
        *(
            Column(heading, ColumnKind.NUMBER, 12)
            for heading in (
                "Được giao",
                "Hoàn thành đúng hạn",
                "Hoàn thành quá hạn",
                "Quá hạn chưa hoàn thành",
                "Chưa đến hạn, chờ xác nhận",
            )
        ),
    ]
    rows: list[Row] = [
        [number, row.agency.name, *_counts(row)] for number, row in enumerate(figures, 1)
    ]
    total = total_of(figures)
    return Table(columns, [*rows, BoldRow(["", "Tổng cộng", *_counts(total)])])


def _counts(row: object) -> list[Value]:
    names = ("assigned", "on_time", "done_late", "late", "still_open")
    return [getattr(row, name) for name in names]


def days_late(row: TaskRow, judgement: StatusConditions) -> int:
    """Working days up to today; none of what is not late or is no longer owed."""
    due_on = row.occurrence.due_on
    if due_on is None or due_on >= judgement.on or not row.occurrence.is_owed:
        return 0
    return judgement.calendar.working_days_between(due_on, judgement.on)


def _under_names(by_agency: ByAgency, cells: Callable[[TaskRow], list[Value]]) -> list[Row]:
    rows: list[Row] = []
    for agency, tasks in by_agency:
        rows.append(SectionRow(agency.name))
        rows += [[number, *cells(row)] for number, row in enumerate(tasks, 1)]
    return rows


def _titled(row: TaskRow) -> str:
    task = row.occurrence.task
    words = task.text or task.title
    return f"{words} ({row.period})" if row.period else words


def _deadline_words(row: TaskRow) -> str:
    due_on = row.occurrence.due_on
    if due_on is None:
        return row.undated_meaning or "Chưa có thời hạn"
    day = format_date(due_on)
    phrase = row.occurrence.deadline.phrase if row.occurrence.deadline else ""
    return f"{day} (“{phrase}”)" if phrase else day
