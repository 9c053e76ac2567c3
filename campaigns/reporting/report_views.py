"""One report of one agency: written, looked at, decided on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseFormSet, Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.models import Agency
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest, Actor, requires
from campaigns.permissions import CampaignPermission
from campaigns.reporting import services
from campaigns.reporting.choices import Purpose
from campaigns.reporting.forms import (
    ADD_LINES,
    OBSTACLES,
    SAVE_DRAFT,
    FigureReportForm,
    ObstacleLines,
    PlanReportForm,
    ReportDecisionForm,
    figure_values,
    plan_values,
    values_as_typed,
)
from campaigns.reporting.kinds import kind_of
from campaigns.reporting.models import ReportingPeriod
from campaigns.reporting.queries import (
    IndicatorLine,
    indicator_lines,
    last_obstacles,
    visible_figure_reports,
    visible_plan_reports,
)
from recruitment.period_reports.drafts import discard_draft, find_draft, save_draft
from recruitment.period_reports.models import ReportDraft
from recruitment.period_reports.queries import find_report
from recruitment.period_reports.services import (
    closed_reason,
    explain_own_report,
    may_decide_on_report,
    may_submit_report,
)


# Written ------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.ENTER_FIGURES)
@makes_once
def report_write(request: ActingRequest, pk: int, agency: int) -> HttpResponse:
    row = get_object_or_404(ReportingPeriod.objects.select_related("rule"), pk=pk)
    kind = kind_of(row)
    reporter = get_object_or_404(kind.reporters_seen_by(request.actor), pk=agency)
    if not may_submit_report(kind, reporter, request.actor):
        raise Http404
    report = find_report(kind, reporter, row.period)
    reason = closed_reason(kind, reporter, row.period, report, request.actor)
    if reason and request.method != "POST":
        messages.info(request, reason)
        return redirect(report or row)
    write = _write_plan if row.purpose == Purpose.PLAN else _write_figures
    return write(request, row, reporter, report)


def _write_figures(
    request: ActingRequest, row: ReportingPeriod, reporter: Agency, report: Any
) -> HttpResponse:
    lines = indicator_lines(reporter, row.period)
    data = request.POST or None
    draft, facts, typed = _begun_figures(row, reporter, report, lines)
    if data is not None and (ADD_LINES in data or SAVE_DRAFT in data):
        facts, typed = values_as_typed(FigureReportForm(lines), data)
        if SAVE_DRAFT in data:
            return _save_draft(request, row, reporter, (facts, typed))
        data = None
    form = FigureReportForm(lines, data, initial=facts)
    obstacles: Any = ObstacleLines(data, initial=typed, prefix=OBSTACLES)
    made = submit_form(
        form,
        lambda: services.submit_figures(
            period=row,
            reporter=reporter,
            version=form.cleaned_data["version"],
            entries=form.entries,
            results=form.cleaned_data["results"] or "",
            obstacles=obstacles.facts,
            by=request.actor,
        ),
        obstacles,
    )
    if made:
        return _handed_in(request, row, reporter, made)
    context = {"obstacles": obstacles, "last_obstacles": last_obstacles(reporter, row.period)}
    return _typing(request, row, reporter, form, context | {"draft": draft})


def _begun_figures(
    row: ReportingPeriod, reporter: Agency, report: Any, lines: list[IndicatorLine]
) -> tuple[ReportDraft | None, dict[str, Any], list[dict[str, Any]]]:
    # The draft, if there is one, and what the form begins with.
    facts = figure_values(lines, report)
    typed = list(report.obstacles.values("words", "number", "unit", "proposal")) if report else []
    draft = find_draft(kind_of(row), reporter, row.period)
    if draft:
        facts, typed = facts | draft.typed["facts"], draft.typed["homes"]
    return draft, facts, typed


def _write_plan(
    request: ActingRequest, row: ReportingPeriod, reporter: Agency, report: Any
) -> HttpResponse:
    data = request.POST or None
    draft = find_draft(kind_of(row), reporter, row.period)
    facts = plan_values(report)
    if draft:
        facts |= draft.typed["facts"]
    if data is not None and SAVE_DRAFT in data:
        typed = values_as_typed(PlanReportForm(), data)
        return _save_draft(request, row, reporter, typed)
    form = PlanReportForm(data, initial=facts)
    given: dict[str, Any] = {"period": row, "reporter": reporter, "by": request.actor}
    made = submit_form(form, lambda: services.submit_plan(**given, **form.cleaned_data))
    if made:
        return _handed_in(request, row, reporter, made)
    return _typing(request, row, reporter, form, {"draft": draft})


def _handed_in(
    request: ActingRequest, row: ReportingPeriod, reporter: Agency, made: Any
) -> HttpResponse:
    discard_draft(kind_of(row), reporter, row.period)
    messages.success(request, _("The report is handed in."))
    return redirect(made)


def _save_draft(
    request: ActingRequest,
    row: ReportingPeriod,
    reporter: Agency,
    typed: tuple[dict[str, Any], list[dict[str, Any]]],
) -> HttpResponse:
    given: dict[str, Any] = {"kind": kind_of(row), "reporter": reporter, "period": row.period}
    if call_service(request, lambda: save_draft(**given, typed=typed, by=request.actor)):
        messages.success(request, _("The draft is saved. Nobody has been sent anything yet."))
    return mark_nothing_made(redirect(request.path))


def _typing(
    request: ActingRequest,
    row: ReportingPeriod,
    reporter: Agency,
    form: Form,
    more: dict[str, Any],
) -> HttpResponse:
    obstacles: BaseFormSet[Any] | None = more.get("obstacles")
    sent = (form, obstacles) if obstacles is not None else (form,)
    context = {"row": row, "reporter": reporter, "form": form} | more
    page = render(
        request, "campaigns/reporting/report_form.html", context, status=form_status(*sent)
    )
    return page if form.is_bound else mark_nothing_made(page)


# Looked at ----------------------------------------------------------------------------------------
@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def figure_report_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _detail(request, get_object_or_404(visible_figure_reports(request.actor), pk=pk))


@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def plan_report_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _detail(request, get_object_or_404(visible_plan_reports(request.actor), pk=pk))


def _period_of(report: Any) -> ReportingPeriod:
    try:
        return services.period_of(report)
    except ReportingPeriod.DoesNotExist as error:
        raise Http404 from error


def _detail(
    request: ActingRequest, report: Any, form: ReportDecisionForm | None = None
) -> HttpResponse:
    row = _period_of(report)
    kind = kind_of(row)
    by = request.actor
    closed = closed_reason(kind, report.reporter, row.period, report, by)
    is_figures = row.purpose == Purpose.FIGURES
    prefix = "figure-report" if is_figures else "plan-report"
    context = {
        "row": row,
        "report": report,
        "office": kind.office_of(report.reporter),
        "lines": indicator_lines(report.reporter, row.period) if is_figures else [],
        "obstacles": list(report.obstacles.all()) if is_figures else [],
        "closed": closed,
        "may_change": not closed and may_submit_report(kind, report.reporter, by),
        "may_decide": row.is_open and may_decide_on_report(kind, report.reporter, by),
        "own_report": explain_own_report(report, by),
        "accept_url": reverse(f"campaigns:{prefix}-accept", args=[report.pk]),
        "return_url": reverse(f"campaigns:{prefix}-return", args=[report.pk]),
    }
    form = form or ReportDecisionForm(initial={"version": report.version})
    return render_form(request, "campaigns/reporting/report_detail.html", form, context)


# Decided on ---------------------------------------------------------------------------------------
def _decision_view(
    visible: Callable[[Actor], QuerySet[Any]], service: Callable[..., None], done: Promise
) -> Callable[..., HttpResponse]:
    @require_POST
    @requires(CampaignPermission.KEEP_REPORTS)
    def decide(request: ActingRequest, pk: int) -> HttpResponse:
        report = get_object_or_404(visible(request.actor), pk=pk)
        _period_of(report)
        form = ReportDecisionForm(request.POST)
        given = {"report": report, "by": request.actor}
        if submit_form(form, lambda: service(**given, **form.cleaned_data)):
            messages.success(request, done)
            return redirect(report)
        return _detail(request, get_object_or_404(visible(request.actor), pk=pk), form)

    view: Callable[..., HttpResponse] = decide
    return view


RETURNED = gettext_lazy("The report is sent back, with your words by letter.")
ACCEPTED = gettext_lazy("The report is accepted.")
figure_report_return = _decision_view(visible_figure_reports, services.return_figures, RETURNED)
figure_report_accept = _decision_view(visible_figure_reports, services.accept_figures, ACCEPTED)
plan_report_return = _decision_view(visible_plan_reports, services.return_figures, RETURNED)
plan_report_accept = _decision_view(visible_plan_reports, services.accept_figures, ACCEPTED)
