"""The tasks of a document as papers list them: by agency, in Vietnamese order of names."""

from collections.abc import Callable
from itertools import groupby

from django.db.models import QuerySet

from agencies.bodies.models import Agency
from agencies.directive_pages.queries import directives_seen_by
from agencies.directives.models import Directive
from agencies.people.permissions import Actor, Permission
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import PLAN_WORK, StatusConditions
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet
from agencies.tasks.queries import TaskRow, task_rows

ByAgency = list[tuple[Agency, list[TaskRow]]]


def whole_directives_seen_by(by: Actor) -> QuerySet[Directive]:
    """Those of which the seat sees every task: their papers tell of all agencies."""
    sees_all = by.may(Permission.SEE_ALL_TASKS) or by.may(Permission.READ_DIRECTIVES)
    return directives_seen_by(by) if sees_all else Directive.objects.none()


def given_tasks(directive: Directive, judgement: StatusConditions) -> ByAgency:
    """Each task once, with its first occurrence that is not finished, else the last."""
    rows = _rows(directive, judgement)
    return _by_agency(list(_one_of_each(rows)))


def late_tasks(directive: Directive, judgement: StatusConditions) -> ByAgency:
    """What is late, each period of a recurring task for itself."""
    return _by_agency(_rows(directive, judgement, lambda rows: rows.filter(judgement.late)))


def tasks_so_far(directive: Directive, judgement: StatusConditions) -> ByAgency:
    """What was due by today or is finished, and of each task the first that comes."""
    rows = _rows(directive, judgement)
    shown, coming = [], set()
    for row in rows:
        due_on = row.occurrence.due_on
        is_past = row.is_closed or (due_on is not None and due_on <= judgement.on)
        if is_past or row.occurrence.task_id not in coming:
            shown.append(row)
        if not is_past:
            coming.add(row.occurrence.task_id)
    return _by_agency(shown)


def _rows(
    directive: Directive,
    judgement: StatusConditions,
    narrow: Callable[[OccurrenceQuerySet], OccurrenceQuerySet] = lambda rows: rows,
) -> list[TaskRow]:
    found: OccurrenceQuerySet = Occurrence.objects.filter(
        PLAN_WORK, judgement.assigned, task__directive=directive
    )
    narrowed: OccurrenceQuerySet = narrow(found)
    ordered = narrowed.order_by(
        "task__lead__sort_key", "task__lead_id", "task__proposal__start", "task_id", "due_on", "pk"
    )
    shown = ordered.select_related("task__lead", "task__proposal", "deadline").with_deeds()
    return task_rows(shown.prefetch_related("task__partners__agency"), judgement)


def _one_of_each(rows: list[TaskRow]) -> list[TaskRow]:
    of_each = [list(group) for _task, group in groupby(rows, lambda row: row.occurrence.task_id)]
    return [
        next((row for row in group if row.occurrence.status in OccurrenceStatus.OPEN), group[-1])
        for group in of_each
    ]


def _by_agency(rows: list[TaskRow]) -> ByAgency:
    def lead(row: TaskRow) -> Agency:
        return row.occurrence.task.lead

    return [(agency, list(group)) for agency, group in groupby(rows, lead)]
