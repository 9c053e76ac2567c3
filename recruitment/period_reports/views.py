"""One report: looked at, written, decided on."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from agencies.bodies.models import Agency
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest
from recruitment.period_reports import services
from recruitment.period_reports.forms import (
    ReportDecisionForm,
    ReportPages,
)
from recruitment.period_reports.kinds import ReportKind
from recruitment.period_reports.models import PeriodReport
from recruitment.period_reports.queries import (
    visible_reports,
)
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
