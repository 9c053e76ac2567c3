"""The reporting calendar, one period with its steps, and the rules."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, Right, requires
from campaigns.permissions import CampaignPermission
from campaigns.reporting import closing, services
from campaigns.reporting.choices import Purpose
from campaigns.reporting.forms import RuleForm, StepForm, YearFilter, rule_values
from campaigns.reporting.kinds import REPORTERS, explain_state, kind_of
from campaigns.reporting.models import ReportingPeriod, ReportingRule
from campaigns.reporting.queries import (
    calendar_of_year,
    merge_problems,
    reported_obstacles,
    reporter_rows,
)
from recruitment.period_reports.choices import ReportState
from recruitment.period_reports.services import remind_reporters


# The calendar -------------------------------------------------------------------------------------
@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def reporting_calendar(request: ActingRequest) -> HttpResponse:
    form = YearFilter(request.GET)
    by = request.actor
    context = {
        "form": form,
        "lines": calendar_of_year(form.chosen, by),
        "rules": ReportingRule.objects.all(),
        "today": timezone.localdate(),
        "is_reporter": by.seat.role in REPORTERS,
        "may_keep": by.may(CampaignPermission.KEEP_TARGETS),
    }
    return render(request, "campaigns/reporting/reporting_calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
@makes_once
def rule_add(request: ActingRequest) -> HttpResponse:
    form = RuleForm(request.POST or None)
    given: dict[str, Any] = {"rule": None, "by": request.actor}
    if submit_form(form, lambda: services.save_rule(facts=form.facts, **given)):
        messages.success(request, _("The rule is saved."))
        return redirect("campaigns:reporting-calendar")
    return render_form(request, "campaigns/reporting/rule_form.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
def rule_change(request: ActingRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(ReportingRule, pk=pk)
    form = RuleForm(request.POST or None, initial=rule_values(rule))

    def save() -> ReportingRule:
        version = form.cleaned_data["version"]
        given: dict[str, Any] = {"rule": rule, "facts": form.facts, "version": version}
        return services.save_rule(by=request.actor, **given)

    if submit_form(form, save):
        messages.success(request, _("The rule is saved."))
        return redirect("campaigns:reporting-calendar")
    return render_form(request, "campaigns/reporting/rule_form.html", form, {"rule": rule})


# One period ---------------------------------------------------------------------------------------
@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def period_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _period(pk))


def _period(pk: int) -> ReportingPeriod:
    return get_object_or_404(ReportingPeriod.objects.select_related("rule"), pk=pk)


def _page(
    request: ActingRequest, row: ReportingPeriod, form: StepForm | None = None
) -> HttpResponse:
    by = request.actor
    states: Any = ReportState
    rows = reporter_rows(row, by)
    is_desk = by.may(CampaignPermission.KEEP_REPORTS)
    is_figures = row.purpose == Purpose.FIGURES
    sees_all = by.seat.role not in REPORTERS
    context: dict[str, Any] = {
        "row": row,
        "rows": rows,
        "owing": sum(each.state in states.OWING for each in rows),
        "problems": merge_problems(row) if is_desk and row.is_open else None,
        "obstacles": reported_obstacles(row.period) if is_figures and sees_all else [],
        "steps": list(row.steps.select_related("person", "seat__agency").order_by("-at", "-pk")),
        "closed": explain_state(row),
        "is_desk": is_desk,
        "may_merge": closing.may_merge(row, by),
        "may_approve": closing.may_approve(row, by),
        "may_reopen": closing.may_reopen(row, by),
        "may_publish": closing.may_publish(row, by),
        "today": timezone.localdate(),
    }
    form = form or StepForm(initial={"version": row.version})
    return render_form(request, "campaigns/reporting/period_detail.html", form, context)


def _step_view(
    right: Right, service: Callable[..., None], done: Promise
) -> Callable[..., HttpResponse]:
    @require_POST
    @requires(right)
    def step(request: ActingRequest, pk: int) -> HttpResponse:
        row = _period(pk)
        form = StepForm(request.POST)
        given: dict[str, Any] = {"period": row, "by": request.actor}
        if submit_form(form, lambda: service(**given, **form.cleaned_data)):
            messages.success(request, done)
            return redirect(row)
        return _page(request, _period(pk), form)

    view: Callable[..., HttpResponse] = step
    return view


period_merge = _step_view(
    CampaignPermission.KEEP_REPORTS,
    closing.merge_period,
    gettext_lazy("The reports are added up. Nobody changes them from now on."),
)
period_approve = _step_view(
    CampaignPermission.CLOSE_PERIODS, closing.approve_period, gettext_lazy("It is approved.")
)
period_reopen = _step_view(
    CampaignPermission.CLOSE_PERIODS,
    closing.reopen_period,
    gettext_lazy("The period is open again; the reason stays in its history."),
)
period_publish = _step_view(
    CampaignPermission.APPROVE_REPORTS,
    closing.publish_period,
    gettext_lazy("The figures are published."),
)


@require_POST
@requires(CampaignPermission.KEEP_REPORTS)
@makes_once
def period_remind(request: ActingRequest, pk: int) -> HttpResponse:
    row = _period(pk)
    if not row.is_open:
        raise Http404
    sent = remind_reporters(kind=kind_of(row), period=row.period, by=request.actor)
    if sent:
        words = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", sent)
        messages.success(request, words % {"n": sent})
    else:
        words = _(
            "Everybody has been reminded today, or none of those who owe it can be reached by mail."
        )
        messages.info(request, words)
    return redirect(row)
