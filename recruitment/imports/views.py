"""Demand from a workbook: uploaded, looked through, mended on the screen or in the marked file,
made into vacancies.
"""

import time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.files.forms import WorkbookUploadForm
from agencies.files.responses import XLSX, export_stamp, record_download
from agencies.files.turns import BusyError
from agencies.files.views import delete_uploaded_file, store_uploaded_file, uploaded_file
from agencies.files.workbooks import MOST_BYTES
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, render_form, submit_form
from agencies.people.permissions import requires
from recruitment.employers.models import Employer
from recruitment.employers.queries import own_employer, visible_employers
from recruitment.employers.routing import may_judge
from recruitment.imports import services as imports
from recruitment.imports.columns import problems_text
from recruitment.imports.forms import RowForm, cells_typed
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.permissions import Permission
from recruitment.vacancies.choices import ImportStatus
from recruitment.vacancies.queries import visible_imports

FIRST_SECONDS = 3
"""So long a person waits for the first look; what is left goes on by itself."""
SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_OWN_EMPLOYER)
@makes_once
def import_upload(request: HttpRequest) -> HttpResponse:
    return _upload(request, _own(request))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VERIFY_EMPLOYERS)
@makes_once
def import_enter(request: HttpRequest, pk: int) -> HttpResponse:
    """An office takes in the workbook that an employer has sent it; what is made of it is checked
    by that.
    """
    return _upload(request, _routed(request, pk))


def _upload(request: HttpRequest, employer: Employer) -> HttpResponse:
    form = WorkbookUploadForm(request.POST or None, request.FILES or None)
    source = submit_form(form, lambda: _read_upload(request, form, employer))
    if source:
        delete_uploaded_file(request)
        _continue(source)
        return redirect(source)
    kept = (
        store_uploaded_file(request, form, most=MOST_BYTES)
        if form.has_error("file", BusyError.code)
        else None
    )
    earlier = VacancyImport.objects.filter(employer=employer)[:10]
    context = {
        "earlier": earlier,
        "employer": employer,
        "is_office": _is_office(request),
        "kept": kept,
    }
    return render_form(request, "recruitment/imports/import_upload.html", form, context)


def _read_upload(
    request: HttpRequest, form: WorkbookUploadForm, employer: Employer
) -> VacancyImport:
    given = uploaded_file(request, form)
    if given is None:
        raise RuleError(_("Choose the workbook."), field="file")
    data, name = given
    return imports.upload_workbook(employer=employer, data=data, file_name=name, by=request.actor)


def _own(request: HttpRequest) -> Employer:
    employer = own_employer(request.actor)
    if employer is None:
        raise Http404
    return employer


def _routed(request: HttpRequest, pk: int) -> Employer:
    """What is routed to another office does not exist here."""
    employer = get_object_or_404(visible_employers(request.actor), pk=pk)
    if not may_judge(employer, request.actor):
        raise Http404
    return employer


def _is_office(request: HttpRequest) -> bool:
    return bool(request.actor.seat.role != SeatRole.EMPLOYER)


def _continue(source: VacancyImport) -> None:
    limit = time.monotonic() + FIRST_SECONDS
    imports.continue_import(source, stop=lambda: time.monotonic() > limit)


@require_safe
@requires(Permission.KEEP_OWN_EMPLOYER)
def import_template(request: HttpRequest) -> HttpResponse:
    return _template(_own(request))


@require_safe
@requires(Permission.VERIFY_EMPLOYERS)
def import_enter_template(request: HttpRequest, pk: int) -> HttpResponse:
    return _template(_routed(request, pk))


def _template(employer: Employer) -> HttpResponse:
    from recruitment.imports.exports import write_template  # slow import: openpyxl

    response = _workbook("mau-nhu-cau-tuyen-dung")
    write_template(response, employer=employer)
    return response


def _workbook(name: str) -> HttpResponse:
    response = HttpResponse(content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


@require_safe
@requires(Permission.WRITE_VACANCIES)
def import_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; then what was accepted and what was refused, with the reason at its cell."""
    source = _source(request, pk)
    rows = source.rows.all()
    wrong, right = rows.wrong(), rows.right()
    refused = list(wrong[:SHOWN])
    for row in refused:
        row.sentences = problems_text(row).splitlines()
    context = {
        "source": source,
        "is_office": _is_office(request),
        "is_at_work": source.status in ImportStatus.AT_WORK,
        "total": rows.count(),
        "seen": rows.count() - rows.unseen().count(),
        "ready": rows.to_make().count(),
        "unread": rows.to_make().filter(is_worded_by_employer=True).count(),
        "stopped": _why_stopped(source),
        "made": right.exclude(vacancy=None).count(),
        "doubles": right.filter(is_double=True).count(),
        "refused": refused,
        "wrong": wrong.count(),
    }
    return render(request, "recruitment/imports/import_detail.html", context)


def _why_stopped(source: VacancyImport) -> str:
    """Of the last time that somebody had vacancies made of it."""
    last = source.runs.first()
    return last.words if last else ""


def _source(request: HttpRequest, pk: int) -> VacancyImport:
    return get_object_or_404(
        visible_imports(request.actor).select_related("employer__agency"), pk=pk
    )


@require_POST
@requires(Permission.WRITE_VACANCIES)
@makes_once
def import_create(request: HttpRequest, pk: int) -> HttpResponse:
    source = _source(request, pk)
    if (
        call_service(request, lambda: imports.create_vacancies(source=source, by=request.actor))
        is None
    ):
        return mark_nothing_made(redirect(source))
    _continue(source)
    return redirect(source)


@require_safe
@requires(Permission.WRITE_VACANCIES)
def import_marked(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows as a workbook, each wrong cell marked."""
    from recruitment.imports.exports import write_marked  # slow import: openpyxl

    source = _source(request, pk)
    response = _workbook("nhu-cau-can-sua")
    wrong = source.rows.wrong().iterator(chunk_size=500)
    write_marked(response, wrong, employer=source.employer, stamp=export_stamp(request.actor))
    record_download(what="nhu-cau-can-sua", asked=str(source), by=request.actor)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE_VACANCIES)
def import_row(request: HttpRequest, pk: int) -> HttpResponse:
    """One refused row, in the same form as a vacancy on the page."""
    rows = ImportedRow.objects.filter(source__in=visible_imports(request.actor))
    row = get_object_or_404(rows.select_related("source__employer__agency"), pk=pk)
    employer = row.source.employer
    cells = row.said
    if request.method == "POST":
        cells = cells_typed(request.POST, employer)
        given = {"row": row, "cells": cells, "by": request.actor}
        corrected = call_service(request, lambda: imports.correct_row(**given))
        if corrected is None:
            return redirect(row.source)
        if not corrected.problems:
            messages.success(request, _("Row %(row)s is correct now.") % {"row": row.number})
            return redirect(row.source)
    context = {"form": RowForm(cells, employer=employer), "row": row, "source": row.source}
    return render(
        request,
        "recruitment/imports/import_row.html",
        context,
        status=422 if request.method == "POST" else 200,
    )
