"""A task with all that its page shows."""

from django.db.models import Prefetch, QuerySet

from agencies.requests.queries import with_request_flags
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence


def task_page(visible: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with what their page shows; the document comes with its text."""
    related = visible.select_related(
        "lead", "group", "directive", "clause", "proposal", "assigned_by__agency", "continues__lead"
    )
    occurrences = with_request_flags(Occurrence.objects.select_related("deadline").with_deeds())
    return related.prefetch_related("partners__agency", Prefetch("occurrences", occurrences))


def chosen_occurrence(task: Task, wanted: str) -> Occurrence | None:
    """The one asked for by key, None when it is not of this task; without a key the first open one,
    else the last.
    """
    occurrences = list(task.occurrences.all())
    if wanted:
        return next((o for o in occurrences if str(o.pk) == wanted), None)
    still_open = (o for o in occurrences if o.status in OccurrenceStatus.OPEN)
    return next(still_open, occurrences[-1])
