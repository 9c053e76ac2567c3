"""A task's clause in its context: the document's text around it, and the clause it refers to."""

import re
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from agencies.directives.document_text import TextBlock, TextMark, lay_out_text
from agencies.directives.models import Clause
from agencies.tasks.meanings import event_words
from agencies.tasks.models import Deadline, Task
from agencies.tasks.occurrence_models import Occurrence
from reader.pointers import pointers_in, section_of
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
    section = section_of(written, places)
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
