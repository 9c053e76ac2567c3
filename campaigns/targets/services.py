"""Targets are kept by who coordinates, each with its basis and its place among the others."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.indicators.services import refuse_unless_keeper, refuse_unless_seen
from campaigns.targets.models import Target


@transaction.atomic
def save_target(
    *, target: Target | None, facts: dict[str, Any], by: Actor, version: int | None = None
) -> Target:
    """New without `target`; `facts` by the names of its columns."""
    refuse_unless_keeper(by)
    row = lock_row(Target.objects.select_related("indicator"), target.pk) if target else Target()
    if target:
        refuse_unless_seen(row, version)
    before = {name: getattr(row, name) for name in ("operator", "goal")} if target else None
    for name, value in facts.items():
        setattr(row, name, value)
    _check_target(row)
    row.version += 1
    row.save()
    after = {"operator": row.operator, "goal": row.goal, "basis": row.basis_words}
    record_action(
        CampaignAction.TARGET_SAVED, row, by=by, before=_as_logged(before), after=_as_logged(after)
    )
    return row


def _as_logged(facts: dict[str, Any] | None) -> dict[str, Any] | None:
    return facts and {
        name: str(value) if isinstance(value, Decimal) else value for name, value in facts.items()
    }


def _check_target(row: Target) -> None:
    if row.ends_on < row.starts_on:
        raise RuleError(_("The time ends before it begins."), field="ends_on")
    if not row.directive_id and not row.basis:
        raise RuleError(_("Name the document that sets the target."), field="basis")
    if row.clause and row.clause.directive_id != row.directive_id:
        raise RuleError(_("This clause is one of another document."), field="clause")
    others = Target.objects.filter(
        indicator=row.indicator, starts_on=row.starts_on, ends_on=row.ends_on
    )
    if others.exclude(pk=row.pk).exists():
        raise RuleError(_("This indicator has a target for that time already."), field="indicator")
    if row.baseline is not None and row.baseline == row.goal:
        raise RuleError(_("The goal is where it stood before."), field="baseline")
    _check_parent(row)


def _check_parent(row: Target) -> None:
    above = row.parent
    while above is not None:
        if above.pk == row.pk:
            raise RuleError(_("A target cannot be a part of itself."), field="parent")
        above = above.parent
    if row.parent and (row.parent.starts_on > row.ends_on or row.parent.ends_on < row.starts_on):
        raise RuleError(_("The whole is for another time."), field="parent")
