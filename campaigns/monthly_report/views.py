"""The months' reports: a month with its figures, the rows behind them, its words, and freezing."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest, Permission, requires
from campaigns.frozen_reports import services
from campaigns.frozen_reports.models import MonthReport
from campaigns.frozen_reports.queries import current_figures, versions_of
from campaigns.monthly_report.forms import FreezeForm, MonthForm, TextsForm
from campaigns.monthly_report.queries import listed_months
from campaigns.monthly_report.rows import PAGE_LENGTH, asked_page, first_row, shown_rows
from campaigns.permissions import CampaignPermission
from campaigns.report_figures.checks import wrong_sums
from campaigns.report_figures.narrative import BLOCKS, written_text
from campaigns.report_figures.queries import may_open_rows, source_of
from workbooks.sheets import Value

FIRST_YEAR = 2000


@require_safe
@requires(Permission.SEE_REPORTS)
def monthly_report_list(request: ActingRequest) -> HttpResponse:
    months = listed_months(timezone.localdate())
    may_keep = request.actor.may(CampaignPermission.KEEP_REPORTS)
    context = {"months": months, "may_keep": may_keep}
    return render(request, "campaigns/monthly_report/report_list.html", context)


def _asked_month(request: ActingRequest, year: int, month: int) -> MonthForm:
    # A month that has not begun has no page.
    today = timezone.localdate()
    is_month = FIRST_YEAR <= year <= today.year and 1 <= month <= 12
    if not is_month or (year, month) > (today.year, today.month):
        raise Http404
    return MonthForm(request.GET, year=year, month=month, today=today)


@require_safe
@requires(Permission.SEE_REPORTS)
def report_month(request: ActingRequest, year: int, month: int) -> HttpResponse:
    return _month_page(request, _asked_month(request, year, month), FreezeForm())


def _month_page(request: ActingRequest, asked: MonthForm, freeze: FreezeForm) -> HttpResponse:
    figures = current_figures(asked.month)
    context: dict[str, Any] = {
        "asked": asked,
        "month": asked.month,
        "lines": [(figure, _rows_url(request, asked, figure.key), None) for figure in figures],
        "wrong": wrong_sums(figures),
        "missing": [figure for figure in figures if figure.value is None],
        "versions": versions_of(asked.month),
        "freeze": freeze,
        "may_freeze": request.actor.may(CampaignPermission.KEEP_REPORTS),
    }
    template = "campaigns/monthly_report/report_month.html"
    return render(request, template, context, status=form_status(freeze))


def _rows_url(request: ActingRequest, asked: MonthForm, key: str) -> str:
    # Empty for who may not see the list.
    if not may_open_rows(request.actor, key):
        return ""
    address = reverse("campaigns:report-rows", args=[asked.month.year, asked.month.month, key])
    return f"{address}?{asked.query}" if asked.query else address


@require_safe
@requires(Permission.SEE_REPORTS)
def report_rows(request: ActingRequest, year: int, month: int, key: str) -> HttpResponse:
    # The rows that make one number, as they are now.
    asked = _asked_month(request, year, month)
    source = source_of(key)
    if source is None or not may_open_rows(request.actor, key):
        raise Http404
    [figure] = [each for each in current_figures(asked.month) if each.key == key]
    sheet = source.rows(asked.month.period, asked.month.judged_on, key)
    first = first_row(asked_page(request))
    # A list has no rows with titles or sums.
    listed = cast("Iterable[Sequence[Value]]", sheet.rows)
    rows = list(islice(listed, first, first + PAGE_LENGTH + 1))
    context = {"asked": asked, "month": asked.month, "figure": figure, "source": sheet.name}
    return render(
        request,
        "campaigns/monthly_report/report_rows.html",
        context | shown_rows(request, sheet.columns, rows),
    )


@require_POST
@requires(CampaignPermission.KEEP_REPORTS)
@makes_once
def report_freeze(request: ActingRequest, year: int, month: int) -> HttpResponse:
    asked = _asked_month(request, year, month)
    form = FreezeForm(request.POST)
    version = submit_form(
        form,
        lambda: services.freeze_month(
            month=asked.month, note=form.cleaned_data["note"] or "", by=request.actor
        ),
    )
    return _month_page(request, asked, form) if version is None else redirect(version)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_REPORTS)
def report_texts(request: ActingRequest, year: int, month: int) -> HttpResponse:
    # What the figures say, block by block, in an officer's words where there are some.
    asked = _asked_month(request, year, month)
    report = MonthReport.objects.filter(kind=asked.month.kind, year=year, month=month).first()
    written = report.texts if report else {}
    figures = current_figures(asked.month)
    made = {block.key: written_text(block.key, asked.month, figures) for block in BLOCKS}
    form = TextsForm(
        request.POST if request.method == "POST" else None,
        shown=made | written,
        version=report.version if report else 0,
    )
    saved = submit_form(form, lambda: _save_texts(request, asked, form, made))
    if saved is not None:
        messages.success(request, _("The words of the report are kept."))
        return redirect(f"{request.path.removesuffix('loi-van/')}?{asked.query}")
    context = {"asked": asked, "month": asked.month, "edited": sorted(written)}
    return render_form(request, "campaigns/monthly_report/report_texts.html", form, context)


def _save_texts(
    request: ActingRequest, asked: MonthForm, form: TextsForm, made: dict[str, str]
) -> MonthReport:
    # A block that says what the figures say follows them on.
    own = {key: text for key, text in form.texts.items() if text.split() != made[key].split()}
    version = form.cleaned_data["version"]
    return services.word_report(month=asked.month, version=version, texts=own, by=request.actor)
