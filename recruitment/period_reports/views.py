"""The pages of every kind of report: who owes it, one report written and decided on, all of them
together.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.models import Agency
from agencies.files.responses import send_document, send_workbook
from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, render_form, submit_form
from agencies.lists.views import numbered_page
from recruitment.period_reports import services
from recruitment.period_reports.choices import ReportState
from recruitment.period_reports.exports import homes_sheet
from recruitment.period_reports.forms import (
    DecisionForm,
    FiguresForm,
    HomeLineForm,
    HomeLines,
    ReportFilter,
    report_forms,
)
from recruitment.period_reports.kinds import ReportKind, label_of
from recruitment.period_reports.models import PeriodReport
from recruitment.period_reports.queries import (
    counts_by_state,
    report_of,
    reporters,
    states_of,
    sums_by_home,
    sums_of,
    values_to_begin,
    visible_reports,
)
from vietnam.periods import Period
from workbooks import Sheet

OWN_REPORTS = 50


@dataclass(frozen=True)
class ReportPages:
    """What the pages of a kind need beside the kind itself; `path`: of its addresses, and the name
    of its files.
    """

    kind: ReportKind
    path: str
    line: type[HomeLineForm]
    reporters_sheet: Callable[..., Sheet]
    beside: tuple[ReportKind, ...] = ()
    """Other kinds to which the office's list leads."""


# Lists --------------------------------------------------------------------------------------------
@require_safe
def report_list(request: HttpRequest, pages: ReportPages) -> HttpResponse:
    """The own reports of who owes them; an office's list of who has handed in and who has not."""
    kind = pages.kind
    if request.actor.seat.role in kind.reporter_roles:
        return _own_list(request, pages)
    form = ReportFilter(kind, request.GET)
    due_on = kind.calendar.due_on(form.chosen)
    rows = reporters(kind, form.chosen, due_on, request.actor)
    counts = counts_by_state(kind, rows)
    context = {
        "kind": kind,
        "form": form,
        "states": [(state, counts[state]) for state in states_of(kind)],
        "due_on": due_on,
        "today": timezone.localdate(),
        "may_enter": request.actor.may(kind.right_to_write),
        "owing": sum(counts[state] for state in ReportState.OWING),
        "done": sum(counts[state] for state in counts.keys() - ReportState.OWING),
        "all": sum(counts.values()),
        "labels": [label_of(kind.model, name) for name in kind.listed_figures],
        "beside": [other for other in pages.beside if request.actor.may(other.right_to_read)],
    }
    rows = form.filter(rows).select_related(*kind.reporter_relations).order_by("sort_key", "pk")
    if kind.is_paged:
        shown = numbered_page(request, rows)
    else:
        shown = {
            "page": {"object_list": list(rows)},
            "sums": sums_of(_counting(request, pages, form.chosen)),
        }
    return render(request, "recruitment/period_reports/report_list.html", context | shown)


def _own_list(request: HttpRequest, pages: ReportPages) -> HttpResponse:
    kind, today = pages.kind, timezone.localdate()
    reporter = _reporter(request, pages, request.actor.seat.agency_id)
    reports = list(visible_reports(kind, request.actor)[:OWN_REPORTS])
    by_period = {report.period: report for report in reports}
    asked = [period for period in kind.calendar.latest(today, 2) if kind.is_open(period, today)]
    context = {
        "kind": kind,
        "reporter": reporter,
        "asked": [
            (period, kind.calendar.due_on(period), by_period.get(period)) for period in asked
        ],
        "office": kind.office_of(reporter),
        "reports": reports,
        "labels": [label_of(kind.model, name) for name in kind.listed_figures],
        "today": today,
    }
    return render(request, "recruitment/period_reports/own_reports.html", context)


# One report ---------------------------------------------------------------------------------------
@require_safe
def report_detail(request: HttpRequest, pages: ReportPages, pk: int) -> HttpResponse:
    return _detail(request, pages, _visible(request, pages, pk))


@require_POST
def report_return(request: HttpRequest, pages: ReportPages, pk: int) -> HttpResponse:
    return _decide(
        request,
        pages,
        pk,
        services.return_report,
        _("The report is sent back, with your words by letter."),
    )


@require_POST
def report_accept(request: HttpRequest, pages: ReportPages, pk: int) -> HttpResponse:
    return _decide(request, pages, pk, services.accept_report, _("The report is accepted."))


def _decide(
    request: HttpRequest, pages: ReportPages, pk: int, service: Callable[..., None], done: str
) -> HttpResponse:
    report = _visible(request, pages, pk)
    form = DecisionForm(request.POST)
    given = {"kind": pages.kind, "report": report, "by": request.actor}
    if submit_form(form, lambda: service(**given, **form.cleaned_data)):
        messages.success(request, done)
        return redirect(report)
    return _detail(request, pages, _visible(request, pages, pk), form)


def _visible(request: HttpRequest, pages: ReportPages, pk: int) -> PeriodReport:
    return get_object_or_404(visible_reports(pages.kind, request.actor), pk=pk)


def _detail(
    request: HttpRequest, pages: ReportPages, report: PeriodReport, form: DecisionForm | None = None
) -> HttpResponse:
    kind = pages.kind
    closed = services.why_closed(kind, report.reporter, report.period, report, request.actor)
    context = {
        "kind": kind,
        "report": report,
        "office": kind.office_of(report.reporter),
        "homes": list(report.homes.select_related("province__successor")),
        "may_decide": services.may_decide(kind, report.reporter, request.actor),
        "may_change": not closed and services.may_submit(kind, report.reporter, request.actor),
        "closed": closed,
    }
    form = form or DecisionForm(initial={"version": report.version})
    return render_form(request, "recruitment/period_reports/report_detail.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def report_write(request: HttpRequest, pages: ReportPages, pk: int, period: str) -> HttpResponse:
    """The report of one agency, written or corrected by it or by its office."""
    kind = pages.kind
    reporter, asked = _reporter(request, pages, pk), _opened_period(kind, period)
    report = report_of(kind, reporter, asked)
    if request.method != "POST" and services.why_closed(
        kind, reporter, asked, report, request.actor
    ):
        return redirect(_existing(report))
    form, homes = report_forms(
        kind, pages.line, request.POST or None, *values_to_begin(kind, reporter, asked)
    )
    given = {"kind": kind, "reporter": reporter, "period": asked, "by": request.actor}
    made = submit_form(form, lambda: services.submit_report(**given, **_typed(form, homes)), homes)
    if made:
        messages.success(request, kind.words.submitted)
        return redirect(made)
    context = {
        "kind": kind,
        "reporter": reporter,
        "period": asked,
        "due_on": kind.calendar.due_on(asked),
    }
    context |= {"form": form, "homes": homes}
    return render(
        request,
        "recruitment/period_reports/report_form.html",
        context,
        status=form_status(form, homes),
    )


def _typed(form: FiguresForm, homes: HomeLines) -> dict[str, object]:
    """As `submit_report` takes it."""
    return {"version": form.cleaned_data["version"], "facts": form.facts, "homes": homes.facts}


def _reporter(request: HttpRequest, pages: ReportPages, pk: int) -> Agency:
    """What is at another office does not exist here."""
    rows = pages.kind.reporters_seen_by(request.actor).select_related(
        *pages.kind.reporter_relations
    )
    reporter = get_object_or_404(rows, pk=pk)
    if not services.may_submit(pages.kind, reporter, request.actor):
        raise Http404
    return reporter


def _opened_period(kind: ReportKind, text: str) -> Period:
    period = kind.calendar.read(text)
    if period is None or kind.calendar.opens_on(period) > timezone.localdate():
        raise Http404
    return period


def _existing(report: PeriodReport | None) -> PeriodReport:
    """A report that is closed is looked at, where there is one."""
    if report is None:
        raise Http404
    return report


# All reports together -----------------------------------------------------------------------------
@require_POST
@makes_once
def report_remind(request: HttpRequest, pages: ReportPages) -> HttpResponse:
    if request.actor.seat.role in pages.kind.reporter_roles:
        raise Http404
    form = ReportFilter(pages.kind, request.POST)
    sent = services.remind_reporters(kind=pages.kind, period=form.chosen, by=request.actor)
    if sent:
        words = ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", sent)
        messages.success(request, words % {"n": sent})
    else:
        messages.info(
            request,
            _(
                "Everybody has been reminded today, or none of those who owe it can be reached by"
                " mail."
            ),
        )
    return redirect(f"{reverse(f'recruitment:{pages.kind.name}-list')}?{form.link()}")


@require_safe
def report_summary(request: HttpRequest, pages: ReportPages) -> HttpResponse:
    form = ReportFilter(pages.kind, request.GET)
    reports = _counting(request, pages, form.chosen)
    homes = sums_by_home(pages.kind, reports)
    measures = [str(measure.label) for measure in pages.kind.home_measures.values()]
    context = {
        "kind": pages.kind,
        "form": form,
        "sums": sums_of(reports),
        "homes": homes,
        "total": list(
            zip(
                measures,
                map(sum, zip(*(each.figures for each in homes), strict=True)),
                strict=False,
            )
        ),
        "count": reports.count(),
        "today": timezone.localdate(),
    }
    return render(request, "recruitment/period_reports/report_summary.html", context)


@require_safe
def report_export(request: HttpRequest, pages: ReportPages) -> HttpResponse:
    kind = pages.kind
    period = ReportFilter(kind, request.GET).chosen
    rows = reporters(kind, period, kind.calendar.due_on(period), request.actor).select_related(
        *kind.reporter_relations
    )
    by_reporter = pages.reporters_sheet(rows.order_by("sort_key", "pk"), **_frame(request, period))
    return send_workbook(
        request, [_homes_sheet(request, pages, period), by_reporter], name=pages.path
    )


@require_safe
def report_document(request: HttpRequest, pages: ReportPages) -> HttpResponse:
    period = ReportFilter(pages.kind, request.GET).chosen
    return send_document(request, _homes_sheet(request, pages, period), name=pages.path)


def _homes_sheet(request: HttpRequest, pages: ReportPages, period: Period) -> Sheet:
    sums = sums_by_home(pages.kind, _counting(request, pages, period))
    return homes_sheet(pages.kind, sums, **_frame(request, period))


def _frame(request: HttpRequest, period: Period) -> dict[str, object]:
    return {"issuer": request.actor.seat.agency, "day": timezone.localdate(), "period": period}


def _counting(request: HttpRequest, pages: ReportPages, period: Period) -> QuerySet[PeriodReport]:
    return visible_reports(pages.kind, request.actor).handed_in().of_period(period)
