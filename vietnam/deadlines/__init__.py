"""The deadline grammar of Vietnamese official documents, its dates, and the explanation of each date."""

from vietnam.deadlines.grammar import find_deadlines
from vietnam.deadlines.model import Bound, Deadline, DeadlineKind, Recurrence, RelativeTerm

__all__ = ["Bound", "Deadline", "DeadlineKind", "Recurrence", "RelativeTerm", "find_deadlines"]
