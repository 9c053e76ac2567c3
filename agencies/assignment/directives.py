"""Assigning what a directive demands: its tasks are made, the rest stays in review."""

import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.assignment.choices import FirstPeriod
from agencies.assignment.plans import AssignmentPlan, PlannedTask, plan_assignment
from agencies.assignment.services import assign_task
from agencies.assignment.telling import tell_agencies
from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.deadlines.occurrences import DueDates
from agencies.directives.choices import (
    DirectiveStatus,
    ProposalStatus,
    ReviewVerdict,
)
from agencies.directives.models import Directive, Proposal
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.proposals.queries import review_items
from agencies.proposals.services.verdicts import lock_directive
from agencies.tasks.models import Task

OPEN_VERDICTS = ReviewVerdict.GOES_OUT | {ReviewVerdict.LOOK}


@transaction.atomic
def assign_directive(
    *,
    directive: Directive,
    by: Actor,
    seen: str = "",
    first_period: str = FirstPeriod.WHOLE,
    assigned_at: datetime.datetime | None = None,
    today: datetime.date | None = None,
) -> list[Task]:
    """Make the tasks of all items that are confirmed or certain; the others stay in review.

    Each agency is told of its tasks. A second call adds nothing. `first_period`: which period a
    recurring duty owes first, where the document does not say it. `seen` is the fingerprint of the
    plan that was shown; raises RuleError when the plan has changed since.
    """
    directive = lock_directive(directive)
    assigned_at = assigned_at or timezone.now()
    plan = plan_assignment(directive, on=timezone.localdate(assigned_at), first_period=first_period)
    if seen and seen != plan.fingerprint:
        raise RuleError(
            _("The items have changed since this page was shown. Below is what would happen now.")
        )
    dates = DueDates()
    tasks = [_assign(directive, given, by, assigned_at, today, dates) for given in plan.given]
    _close_review(directive, plan, by)
    tell_agencies(tasks, by=by, at=assigned_at)
    return tasks


def _assign(
    directive: Directive,
    given: PlannedTask,
    by: Actor,
    at: datetime.datetime,
    today: datetime.date | None,
    dates: DueDates,
) -> Task:
    return assign_task(
        text=given.proposal.text,
        lead=given.lead,
        group=given.group,
        deadlines=given.deadlines,
        coordinating=given.coordinating,
        clearing=given.clearing,
        directive=directive,
        clause=given.proposal.clause,
        proposal=given.proposal,
        section=given.proposal.section,
        by=by,
        assigned_at=at,
        today=today,
        dates=dates,
    )


def _close_review(directive: Directive, plan: AssignmentPlan, by: Actor) -> None:
    # Mark what was assigned, and the directive when nothing is left to review.
    assigned = {given.proposal.pk for given in plan.given}
    if assigned:
        Proposal.objects.filter(pk__in=assigned).update(
            status=ProposalStatus.ASSIGNED, version=F("version") + 1
        )
        record_action(
            AuditAction.DIRECTIVE_ASSIGNED,
            directive,
            by=by,
            after={"items": len(assigned), "tasks": len(plan.given)},
        )
    is_settled = all(item.verdict not in OPEN_VERDICTS for item in review_items(directive))
    directive.status = DirectiveStatus.ASSIGNED if is_settled else DirectiveStatus.IN_REVIEW
    directive.save(update_fields=["status"])
