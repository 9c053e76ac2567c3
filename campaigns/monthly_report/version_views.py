"""One version of a month's report: how far it is, what it has frozen, its way to publication."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.files.responses import XLSX, record_download
from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, submit_form
from agencies.papers.models import IssuedPaper
from agencies.papers.queries import papers_about
from agencies.people.permissions import ActingRequest, Permission, requires
from campaigns.frozen_reports import services
from campaigns.frozen_reports.exports import workbook_name
from campaigns.frozen_reports.models import ReportVersion
from campaigns.frozen_reports.queries import (
    current_figures,
    figure_changes,
    frozen_figures,
    rows_behind,
    visible_versions,
)
from campaigns.monthly_report.forms import FrameForm, SignForm, frame_values
from campaigns.monthly_report.rows import PAGE_LENGTH, asked_page, first_row, shown_rows
from campaigns.permissions import CampaignPermission
from campaigns.report_figures.queries import figure_from_row, may_open_rows
from campaigns.report_papers.services import change_paper_frame, keep_report_paper


def _version(request: ActingRequest, pk: int) -> ReportVersion:
    rows = visible_versions(request.actor)
    return get_object_or_404(
        rows.select_related("report", "person", "seat__agency", "snapshot"), pk=pk
    )


@require_safe
@requires(Permission.SEE_REPORTS)
def report_version(request: ActingRequest, pk: int) -> HttpResponse:
    return _version_page(request, _version(request, pk), SignForm())


def _version_page(
    request: ActingRequest, version: ReportVersion, sign: SignForm, frame: FrameForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "version": version,
        "month": version.report.as_of(today, cut_off=version.cut_off),
        "sign": sign,
        "may_keep": request.actor.may(CampaignPermission.KEEP_REPORTS),
        "may_approve": request.actor.may(CampaignPermission.APPROVE_REPORTS),
    }
    if version.is_frozen:
        context |= _frozen_context(request, version, context["month"])
        context |= {"frame": frame} if frame else {}
    template = "campaigns/monthly_report/report_version.html"
    status = form_status(sign, *([frame] if frame else []))
    return render(request, template, context, status=status)


def _frozen_context(request: ActingRequest, version: ReportVersion, month: Any) -> dict[str, Any]:
    figures = frozen_figures(version.snapshot)
    changed = {each.key: each for each in figure_changes(figures, current_figures(month))}
    return {
        "lines": [
            (each, _rows_url(request, version, each.key), changed.get(each.key)) for each in figures
        ],
        "changed": list(changed.values()),
        "texts": version.snapshot.texts,
        "papers": papers_about(version),
        "frame": FrameForm(initial=frame_values(version)),
    }


def _rows_url(request: ActingRequest, version: ReportVersion, key: str) -> str:
    if not may_open_rows(request.actor, key):
        return ""
    return reverse("campaigns:version-rows", args=[version.pk, key])


@require_safe
@requires(Permission.SEE_REPORTS)
def version_rows(request: ActingRequest, pk: int, key: str) -> HttpResponse:
    # The rows that made a number when it was frozen.
    version = _version(request, pk)
    if not version.is_frozen or not may_open_rows(request.actor, key):
        raise Http404
    figure = get_object_or_404(version.snapshot.figures, key=key)
    sheet = get_object_or_404(version.snapshot.sheets, is_list=True, key=figure.source)
    first = first_row(asked_page(request))
    columns, rows = rows_behind(sheet, figure, offset=first, limit=PAGE_LENGTH + 1)
    context = {"version": version, "figure": figure_from_row(figure), "source": sheet.frame["name"]}
    return render(
        request,
        "campaigns/monthly_report/version_rows.html",
        context | shown_rows(request, columns, rows),
    )


@require_safe
@requires(Permission.SEE_REPORTS)
def version_workbook(request: ActingRequest, pk: int) -> FileResponse:
    version = _version(request, pk)
    if not version.is_frozen or not version.workbook:
        raise Http404
    record_download(what="bao-cao-thang", asked=str(version), by=request.actor)
    return FileResponse(
        version.workbook.open("rb"),
        as_attachment=True,
        filename=workbook_name(version),
        content_type=XLSX,
    )


@require_POST
@requires(CampaignPermission.KEEP_REPORTS)
@makes_once
def version_paper(request: ActingRequest, pk: int) -> HttpResponse:
    # The paper anew, with another frame; that frame is the next month's too.
    version = _version(request, pk)
    if not version.is_frozen:
        raise Http404
    form = FrameForm(request.POST)
    made = submit_form(form, lambda: _keep_paper(version, form, request))
    if made is None:
        return _version_page(request, version, SignForm(), form)
    return redirect(version)


def _keep_paper(version: ReportVersion, form: FrameForm, request: ActingRequest) -> IssuedPaper:
    change_paper_frame(report=version.report, frame=form.frame, by=request.actor)
    version.report.refresh_from_db()
    return keep_report_paper(version=version, by=request.actor)


# The way of a version -------------------------------------------------------------------------
@require_POST
@requires(CampaignPermission.KEEP_REPORTS)
def version_lock(request: ActingRequest, pk: int) -> HttpResponse:
    return _advance(request, pk, services.lock_version)


@require_POST
@requires(CampaignPermission.KEEP_REPORTS)
def version_send(request: ActingRequest, pk: int) -> HttpResponse:
    return _advance(request, pk, services.mark_version_sent)


@require_POST
@requires(CampaignPermission.APPROVE_REPORTS)
def version_publish(request: ActingRequest, pk: int) -> HttpResponse:
    return _advance(request, pk, services.publish_version)


def _advance(
    request: ActingRequest, pk: int, service: Callable[..., ReportVersion]
) -> HttpResponse:
    version = _version(request, pk)
    call_service(request, partial(service, version=version, by=request.actor))
    return redirect(version)


@require_POST
@requires(CampaignPermission.APPROVE_REPORTS)
def version_sign(request: ActingRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    form = SignForm(request.POST)
    signed = submit_form(
        form,
        lambda: services.sign_version(version=version, **form.cleaned_data, by=request.actor),
    )
    return _version_page(request, version, form) if signed is None else redirect(version)
