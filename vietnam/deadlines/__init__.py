"""The deadline grammar of Vietnamese official documents, its dates, and the explanation of each
date.
"""

from vietnam.deadlines.explain import Step, explain, explain_due
from vietnam.deadlines.grammar import find_deadlines
from vietnam.deadlines.model import Bound, Deadline, DeadlineKind, Recurrence, RelativeTerm
from vietnam.deadlines.occurrences import Occurrence, occurrence_dates
from vietnam.deadlines.policy import (
    DeadlinePolicy,
    apply_bound,
    apply_policy,
    effective_due,
    relative_due,
    roll_day,
)

__all__ = [
    "Bound",
    "Deadline",
    "DeadlineKind",
    "DeadlinePolicy",
    "Occurrence",
    "Recurrence",
    "RelativeTerm",
    "Step",
    "apply_bound",
    "apply_policy",
    "effective_due",
    "explain",
    "explain_due",
    "find_deadlines",
    "occurrence_dates",
    "relative_due",
    "roll_day",
]
