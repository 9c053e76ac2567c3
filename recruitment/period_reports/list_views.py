"""All reports of a kind: who has handed in and who has not, their sum, and as a file."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.files.responses import send_document, send_workbook
from agencies.forms.once import makes_once
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest
from recruitment.period_reports import services
from recruitment.period_reports.choices import ReportState
from recruitment.period_reports.exports import homes_sheet
from recruitment.period_reports.forms import (
    ReportFilter,
    ReportPages,
)
from recruitment.period_reports.kinds import figure_label
from recruitment.period_reports.models import PeriodReport
from recruitment.period_reports.queries import (
    counts_by_state,
    reporter_states,
    reporters,
    sum_figures,
    sums_by_home,
    visible_reports,
)
from recruitment.period_reports.views import visible_reporter
from vietnam.periods import Period
from workbooks import Sheet

OWN_REPORTS = 50


@require_safe
def period_report_list(request: ActingRequest, pages: ReportPages) -> HttpResponse:
    # The own reports of who owes them; an office's list of who has handed in and who has not.
    kind = pages.kind
    if request.actor.seat.role in kind.reporter_roles:
        return _own_list(request, pages)
    form = ReportFilter(kind, request.GET)
    due_on = kind.calendar.due_on(form.chosen)
    rows = reporters(kind, form.chosen, due_on, request.actor)
    counts = counts_by_state(kind, rows)
    context: dict[str, Any] = {
        "kind": kind,
        "form": form,
        "states": [(state, counts[state]) for state in reporter_states(kind)],
        "due_on": due_on,
        "today": timezone.localdate(),
        "may_enter": request.actor.may(kind.right_to_write),
        "owing": sum(counts[state] for state in ReportState.OWING),
        "done": sum(counts[state] for state in counts.keys() - ReportState.OWING),
        "all": sum(counts.values()),
        "labels": [figure_label(kind.model, name) for name in kind.listed_figures],
        "beside": [other for other in pages.beside if request.actor.may(other.right_to_read)],
    }
    rows = form.filter(rows).select_related(*kind.reporter_relations).order_by("sort_key", "pk")
    if kind.is_paged:
        shown = numbered_page(request, rows)
    else:
        shown = {
            "page": {"object_list": list(rows)},
            "sums": sum_figures(_counted_reports(request, pages, form.chosen)),
        }
    return render(request, "recruitment/period_reports/report_list.html", context | shown)


def _own_list(request: ActingRequest, pages: ReportPages) -> HttpResponse:
    kind = pages.kind
    today = timezone.localdate()
    reporter = visible_reporter(request, pages, request.actor.seat.agency_id)
    reports = list(visible_reports(kind, request.actor)[:OWN_REPORTS])
    by_period = {report.period: report for report in reports}
    asked = [
        period for period in kind.calendar.latest_periods(today, 2) if kind.is_open(period, today)
    ]
    context = {
        "kind": kind,
        "reporter": reporter,
        "asked": [
            (period, kind.calendar.due_on(period), by_period.get(period)) for period in asked
        ],
        "office": kind.office_of(reporter),
        "reports": reports,
        "labels": [figure_label(kind.model, name) for name in kind.listed_figures],
        "today": today,
    }
    return render(request, "recruitment/period_reports/own_reports.html", context)


@require_POST
@makes_once
def report_remind(request: ActingRequest, pages: ReportPages) -> HttpResponse:
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
def report_summary(request: ActingRequest, pages: ReportPages) -> HttpResponse:
    form = ReportFilter(pages.kind, request.GET)
    reports = _counted_reports(request, pages, form.chosen)
    homes = sums_by_home(pages.kind, reports)
    context = {
        "kind": pages.kind,
        "form": form,
        "sums": sum_figures(reports),
        "homes": homes,
        "total": list(
            zip(
                [str(measure.label) for measure in pages.kind.home_measures.values()],
                map(sum, zip(*(each.figures for each in homes), strict=True)),
                strict=False,
            )
        ),
        "count": reports.count(),
        "today": timezone.localdate(),
    }
    return render(request, "recruitment/period_reports/report_summary.html", context)


@require_safe
def report_export(request: ActingRequest, pages: ReportPages) -> HttpResponse:
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
def report_document(request: ActingRequest, pages: ReportPages) -> HttpResponse:
    period = ReportFilter(pages.kind, request.GET).chosen
    return send_document(request, [_homes_sheet(request, pages, period)], name=pages.path)


def _homes_sheet(request: ActingRequest, pages: ReportPages, period: Period) -> Sheet:
    return homes_sheet(
        pages.kind,
        sums_by_home(pages.kind, _counted_reports(request, pages, period)),
        **_frame(request, period),
    )


def _frame(request: ActingRequest, period: Period) -> dict[str, Any]:
    return {"issuer": request.actor.seat.agency, "day": timezone.localdate(), "period": period}


def _counted_reports(
    request: ActingRequest, pages: ReportPages, period: Period
) -> QuerySet[PeriodReport]:
    return visible_reports(pages.kind, request.actor).handed_in().of_period(period)
