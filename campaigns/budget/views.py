"""Budgets: the list, one budget with its sums, its lines, its dates, the export."""

from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.files.responses import send_workbook
from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from campaigns.budget.exports import budget_sheets
from campaigns.budget.forms import BudgetForm, DateForm, LineForm, line_values
from campaigns.budget.models import Budget, BudgetLine
from campaigns.budget.queries import (
    STEPS,
    budget_figures,
    budgets_with_sums,
    changes_of,
    date_lines,
    lines_of,
)
from campaigns.budget.services import add_line, begin_budget, change_line, give_date
from campaigns.permissions import CampaignPermission
from campaigns.trip_costs.queries import trip_sums

MOST_BUDGETS = 100
MOST_CHANGES = 100


@require_safe
@requires(CampaignPermission.SEE_BUDGET)
def budget_list(request: ActingRequest) -> HttpResponse:
    context = {
        "budgets": budgets_with_sums()[:MOST_BUDGETS],
        "may_keep": request.actor.may(CampaignPermission.KEEP_BUDGET),
    }
    return render(request, "campaigns/budget/budget_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_BUDGET)
@makes_once
def budget_begin(request: ActingRequest) -> HttpResponse:
    form = BudgetForm(request.POST or None)
    made = submit_form(form, lambda: begin_budget(by=request.actor, **form.cleaned_data))
    if made is None:
        return render_form(request, "campaigns/budget/budget_form.html", form)
    messages.success(request, _("The budget is begun. Add its lines and dates."))
    return redirect(made)


@require_safe
@requires(CampaignPermission.SEE_BUDGET)
def budget_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _budget(pk))


@require_safe
@requires(CampaignPermission.SEE_BUDGET)
def budget_export(request: ActingRequest, pk: int) -> HttpResponse:
    budget = _budget(pk)
    sheets = budget_sheets(
        budget,
        budget_figures(lines_of(budget)),
        issuer=request.actor.seat.agency,
        day=timezone.localdate(),
    )
    return send_workbook(request, sheets, name="kinh-phi")


@require_POST
@requires(CampaignPermission.KEEP_BUDGET)
@makes_once
def budget_date_give(request: ActingRequest, pk: int) -> HttpResponse:
    budget = _budget(pk)
    form = DateForm(request.POST, budget=budget)
    give = partial(give_date, budget=budget, by=request.actor)
    if submit_form(form, lambda: give(**form.cleaned_data)):
        messages.success(request, _("The date is a task now, with reminders."))
        return redirect(budget)
    return _page(request, budget, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_BUDGET)
@makes_once
def budget_line_add(request: ActingRequest, pk: int) -> HttpResponse:
    budget = _budget(pk)
    form = LineForm(request.POST or None)
    add = partial(add_line, budget=budget, by=request.actor)
    if not submit_form(form, lambda: add(**form.cleaned_data)):
        return render_form(
            request, "campaigns/budget/budget_line_form.html", form, {"budget": budget}
        )
    messages.success(request, _("The line is added."))
    return redirect(budget)


@require_safe
@requires(CampaignPermission.SEE_BUDGET)
def budget_line(request: ActingRequest, pk: int) -> HttpResponse:
    line = _line(pk)
    context = {
        "line": line,
        "steps": [(step.label, getattr(line, step.value)) for step in STEPS],
        "figures": next(each for each in lines_of(line.budget) if each.pk == line.pk),
        "changes": changes_of(line)[:MOST_CHANGES],
        "trips": trip_sums(line),
        "may_keep": request.actor.may(CampaignPermission.KEEP_BUDGET),
    }
    return render(request, "campaigns/budget/budget_line.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_BUDGET)
def budget_line_change(request: ActingRequest, pk: int) -> HttpResponse:
    line = _line(pk)
    form = LineForm(request.POST or None, line=line, initial=line_values(line))
    change = partial(change_line, line=line, by=request.actor)
    if submit_form(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("The line is saved; what it was before stays readable."))
        return redirect(line)
    context = {"budget": line.budget, "line": line}
    return render_form(request, "campaigns/budget/budget_line_form.html", form, context)


def _budget(pk: int) -> Budget:
    return get_object_or_404(Budget.objects.select_related("directive"), pk=pk)


def _line(pk: int) -> BudgetLine:
    return get_object_or_404(BudgetLine.objects.select_related("budget", "agency"), pk=pk)


def _page(request: ActingRequest, budget: Budget, sent: Form | None = None) -> HttpResponse:
    context = {
        "budget": budget,
        "steps": STEPS,
        "figures": budget_figures(lines_of(budget)),
        "dates": date_lines(budget),
        "date_form": sent or DateForm(budget=budget),
        "may_keep": request.actor.may(CampaignPermission.KEEP_BUDGET),
        "today": timezone.localdate(),
    }
    status = form_status(sent) if sent else 200
    return render(request, "campaigns/budget/budget.html", context, status=status)
