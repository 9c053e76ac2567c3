"""A task's clause: the document's text around it, the clause it refers to, and the state of the
clause as a whole, when several agencies owe it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.directives.document_text import TextBlock, TextMark, lay_out_text
from agencies.directives.models import Clause
from agencies.lists.numbers import localized_number
from agencies.tasks.choices import OccurrenceStatus, TaskState
from agencies.tasks.deadline_words import event_words
from agencies.tasks.figures import StatusConditions
from agencies.tasks.models import Deadline, Task
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import TaskRow, task_rows
from reader.tasks.pointers import pointers_in, section_of_pointer
from vietnam.deadlines import DeadlineKind

# Characters shown before and after the clause, cut at line ends.
AROUND = 350
# How a place of a document is named; "số 12" may also be another document's number.
_PLACE = re.compile(r"(?i)(?:điểm|khoản|mục|tiểu mục|tiết|phần|chương) ")


def clause_in_place(task: Task) -> list[TextBlock]:
    """The paragraphs around the clause that made the task, its own words marked; empty without a
    document or place.
    """
    place = task.proposal or task.clause
    if not (task.directive and place):
        return []
    text = task.directive.text
    first = text.rfind("\n", 0, max(0, place.start - AROUND)) + 1
    last = text.find("\n", place.end + AROUND)
    piece = text[first : last if last > 0 else len(text)]
    return lay_out_text(
        piece, [TextMark(place.start - first, min(place.end - first, len(piece)), task.pk)]
    )


@dataclass(frozen=True)
class PointedClause:
    """The place that a task refers to instead of stating its content: as written, and the clause
    when it exists.
    """

    written: str
    clause: Clause | None = None
    blocks: list[TextBlock] = field(default_factory=list)


def pointed_clause(task: Task) -> PointedClause | None:
    """What a task such as "thực hiện nhiệm vụ được phân công tại điểm 1.3 mục II" refers to; None
    for the others.

    One query, for a task that refers somewhere.
    """
    directive = task.directive
    pointers = pointers_in(task.text) if directive else ()
    written = next((pointer for pointer in pointers if _PLACE.match(pointer)), None)
    if directive is None or written is None:
        return None
    places: dict[str, Clause] = {}
    for clause in directive.clauses.all():
        places.setdefault(clause.section, clause)
    section = section_of_pointer(written, places)
    if section is None:
        return PointedClause(written)
    clause = places[section]
    return PointedClause(written, clause, lay_out_text(directive.text[clause.start : clause.end]))


@dataclass(frozen=True)
class AwaitedEvent:
    """The event that a deadline counts from, in the document's words, and how many tasks share
    it.
    """

    event: str
    sharing: int


def awaited_event(occurrence: Occurrence, *, count_sharing: bool) -> AwaitedEvent | None:
    """None for a deadline that counts from no event. One query when the others are to be
    counted.
    """
    deadline = occurrence.deadline
    if deadline is None or deadline.kind != DeadlineKind.RELATIVE:
        return None
    deadline.task = occurrence.task
    return AwaitedEvent(
        event_words(deadline), deadlines_sharing_event(deadline).count() if count_sharing else 1
    )


def deadlines_sharing_event(deadline: Deadline) -> QuerySet[Deadline]:
    """The deadlines counted from the same event: the same words, of one clause or taken from it."""
    task = deadline.task
    same = Deadline.objects.filter(
        kind=deadline.kind, phrase=deadline.phrase, task__directive=task.directive_id
    )
    source = deadline.inherited_from or task.section
    if task.directive_id is None or not (task.proposal_id or source):
        return Deadline.objects.filter(pk=deadline.pk)
    of_clause = Q(task__proposal=task.proposal_id) if task.proposal_id else Q(pk=deadline.pk)
    if source:
        of_clause |= Q(inherited_from=source)
    if deadline.inherited_from:
        of_clause |= Q(task__section=source, inherited_from="")
    return same.filter(of_clause)


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
        # Tone and words of each number that is not zero, the worst first: “2 quá hạn”.
        numbers = (
            (self.late, "late", _("%(n)s late")),
            (self.done_late, "", _("%(n)s done late")),
            (self.on_time, "", _("%(n)s done on time")),
            (self.open, "", _("%(n)s open")),
        )
        return [
            (tone, words % {"n": localized_number(number)})
            for number, tone, words in numbers
            if number
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
    sums = clause_sums(tasks_beside(task), visible, judgement)
    key = clause_key(task)
    return sums.get(key) if key else None


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
        worst = _worst_row(rows)
        part = _part(worst)
        occurrence = worst.occurrence
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
        return [ClauseRow(_worst_row(rows), found, is_folded=True)]
    return [ClauseRow(row, found) for row in rows]


def _worst_row(rows: list[TaskRow]) -> TaskRow:
    return min(rows, key=lambda row: _WORST_FIRST.index(_part(row)))


def _part(row: TaskRow) -> str:
    # Done without a date counts as on time: nothing says otherwise.
    if row.occurrence.status == OccurrenceStatus.DONE and row.occurrence.due_on is None:
        return "on_time"
    return _PARTS.get(row.state, "open")
