"""Which reminder policy applies to a task: its document's own, else its kind of document's, else
the general one.
"""

import datetime
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from agencies.directives.models import Directive
from agencies.policies.models import ReminderPolicy
from agencies.policies.stages import WEEK, lead_day
from agencies.tasks.models import Task
from vietnam.calendar import WorkingCalendar

USUAL_LEAD_DAYS = (7, 3, 1, 0)


class ReminderPolicies:
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
        return (
            self.by_directive.get(directive.pk) or self.by_kind.get(directive.kind) or self.general
        )


def usual_policy() -> ReminderPolicy:
    """What applies (unsaved) until somebody writes a general policy."""
    return ReminderPolicy(name="", lead_days=list(USUAL_LEAD_DAYS))


def reminder_policy(directive: Directive | None = None) -> ReminderPolicy:
    return ReminderPolicies().of(directive)


def listed_policies() -> list[ReminderPolicy]:
    """All policies, each with the document that it is for."""
    policies = ReminderPolicies().all
    prefetch_related_objects(policies, "directive")
    return policies


def policy_of_task(task: Task) -> ReminderPolicy:
    return reminder_policy(task.directive)


@dataclass(frozen=True)
class PolicyExample:
    """On which days a policy reminds of a task that is due on `due_on`, a day three weeks ahead."""

    due_on: datetime.date
    before: list[datetime.date]
    late: list[datetime.date]
    weekly_from: datetime.date | None
    leader_on: datetime.date | None


def policy_example(
    policy: ReminderPolicy, calendar: WorkingCalendar, today: datetime.date
) -> PolicyExample:
    due_on = calendar.add_working_days(today, 15)
    daily = [calendar.add_working_days(due_on, n) for n in range(1, policy.late_daily + 1)]
    last = daily[-1] if daily else due_on
    weekly = calendar.first_working_day_on_or_after(last + datetime.timedelta(days=WEEK))
    return PolicyExample(
        due_on=due_on,
        before=sorted(lead_day(due_on, days, policy, calendar) for days in policy.lead_days),
        late=daily,
        weekly_from=weekly if policy.late_weekly else None,
        leader_on=calendar.add_working_days(due_on, policy.escalate_after)
        if policy.escalate_after
        else None,
    )
