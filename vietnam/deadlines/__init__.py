"""The deadline grammar of Vietnamese official documents, its value, and the days it leads to."""

from vietnam.deadlines.due_dates import (
    DueDateRules,
    DueDateStep,
    DuePeriod,
    count_from_event,
    due_date,
    due_date_steps,
    due_periods,
    stated_day,
)
from vietnam.deadlines.grammar import find_deadlines
from vietnam.deadlines.model import Bound, DeadlineKind, Recurrence, RelativeTerm, StatedDeadline

__all__ = [
    "Bound",
    "DeadlineKind",
    "DueDateRules",
    "DueDateStep",
    "DuePeriod",
    "Recurrence",
    "RelativeTerm",
    "StatedDeadline",
    "count_from_event",
    "due_date",
    "due_date_steps",
    "due_periods",
    "find_deadlines",
    "stated_day",
]
