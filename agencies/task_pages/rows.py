"""The rows of the task list, as words and addresses that its template only writes down."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from agencies.lists.badges import draw_badge
from agencies.tasks.due_days import DueDays
from agencies.tasks.figures import StatusConditions
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import TaskRow, task_rows
from vietnam.dates import format_date


def listed_rows(
    occurrences: Iterable[Occurrence], judgement: StatusConditions
) -> list[dict[str, str]]:
    # Dictionaries: templates look a name up there first, and a page looks up hundreds.
    days = DueDays(judgement.on, judgement.calendar)
    clock = timezone.get_current_timezone()
    return [_listed_row(row, days, clock) for row in task_rows(occurrences, judgement)]


def _listed_row(row: TaskRow, days: DueDays, clock: datetime.tzinfo) -> dict[str, str]:
    occurrence = row.occurrence
    deadline = occurrence.deadline
    moved_at = occurrence.moved_at.astimezone(clock)
    return {
        "choice": f"{occurrence.pk}:{occurrence.version}",
        "url": occurrence.get_absolute_url(),
        "title": occurrence.task.title,
        "source": row.source_line,
        "agency": occurrence.task.lead.display_name,
        "deadline": days.draw_deadline(
            occurrence.due_on,
            closed=row.is_closed,
            tentative=deadline is not None and deadline.tentative,
            meaning=row.undated_meaning,
            first=occurrence.first_due_on,
            extended=occurrence.extended_to,
        ),
        "phrase": deadline.phrase if deadline else "",
        "state": draw_badge(row.label, row.tone),
        "moved_at": moved_at.isoformat(timespec="seconds"),
        "moved_on": format_date(moved_at),
    }
