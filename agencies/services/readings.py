"""Why a deadline of a proposal means the day it means, before any task exists."""

import datetime

from django.utils import timezone

from agencies.choices import DeadlineKind
from agencies.models import Deadline, Task
from agencies.queries.explanations import Reason, why_this_date
from agencies.queries.proposals import doubt_about
from agencies.services.assignment import deadline_fields
from agencies.services.occurrences import DueDates, occurrences_of


def why_deadline(deadline: dict, *, today: datetime.date, dates: DueDates) -> list[Reason]:
    """The steps from the phrase to the (first) day due; none when the day cannot be fixed."""
    if deadline["kind"] == DeadlineKind.ON and doubt_about(deadline):
        return []
    row = Deadline(task=Task(assigned_at=timezone.now()), **deadline_fields(deadline))
    occurrences = occurrences_of(row, today=today, dates=dates)
    return why_this_date(occurrences[0], dates.policy, dates.calendar, today=today) if occurrences else []
