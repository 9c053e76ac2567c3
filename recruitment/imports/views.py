"""Demand from a workbook: uploaded, looked through, mended on the screen or in the marked file,
made into vacancies.
"""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.choices import SeatRole
from agencies.files.responses import export_stamp, record_download
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service
from agencies.people.permissions import ActingRequest, requires
from agencies.workbook_imports.views import render_row, upload_page, workbook_response
from recruitment.employers.models import Employer
from recruitment.employers.queries import own_employer, visible_employers
from recruitment.employers.routing import may_judge
from recruitment.import_review.exports import mark_file
from recruitment.import_review.queries import Review, rows_on_page
from recruitment.import_review.told_sheets import told_sheets
from recruitment.import_review.words import field_choices, short_label
from recruitment.imports import services as imports
from recruitment.imports.forms import RowForm, typed_cells
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.imports.row_cells import reading_marks, row_cells
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.choices import ImportStatus
from recruitment.vacancies.queries import visible_imports


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.KEEP_OWN_EMPLOYER)
@makes_once
def import_upload(request: ActingRequest) -> HttpResponse:
    return _upload(request, _own(request))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.VERIFY_EMPLOYERS)
@makes_once
def import_enter(request: ActingRequest, pk: int) -> HttpResponse:
    # An office takes in the workbook that an employer has sent it; what is made of it is checked by
    # that.
    return _upload(request, _routed(request, pk))


def _upload(request: ActingRequest, employer: Employer) -> HttpResponse:
    def upload_vacancies(data: bytes, name: str) -> VacancyImport:
        source = imports.upload_workbook(
            employer=employer, data=data, file_name=name, by=request.actor
        )
        imports.continue_for_a_moment(source)
        return source

    context = {
        "earlier": VacancyImport.objects.filter(employer=employer)[:10],
        "employer": employer,
        "is_office": _is_office(request),
    }
    page = "recruitment/imports/import_upload.html"
    return upload_page(request, page, upload_vacancies, context)


def _own(request: ActingRequest) -> Employer:
    employer = own_employer(request.actor)
    if employer is None:
        raise Http404
    return employer


def _routed(request: ActingRequest, pk: int) -> Employer:
    # What is routed to another office does not exist here.
    employer = get_object_or_404(visible_employers(request.actor), pk=pk)
    if not may_judge(employer, request.actor):
        raise Http404
    return employer


def _is_office(request: ActingRequest) -> bool:
    return bool(request.actor.seat.role != SeatRole.EMPLOYER)


@require_safe
@requires(RecruitmentPermission.KEEP_OWN_EMPLOYER)
def import_template(request: ActingRequest) -> HttpResponse:
    return _template(_own(request))


@require_safe
@requires(RecruitmentPermission.VERIFY_EMPLOYERS)
def import_enter_template(request: ActingRequest, pk: int) -> HttpResponse:
    return _template(_routed(request, pk))


def _template(employer: Employer) -> HttpResponse:
    from recruitment.imports.exports import write_vacancy_template  # slow import: openpyxl

    response = workbook_response("mau-nhu-cau-tuyen-dung")
    write_vacancy_template(response, employer=employer)
    return response


@require_safe
@requires(RecruitmentPermission.WRITE_VACANCIES)
def import_detail(request: ActingRequest, pk: int) -> HttpResponse:
    # How far it is; then what was understood, with everything that can be put right.
    source = _source(request, pk)
    is_at_work = source.status in ImportStatus.AT_WORK
    last_run = source.runs.first()
    context = {
        "source": source,
        "is_office": _is_office(request),
        "is_at_work": is_at_work,
        "stopped": last_run.words if last_run else "",
        **(_progress(source) if is_at_work else _review(request, source)),
    }
    return render(request, "recruitment/imports/import_detail.html", context)


def _progress(source: VacancyImport) -> dict[str, Any]:
    rows = source.rows.all()
    return {
        "total": rows.count(),
        "seen": rows.count() - rows.unseen().count(),
        "ready": rows.to_make().count(),
        "made": rows.right().exclude(vacancy=None).count(),
    }


def _review(request: ActingRequest, source: VacancyImport) -> dict[str, Any]:
    # The sheets, the groups, and a page of rows.
    review = Review(source)
    fields = review.fields()
    kind = request.GET.get("dong", "")
    found = review.rows_of_kind(kind)
    page = Paginator(found, rows_on_page(fields)).get_page(request.GET.get("trang"))
    totals = review.totals()
    fill = source.choices.get("fill", {})
    return {
        "totals": totals,
        "sheets": told_sheets(source),
        "field_choices": field_choices(),
        "problems": [(each, review.choices_of(each.field)) for each in review.problem_groups()],
        "guesses": review.guess_groups(),
        "notes": review.note_groups(),
        "fills": [(name, short_label(name), text) for name, text in fill.items()],
        "fields": [(name, review.labels[name]) for name in fields],
        "lists": [(name, review.choices_of(name)) for name in fields],
        "rows": [review.shown_row(row, fields) for row in page],
        "page": page,
        "kind": kind,
        "may_read_anew": not totals["made"],
        "unread": totals["unread"],
    }


def _source(request: ActingRequest, pk: int) -> VacancyImport:
    return get_object_or_404(
        visible_imports(request.actor).select_related("employer__agency"), pk=pk
    )


@require_POST
@requires(RecruitmentPermission.WRITE_VACANCIES)
@makes_once
def import_create(request: ActingRequest, pk: int) -> HttpResponse:
    source = _source(request, pk)
    create = partial(imports.create_vacancies, source=source, by=request.actor)
    if call_service(request, create) is None:
        return mark_nothing_made(redirect(source))
    imports.continue_for_a_moment(source)
    return redirect(source)


@require_safe
@requires(RecruitmentPermission.WRITE_VACANCIES)
def import_marked(request: ActingRequest, pk: int) -> HttpResponse:
    # The file as it was uploaded, each wrong cell marked.
    source = _source(request, pk)
    marked = partial(mark_file, source=source, stamp=export_stamp(request.actor))
    data = call_service(request, marked)
    if data is None:
        return redirect(source)
    response = workbook_response("nhu-cau-can-sua")
    response.write(data)
    record_download(what="nhu-cau-can-sua", asked=str(source), by=request.actor)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.WRITE_VACANCIES)
def import_row(request: ActingRequest, pk: int) -> HttpResponse:
    # One refused row, in the same form as a vacancy on the page.
    rows = ImportedRow.objects.filter(source__in=visible_imports(request.actor))
    row = get_object_or_404(rows.select_related("source__employer__agency"), pk=pk)
    employer = row.source.employer
    cells = row_cells(row, row.source.choices)
    marks = reading_marks(row)
    if request.method == "POST":
        cells = typed_cells(request.POST, employer)
        marks = []
        correct = partial(imports.correct_vacancy_row, row=row, cells=cells, by=request.actor)
        corrected = call_service(request, correct)
        if corrected is None:
            return redirect(row.source)
        if not corrected.problems:
            messages.success(request, _("Row %(row)s is correct now.") % {"row": row.number})
            return redirect(row.source)
    form = RowForm(cells, employer=employer, marks=marks, confirmed=row.confirmed)
    return render_row(request, "recruitment/imports/import_row.html", form, row)
