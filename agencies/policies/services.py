"""Writing the reminder policies."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.policies.models import ReminderPolicy

FIELDS = (
    "name",
    "lead_days",
    "unit",
    "late_daily",
    "late_weekly",
    "escalate_after",
    "channels",
    "quiet_from",
    "quiet_to",
)


@transaction.atomic
def save_policy(*, policy: ReminderPolicy, by: Actor, **fields: object) -> ReminderPolicy:
    """Write a new policy or change one. Later decisions follow it; what was sent stays sent."""
    before = _facts(policy) if policy.pk else None
    for name, value in fields.items():
        setattr(policy, name, value)
    try:
        with transaction.atomic():
            policy.save()
    except IntegrityError as problem:
        raise RuleError(
            _("There is a policy for this document or this kind already. Change that one.")
        ) from problem
    record_action(
        AuditAction.REMINDER_POLICY_SAVED, policy, by=by, before=before, after=_facts(policy)
    )
    return policy


@transaction.atomic
def remove_policy(*, policy: ReminderPolicy, by: Actor) -> None:
    """Its documents follow the wider policy again."""
    if policy.is_general:
        raise RuleError(
            _("The general policy applies where no other does; it can be changed but not removed.")
        )
    record_action(AuditAction.REMINDER_POLICY_REMOVED, policy, by=by, before=_facts(policy))
    policy.delete()


def _facts(policy: ReminderPolicy) -> dict[str, object]:
    values = {name: getattr(policy, name) for name in FIELDS} | {"kind": policy.directive_kind}
    values |= {"directive": policy.directive.citation if policy.directive else None}
    return {
        name: value if isinstance(value, int | list | None) else str(value)
        for name, value in values.items()
    }
