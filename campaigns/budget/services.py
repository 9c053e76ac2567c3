"""Keeping a budget: its lines, their amounts, and the dates that it owes."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.database.locking import lock_row
from agencies.directives.models import Directive
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.tasks.models import Task
from campaigns.audit.choices import CampaignAction
from campaigns.budget.choices import BudgetStep
from campaigns.budget.models import Budget, BudgetChange, BudgetDate, BudgetLine
from campaigns.permissions import CampaignPermission
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline

AMOUNTS = BudgetStep.values
FACTS = ("title", "source", *AMOUNTS)


@transaction.atomic
def begin_budget(*, year: int, title: str, directive: Directive | None, by: Actor) -> Budget:
    require_budget_keeper(by)
    if Budget.objects.filter(year=year, title=title).exists():
        raise RuleError(_("There is a budget of this title and year already."), field="title")
    budget = Budget.objects.create(
        year=year,
        title=title,
        directive=directive,
        entered_at=timezone.now(),
        entered_by=by.seat,
    )
    record_action(CampaignAction.BUDGET_BEGUN, budget, by=by, after={"title": title, "year": year})
    return budget


@transaction.atomic
def add_line(
    *,
    budget: Budget,
    title: str,
    agency: Agency,
    source: str,
    by: Actor,
    **amounts: int | None,
) -> BudgetLine:
    """`amounts`: by the names of BudgetStep, those that are known."""
    require_budget_keeper(by)
    line = BudgetLine.objects.create(
        budget=budget, title=title, agency=agency, source=source, **amounts
    )
    _keep_trace(line, {}, by, reason="", is_settled=False)
    after = {"title": title, "agency": agency.name, **_logged(line)}
    record_action(CampaignAction.BUDGET_LINE_ADDED, line, by=by, after=after)
    return line


@transaction.atomic
def change_line(
    *,
    line: BudgetLine,
    version: int,
    title: str,
    agency: Agency,
    source: str,
    by: Actor,
    reason: str = "",
    **amounts: int | None,
) -> BudgetLine:
    """What exceeds what is said on the page and never refused: it happens, and has to be seen.

    A settled line is changed only with a reason; every change stays readable.
    """
    require_budget_keeper(by)
    row = lock_row(BudgetLine.objects.select_related("agency", "budget"), line.pk)
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this line meanwhile. Look at it again; nothing was saved.")
        )
    before = _traced(row)
    was_settled = row.is_settled
    row.title = title
    row.agency = agency
    row.source = source
    for name in AMOUNTS:
        setattr(row, name, amounts.get(name))
    if _traced(row) == before:
        return row
    if was_settled and not reason:
        raise RuleError(
            _("This line is settled. Say why it is changed all the same."), field="reason"
        )
    row.version += 1
    row.save()
    _keep_trace(row, before, by, reason=reason, is_settled=was_settled)
    record_action(
        CampaignAction.BUDGET_LINE_CHANGED,
        row,
        by=by,
        before=before,
        after=_traced(row) | {"reason": reason},
    )
    return row


@transaction.atomic
def give_date(
    *,
    budget: Budget,
    step: str,
    by: Actor,
    task: Task | None = None,
    agency: Agency | None = None,
    due_on: datetime.date | None = None,
) -> BudgetDate:
    """A date that is owed: a task that its plan has given already, or a new one of an agency."""
    require_budget_keeper(by)
    lock_row(Budget.objects.all(), budget.pk)
    if task is None:
        if agency is None:
            raise RuleError(_("Choose the agency that owes it."), field="agency")
        if due_on is None:
            raise RuleError(_("Write the last day."), field="due_on")
        task = _assign(budget, BudgetStep(step), agency, due_on, by)
    elif BudgetDate.objects.filter(task=task).exists():
        raise RuleError(_("This task stands at a budget already."), field="task")
    date = BudgetDate.objects.create(budget=budget, step=step, task=task)
    after = {"step": step, "agency": task.lead.name}
    if due_on:
        after["due_on"] = format_date(due_on)
    record_action(CampaignAction.BUDGET_DATE_GIVEN, budget, by=by, after=after)
    return date


def _assign(
    budget: Budget, step: BudgetStep, agency: Agency, due_on: datetime.date, by: Actor
) -> Task:
    # What is read by others is in the language of the state.
    with override(settings.LANGUAGE_CODE):
        text = _("Budget “%(title)s” %(year)s: %(step)s.") % {
            "title": budget.title,
            "year": budget.year,
            "step": _DEEDS[step](),
        }
        source = _("Budget %(year)s") % {"year": budget.year}
    return assign_task(
        text=text,
        lead=agency,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=by,
        source=(source, budget.get_absolute_url()),
    )


_DEEDS = {
    BudgetStep.ESTIMATE: lambda: _("make the estimate"),
    BudgetStep.SUBMITTED: lambda: _("send the estimate to the finance department"),
    BudgetStep.APPRAISED: lambda: _("appraise the estimate"),
    BudgetStep.GRANTED: lambda: _("grant the money"),
    BudgetStep.SPENT: lambda: _("report what is spent"),
    BudgetStep.SETTLED: lambda: _("settle the accounts"),
}


def require_budget_keeper(by: Actor) -> None:
    if not by.may(CampaignPermission.KEEP_BUDGET):
        raise RuleError(_("Only the labour department keeps the budget."))


def _traced(line: BudgetLine) -> dict[str, Any]:
    return {name: getattr(line, name) for name in FACTS} | {"agency": line.agency.name}


def _keep_trace(
    line: BudgetLine, before: dict[str, Any], by: Actor, *, reason: str, is_settled: bool
) -> None:
    BudgetChange.objects.create(
        line=line,
        at=timezone.now(),
        seat=by.seat,
        person=by.person,
        before=before,
        after=_traced(line),
        after_settlement=is_settled,
        reason=reason,
    )


def _logged(line: BudgetLine) -> dict[str, Any]:
    known = {name: getattr(line, name) for name in AMOUNTS}
    return {"source": line.source} | {name: value for name, value in known.items() if value}
