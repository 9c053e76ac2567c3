"""Agencies, seats and people from a workbook: uploaded, reviewed, corrected, then created and
invited at once.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.files.responses import export_stamp, record_download
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service
from agencies.invitations.services import letter_times
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.people_import.choices import RowState
from agencies.people_import.forms import (
    PeopleRowForm,
    cells_of_columns,
    read_people_row,
    row_form,
)
from agencies.people_import.models import PeopleImport, PeopleRow
from agencies.people_import.queries import bodies_of_host, earlier_imports, same_file, summary_of
from agencies.people_import.services import creation
from agencies.people_import.services.plan import PeoplePlan, RowPlan
from agencies.people_import.services.planning import plan_import
from agencies.workbook_imports.views import render_row, upload_page, workbook_response
from vietnam.numbers import format_number

SHOWN = 300


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.HAND_OVER_TASKS)
@makes_once
def people_upload(request: ActingRequest) -> HttpResponse:
    def upload_people(data: bytes, name: str) -> PeopleImport:
        return creation.upload_people(data=data, file_name=name, by=request.actor)

    template = "agencies/people_import/people_upload.html"
    return upload_page(request, template, upload_people, {"earlier": earlier_imports()})


# The template -------------------------------------------------------------------------------------
@require_safe
@requires(Permission.HAND_OVER_TASKS)
def people_template(request: ActingRequest) -> HttpResponse:
    from agencies.people_import.exports import write_people_template  # slow import: openpyxl

    response = _dated_workbook("mau-co-quan-nguoi-dung")
    write_people_template(response)
    return response


@require_safe
@requires(Permission.HAND_OVER_TASKS)
def people_template_filled(request: ActingRequest) -> HttpResponse:
    # With the bodies that the register knows, so that only the people have to be filled in.
    from agencies.people_import.exports import write_people_template  # slow import: openpyxl

    response = _dated_workbook("co-quan-nguoi-dung")
    write_people_template(
        response, bodies=bodies_of_host(timezone.localdate()), stamp=export_stamp(request.actor)
    )
    record_download(what="co-quan-nguoi-dung", asked="", by=request.actor)
    return response


def _dated_workbook(name: str) -> HttpResponse:
    return workbook_response(f"{name}-{timezone.localdate()}")


# One workbook -------------------------------------------------------------------------------------
@require_safe
@requires(Permission.HAND_OVER_TASKS)
def people_import(request: ActingRequest, pk: int) -> HttpResponse:
    # What was understood, before anything is created; afterwards what became of it.
    source = _source(pk)
    plan = plan_import(source, read=read_people_row, by=request.actor)
    wrong = [row for row in plan.rows if row.is_wrong]
    context = {
        "source": source,
        "plan": plan,
        "wrong": wrong[:SHOWN],
        "to_make": plan.to_make[:SHOWN],
        "known": [row for row in plan.rows if row.state == RowState.KNOWN][:SHOWN],
        "titles": [row for row in plan.rows if row.state == RowState.TITLE],
        "summary": summary_of(source, plan.counts),
        "twin": same_file(source),
        "last_letter": letter_times(plan.letters)[-1] if plan.letters else None,
    }
    return render(request, "agencies/people_import/people_import.html", context)


def _source(pk: int) -> PeopleImport:
    return get_object_or_404(PeopleImport.objects.select_related("person", "seat"), pk=pk)


@require_POST
@requires(Permission.HAND_OVER_TASKS)
@makes_once
def people_make(request: ActingRequest, pk: int) -> HttpResponse:
    source = _source(pk)
    digest = request.POST.get("digest", "")
    plan = call_service(
        request,
        lambda: creation.create_people(
            source=source, digest=digest, read=read_people_row, by=request.actor
        ),
    )
    if plan is None:
        return mark_nothing_made(redirect(source))
    messages.success(request, _made_words(plan))
    return redirect(source)


def _made_words(plan: PeoplePlan) -> str:
    counts = {
        "agencies": ngettext("%(n)s agency", "%(n)s agencies", len(plan.agencies))
        % {"n": format_number(len(plan.agencies))},
        "seats": ngettext("%(n)s seat", "%(n)s seats", len(plan.seats))
        % {"n": format_number(len(plan.seats))},
        "letters": ngettext("%(n)s letter waits", "%(n)s letters wait", plan.letters)
        % {"n": format_number(plan.letters)},
    }
    return _("Made: %(agencies)s, %(seats)s; %(letters)s to be sent.") % counts


@require_POST
@requires(Permission.HAND_OVER_TASKS)
def people_hidden(request: ActingRequest, pk: int) -> HttpResponse:
    source = _source(pk)
    creation.include_hidden_rows(source=source, by=request.actor)
    messages.success(request, _("The hidden rows of the file are now among the others."))
    return redirect(source)


@require_safe
@requires(Permission.HAND_OVER_TASKS)
def people_marked(request: ActingRequest, pk: int) -> HttpResponse:
    # The rows with errors and questions as a workbook, each wrong cell marked.
    from agencies.people_import.exports import write_marked_people  # slow import: openpyxl

    source = _source(pk)
    with override(settings.LANGUAGE_CODE):  # as the headings of the workbook
        plan = plan_import(source, read=read_people_row, by=request.actor)
    response = _dated_workbook("co-quan-nguoi-dung-can-sua")
    wrong = [row for row in plan.rows if row.is_wrong]
    write_marked_people(response, wrong, stamp=export_stamp(request.actor))
    record_download(what="co-quan-nguoi-dung-can-sua", asked=str(source), by=request.actor)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.HAND_OVER_TASKS)
def people_row(request: ActingRequest, pk: int) -> HttpResponse:
    # One row, with errors at its fields, including what the register says against it.
    row = get_object_or_404(PeopleRow.objects.select_related("source"), pk=pk)
    if row.outcome or row.is_title:
        messages.info(request, _("This row has been processed already. Look at the page again."))
        return redirect(row.source)
    if request.method == "POST":
        corrected = call_service(
            request,
            lambda: creation.correct_people_row(
                row=row,
                said=cells_of_columns(request.POST),
                chosen=request.POST.get("chosen", ""),
                read=read_people_row,
                by=request.actor,
            ),
        )
        if corrected is None:
            return redirect(row.source)
        planned = corrected
        if not planned.is_wrong:
            messages.success(request, _("Row %(row)s is correct now.") % {"row": row.number})
            return redirect(row.source)
    else:
        plan = plan_import(row.source, read=read_people_row, by=request.actor)
        planned = next(each for each in plan.rows if each.row.pk == row.pk)
    return render_row(request, "agencies/people_import/people_row.html", _form(planned), row)


def _form(planned: RowPlan) -> PeopleRowForm:
    form = row_form(planned.row.said, candidates=planned.candidates, chosen=planned.row.chosen)
    for name, sentences in planned.problems.items():
        for sentence in sentences:
            if sentence not in form.errors.get(name, []):
                form.add_error(name if name in form.fields else None, sentence)
    return form
