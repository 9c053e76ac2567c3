"""The state of a clause as a whole, when several agencies owe it: the sum, and each agency's
state.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.tasks.choices import OccurrenceStatus, TaskState
from agencies.tasks.figures import StatusConditions
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import TaskRow, task_rows
from vietnam.numbers import format_number

_PARTS = {TaskState.LATE: "late", TaskState.DONE_LATE: "done_late", TaskState.ON_TIME: "on_time"}
_WORST_FIRST = ("late", "open", "done_late", "on_time")


@dataclass(frozen=True)
class AgencyState:
    """One agency under a clause: its state, and where it can be read."""

    agency: Agency
    label: str | Promise
    tone: str
    url: str


@dataclass
class ClauseSum:
    """How many agencies owe a clause, and how many of them are done on time, done late, late or
    still open.

    An agency counts by the worst of its occurrences, so that it is done once nothing of the clause
    is left for it. `agencies` are only those whose task the reader may open.
    """

    on_time: int = 0
    done_late: int = 0
    late: int = 0
    open: int = 0
    agencies: list[AgencyState] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.on_time + self.done_late + self.late + self.open

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Tone and words of each number that is not zero, the worst first: “2 quá hạn”."""
        said = (
            (self.late, "late", _("%(n)s late")),
            (self.done_late, "", _("%(n)s done late")),
            (self.on_time, "", _("%(n)s done on time")),
            (self.open, "", _("%(n)s open")),
        )
        return [
            (tone, words % {"n": format_number(number)}) for number, tone, words in said if number
        ]


ClauseKey = tuple[str, int]


def clause_key(task: Task) -> ClauseKey | None:
    """What a task has in common with others of the same clause: the proposal, else the clause."""
    if task.proposal_id:
        return ("proposal", task.proposal_id)
    return ("clause", task.clause_id) if task.clause_id else None


def tasks_beside(task: Task) -> QuerySet[Task]:
    """All tasks of the same clause, the task itself included."""
    if task.proposal_id:
        return Task.objects.filter(proposal=task.proposal_id)
    return (
        Task.objects.filter(clause=task.clause_id, proposal=None)
        if task.clause_id
        else Task.objects.none()
    )


def clause_sum(
    task: Task, visible: QuerySet[Task], judgement: StatusConditions
) -> ClauseSum | None:
    """The sum of a task's clause; None when it is owed by one agency. Two queries."""
    return clause_sums(tasks_beside(task), visible, judgement).get(clause_key(task))


def clause_sums(
    tasks: QuerySet[Task], visible: QuerySet[Task], judgement: StatusConditions
) -> dict[ClauseKey, ClauseSum]:
    """The sums of the clauses that several agencies owe. Two queries, whatever the numbers.

    Withdrawn tasks do not count. Whoever sees one task of a clause sees the numbers; names and
    states of the others only those who may open their tasks.
    """
    occurrences = Occurrence.objects.filter(task__in=tasks).exclude(
        status=OccurrenceStatus.WITHDRAWN
    )
    wanted = occurrences.select_related("task__lead", "deadline").with_deeds()
    wanted = wanted.order_by("task__lead__sort_key", "task_id", "due_on", "pk").defer(
        "task__text", "task__search_fold"
    )
    of_clause: dict[ClauseKey, dict[int, list[TaskRow]]] = {}
    for row in task_rows(wanted, judgement):
        task = row.occurrence.task
        if key := clause_key(task):
            of_clause.setdefault(key, {}).setdefault(task.pk, []).append(row)
    shared = {key: rows for key, rows in of_clause.items() if len(rows) > 1}
    seen = set(visible.filter(Q(pk__in=tasks)).values_list("pk", flat=True)) if shared else set()
    return {key: _sum(rows.values(), seen) for key, rows in shared.items()}


def _sum(tasks: Iterable[list[TaskRow]], seen: set[int]) -> ClauseSum:
    found = ClauseSum()
    for rows in tasks:
        worst = min(rows, key=lambda row: _WORST_FIRST.index(_part(row)))
        part, occurrence = _part(worst), worst.occurrence
        setattr(found, part, getattr(found, part) + 1)
        if occurrence.task_id in seen:
            state = AgencyState(
                occurrence.task.lead, worst.label, worst.tone, occurrence.get_absolute_url()
            )
            found.agencies.append(state)
    return found


@dataclass(frozen=True)
class ClauseRow:
    """A row of the document's page: a task, or a whole clause (`is_folded`), shown by the worst of
    its tasks.
    """

    row: TaskRow
    sum: ClauseSum | None = None
    is_folded: bool = False


def clause_rows(rows: Iterable[TaskRow], sums: dict[ClauseKey, ClauseSum]) -> list[ClauseRow]:
    """The rows in order, with those of a clause that several agencies owe as one."""
    of_clause: dict[ClauseKey | tuple[str, int], list[TaskRow]] = {}
    for row in rows:
        task = row.occurrence.task
        of_clause.setdefault(clause_key(task) or ("task", task.pk), []).append(row)
    return [
        found
        for key, together in of_clause.items()
        for found in _clause_rows(together, sums.get(key))
    ]


def _clause_rows(rows: list[TaskRow], found: ClauseSum | None) -> list[ClauseRow]:
    if found and len(rows) > 1:
        return [
            ClauseRow(
                min(rows, key=lambda row: _WORST_FIRST.index(_part(row))), found, is_folded=True
            )
        ]
    return [ClauseRow(row, found) for row in rows]


def _part(row: TaskRow) -> str:
    # Done without a date counts as on time: nothing says otherwise.
    if row.occurrence.status == OccurrenceStatus.DONE and row.occurrence.due_on is None:
        return "on_time"
    return _PARTS.get(row.state, "open")
