"""One report: looked at, written, decided on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.models import Agency
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest
from recruitment.period_reports import services
from recruitment.period_reports.drafts import begun_report, discard_draft, save_draft
from recruitment.period_reports.forms import (
    SAVE_DRAFT,
    FiguresForm,
    HomeLines,
    ReportDecisionForm,
    ReportPages,
    report_forms,
    values_as_typed,
)
from recruitment.period_reports.kinds import ReportKind
from recruitment.period_reports.models import PeriodReport, ReportDraft
from recruitment.period_reports.queries import find_report, visible_reports
from vietnam.periods import Period


@require_safe
def report_detail(request: ActingRequest, pages: ReportPages, pk: int) -> HttpResponse:
    return _detail(request, pages, _visible(request, pages, pk))


def _decision_view(service: Callable[..., None], done: Promise) -> Callable[..., HttpResponse]:
    # The addresses of a kind say who may (urls.py).
    @require_POST
    def decide(request: ActingRequest, pages: ReportPages, pk: int) -> HttpResponse:
        report = _visible(request, pages, pk)
        form = ReportDecisionForm(request.POST)
        given = {"kind": pages.kind, "report": report, "by": request.actor}
        if submit_form(form, lambda: service(**given, **form.cleaned_data)):
            messages.success(request, done)
            return redirect(report)
        return _detail(request, pages, _visible(request, pages, pk), form)

    return decide


report_return = _decision_view(
    services.return_report, gettext_lazy("The report is sent back, with your words by letter.")
)
report_accept = _decision_view(services.accept_report, gettext_lazy("The report is accepted."))


def _visible(request: ActingRequest, pages: ReportPages, pk: int) -> PeriodReport:
    return get_object_or_404(visible_reports(pages.kind, request.actor), pk=pk)


def _detail(
    request: ActingRequest,
    pages: ReportPages,
    report: PeriodReport,
    form: ReportDecisionForm | None = None,
) -> HttpResponse:
    kind = pages.kind
    closed = services.closed_reason(kind, report.reporter, report.period, report, request.actor)
    context = {
        "kind": kind,
        "report": report,
        "office": kind.office_of(report.reporter),
        "homes": list(report.homes.select_related("province__successor")),
        "may_decide": services.may_decide_on_report(kind, report.reporter, request.actor),
        "own_report": services.explain_own_report(report, request.actor),
        "may_change": not closed
        and services.may_submit_report(kind, report.reporter, request.actor),
        "closed": closed,
    }
    form = form or ReportDecisionForm(initial={"version": report.version})
    return render_form(request, "recruitment/period_reports/report_detail.html", form, context)


def visible_reporter(request: ActingRequest, pages: ReportPages, pk: int) -> Agency:
    # What is at another office does not exist here.
    rows = pages.kind.reporters_seen_by(request.actor)
    reporter = get_object_or_404(rows.select_related(*pages.kind.reporter_relations), pk=pk)
    if not services.may_submit_report(pages.kind, reporter, request.actor):
        raise Http404
    return reporter


def opened_period(kind: ReportKind, text: str) -> Period:
    period = kind.calendar.parse_period(text)
    if period is None or kind.calendar.opens_on(period) > timezone.localdate():
        raise Http404
    return period


# Written: with lines added, kept as a draft, handed in --------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def report_write(request: ActingRequest, pages: ReportPages, pk: int, period: str) -> HttpResponse:
    # The report of one agency, written or corrected by it or by its office.
    kind = pages.kind
    reporter = visible_reporter(request, pages, pk)
    asked = opened_period(kind, period)
    report = find_report(kind, reporter, asked)
    if request.method != "POST" and services.closed_reason(
        kind, reporter, asked, report, request.actor
    ):
        # A report that is closed is looked at, where there is one.
        if report is None:
            raise Http404
        return redirect(report)
    if SAVE_DRAFT in request.POST:
        return _save_draft(request, pages, reporter, asked)
    draft, begun = begun_report(kind, reporter, asked)
    form, homes = report_forms(
        kind, pages.line, request.POST or None, begun, own_province=reporter.province_id
    )
    made = submit_form(form, lambda: _submit(request, pages, reporter, asked, form, homes), homes)
    if made:
        messages.success(request, kind.words.submitted)
        return redirect(made)
    return _typing(request, pages, reporter, asked, (form, homes), draft)


def _submit(
    request: ActingRequest,
    pages: ReportPages,
    reporter: Agency,
    period: Period,
    form: FiguresForm,
    homes: HomeLines,
) -> PeriodReport:
    made = services.submit_report(
        kind=pages.kind,
        reporter=reporter,
        period=period,
        version=form.cleaned_data["version"],
        facts=form.facts,
        homes=homes.facts,
        by=request.actor,
    )
    discard_draft(pages.kind, reporter, period)
    return made


def _save_draft(
    request: ActingRequest, pages: ReportPages, reporter: Agency, period: Period
) -> HttpResponse:
    kind = pages.kind
    typed = values_as_typed(kind, pages.line, request.POST)
    given: dict[str, Any] = {"kind": kind, "reporter": reporter, "period": period, "typed": typed}
    if call_service(request, lambda: save_draft(**given, by=request.actor)):
        messages.success(request, _("The draft is saved. Nobody has been sent anything yet."))
    return mark_nothing_made(redirect(request.path))


def _typing(
    request: ActingRequest,
    pages: ReportPages,
    reporter: Agency,
    period: Period,
    forms: tuple[FiguresForm, HomeLines],
    draft: ReportDraft | None,
) -> HttpResponse:
    page = render(
        request,
        "recruitment/period_reports/report_form.html",
        report_page(pages, reporter, period, forms, draft),
        status=form_status(*forms),
    )
    return page if forms[0].is_bound else mark_nothing_made(page)


def report_page(
    pages: ReportPages,
    reporter: Agency,
    period: Period,
    forms: tuple[FiguresForm, HomeLines],
    draft: ReportDraft | None,
) -> dict[str, Any]:
    """What the page of a report's form shows."""
    form, homes = forms
    return {
        "kind": pages.kind,
        "reporter": reporter,
        "period": period,
        "due_on": pages.kind.calendar.due_on(period),
        "form": form,
        "homes": homes,
        "draft": draft,
    }
