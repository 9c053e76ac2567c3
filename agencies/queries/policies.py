"""Which reminder policy holds for a task: its document's own, else its kind of document's, else the general one."""

from agencies.models import Directive, ReminderPolicy, Task

USUAL_LEAD_DAYS = (7, 3, 1, 0)


class Policies:
    """All policies, read once."""

    def __init__(self) -> None:
        rows = list(ReminderPolicy.objects.order_by("id"))
        self.general = next((row for row in rows if row.is_general), usual_policy())
        self.by_directive = {row.directive_id: row for row in rows if row.directive_id}
        self.by_kind = {row.directive_kind: row for row in rows if row.directive_kind}

    @property
    def all(self) -> list[ReminderPolicy]:
        return [self.general, *self.by_kind.values(), *self.by_directive.values()]

    def of(self, directive: Directive | None) -> ReminderPolicy:
        if directive is None:
            return self.general
        return self.by_directive.get(directive.pk) or self.by_kind.get(directive.kind) or self.general


def usual_policy() -> ReminderPolicy:
    """What holds (unsaved) until somebody writes a general policy."""
    return ReminderPolicy(name="", lead_days=list(USUAL_LEAD_DAYS))


def reminder_policy(directive: Directive | None = None) -> ReminderPolicy:
    return Policies().of(directive)


def policy_of(task: Task) -> ReminderPolicy:
    return reminder_policy(task.directive)
