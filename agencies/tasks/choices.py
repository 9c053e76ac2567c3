"""Kinds and states of tasks, their deadlines and what is asked about them."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from vietnam.deadlines import Bound, DeadlineKind

KIND_LABELS: dict[DeadlineKind, Promise] = {
    DeadlineKind.ON: _("By a date"),
    DeadlineKind.WITHIN: _("Within a period"),
    DeadlineKind.FROM: _("From a date on"),
    DeadlineKind.RECURRING: _("Recurring"),
    DeadlineKind.CONTINUING: _("Continuing"),
    DeadlineKind.RELATIVE: _("Counted from an event"),
}
BOUND_LABELS: dict[Bound, Promise] = {
    Bound.BEFORE: _("before"),
    Bound.BY: _("no later than"),
    Bound.AT: _("on the day"),
}


class OccurrenceStatus(TextChoices):
    ASSIGNED = "assigned", _("Newly assigned")
    IN_PROGRESS = "in_progress", _("In progress")
    SUBMITTED = "submitted", _("Awaiting acceptance")
    RETURNED = "returned", _("Returned")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", pgettext_lazy("task", "Withdrawn")

    OWED: ClassVar[frozenset["OccurrenceStatus"]]
    OPEN: ClassVar[frozenset["OccurrenceStatus"]]


OccurrenceStatus.OWED = frozenset(
    {OccurrenceStatus.ASSIGNED, OccurrenceStatus.IN_PROGRESS, OccurrenceStatus.RETURNED}
)
OccurrenceStatus.OPEN = OccurrenceStatus.OWED | {OccurrenceStatus.SUBMITTED}


class TaskState(TextChoices):
    """How a list asks for tasks: stored states, and computed ones (agencies.tasks.figures,
    agencies.scoreboard).
    """

    OPEN = "open", _("Not finished")
    OWED = "owed", _("Not submitted yet")
    LATE = "late", _("Late")
    AT_RISK = "at_risk", _("Due soon")
    SUBMITTED = "submitted", _("Awaiting acceptance")
    RETURNED = "returned", _("Returned")
    UNDATED = "undated", _("Without a date")
    UNJUDGED = "unjudged", _("Cannot be judged yet")
    JUDGED = "judged", _("Done, or late")
    ON_TIME = "on_time", _("Done on time")
    ON_FIRST = "on_first", _("Done by the first deadline")
    DONE_LATE = "done_late", _("Done late")
    WAS_LATE = "was_late", _("Late, or done late")
    DONE = "done", _("Done")
    WAS_RETURNED = "was_returned", _("Returned at least once")
    EXTENDED = "extended", _("Deadline extended")
    EXPLAINED = "explained", _("Explanation asked for")
    ALL = "all", _("All but withdrawn")
    WITHDRAWN = "withdrawn", pgettext_lazy("task", "Withdrawn")


class ProgressKind(TextChoices):
    REPORT = "report", _("Progress report")
    SUBMISSION = "submission", _("Result submitted")
    ACCEPTANCE = "acceptance", _("Result accepted")
    RETURN = "return", _("Result returned")
    TAKE_BACK = "take-back", _("Result taken back")
    WITHDRAWAL = "withdrawal", _("Task withdrawn")
    DEED = "deed", _("Deed reported")
    STRIKE = "strike", _("Deed struck out")
    CLEARANCE = "clearance", _("Content cleared")
    COMMENT = "comment", _("Comment")


class TaskWork(TextChoices):
    """Which tasks the list shows: empty means all."""

    PLAN = "plan", _("only plan work")


class TaskPart(TextChoices):
    """What an agency does in the tasks that the list shows."""

    LEAD = "lead", _("leads")
    ANY = "any", _("leads or helps")
