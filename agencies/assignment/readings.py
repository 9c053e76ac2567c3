"""Why the deadline of a proposal means a certain day, before any task exists."""

import datetime

from django.utils import timezone

from agencies.assignment.services import deadline_fields
from agencies.deadlines.explanations import Reason, why_this_date
from agencies.deadlines.occurrences import DueDates, occurrences_of
from agencies.proposals.queries import doubt_about
from agencies.tasks.choices import DeadlineKind
from agencies.tasks.models import Deadline, Task


def why_deadline(deadline: dict, *, today: datetime.date, dates: DueDates) -> list[Reason]:
    """The steps from the phrase to the (first) due day; none when the day cannot be determined."""
    if deadline["kind"] == DeadlineKind.ON and doubt_about(deadline):
        return []
    row = Deadline(task=Task(assigned_at=timezone.now()), **deadline_fields(deadline))
    occurrences = occurrences_of(row, today=today, dates=dates)
    return (
        why_this_date(occurrences[0], dates.policy, dates.calendar, today=today)
        if occurrences
        else []
    )
