"""Agencies, seats and people from a workbook: uploaded, reviewed, corrected, then created and
invited at once.
"""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.errors import RuleError
from agencies.files.forms import WorkbookUploadForm
from agencies.files.responses import XLSX, export_stamp, record_download
from agencies.files.turns import BusyError
from agencies.files.views import delete_uploaded_file, store_uploaded_file, uploaded_file
from agencies.files.workbooks import MOST_BYTES
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, render_form, submit_form
from agencies.invitations.services import turns
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.people_import.choices import RowState
from agencies.people_import.forms import PeopleRowForm, form_of, read_row, said_on_page
from agencies.people_import.models import PeopleImport, PeopleRow
from agencies.people_import.queries import bodies_of_host, earlier_imports, same_file, summary_of
from agencies.people_import.services import making
from agencies.people_import.services.judging import plan_of
from agencies.people_import.services.plan import Plan, RowPlan
from agencies.people_import.services.taking_in import take_in_people
from vietnam.numbers import format_number

SHOWN = 300


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.HAND_OVER_TASKS)
@makes_once
def people_upload(request: ActingRequest) -> HttpResponse:
    form = WorkbookUploadForm(request.POST or None, request.FILES or None)
    source = submit_form(form, lambda: _take_in(request, form))
    if source:
        delete_uploaded_file(request)
        return redirect(source)
    kept = (
        store_uploaded_file(request, form, most=MOST_BYTES)
        if form.has_error("file", BusyError.code)
        else None
    )
    return render_form(
        request,
        "agencies/people_import/people_upload.html",
        form,
        {"earlier": earlier_imports(), "kept": kept},
    )


def _take_in(request: ActingRequest, form: WorkbookUploadForm) -> PeopleImport:
    given = uploaded_file(request, form)
    if given is None:
        raise RuleError(_("Choose the workbook."), field="file")
    data, name = given
    return take_in_people(data=data, file_name=name, by=request.actor)


# The template -------------------------------------------------------------------------------------
@require_safe
@requires(Permission.HAND_OVER_TASKS)
def people_template(request: ActingRequest) -> HttpResponse:
    from agencies.people_import.exports import write_template  # slow import: openpyxl

    response = _workbook("mau-co-quan-nguoi-dung")
    write_template(response)
    return response


@require_safe
@requires(Permission.HAND_OVER_TASKS)
def people_template_filled(request: ActingRequest) -> HttpResponse:
    """With the bodies that the register knows, so that only the people have to be filled in."""
    from agencies.people_import.exports import write_template  # slow import: openpyxl

    response = _workbook("co-quan-nguoi-dung")
    write_template(
        response, bodies=bodies_of_host(timezone.localdate()), stamp=export_stamp(request.actor)
    )
    record_download(what="co-quan-nguoi-dung", asked="", by=request.actor)
    return response


def _workbook(name: str) -> HttpResponse:
    response = HttpResponse(content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate()}.xlsx"'
    return response


# One workbook -------------------------------------------------------------------------------------
@require_safe
@requires(Permission.HAND_OVER_TASKS)
def people_import(request: ActingRequest, pk: int) -> HttpResponse:
    """What was understood, before anything is created; afterwards what became of it."""
    source = _source(pk)
    plan = plan_of(source, read=read_row, by=request.actor)
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
        "last_letter": turns(plan.letters)[-1] if plan.letters else None,
    }
    return render(request, "agencies/people_import/people_import.html", context)


def _source(pk: int) -> PeopleImport:
    return get_object_or_404(PeopleImport.objects.select_related("person", "seat"), pk=pk)


@require_POST
@requires(Permission.HAND_OVER_TASKS)
@makes_once
def people_make(request: ActingRequest, pk: int) -> HttpResponse:
    source, digest = _source(pk), request.POST.get("digest", "")
    given = {"source": source, "digest": digest, "read": read_row, "by": request.actor}
    plan = call_service(request, lambda: making.make_people(**given))
    if plan is None:
        return mark_nothing_made(redirect(source))
    messages.success(request, _made_words(plan))
    return redirect(source)


def _made_words(plan: Plan) -> str:
    agencies = ngettext("%(n)s agency", "%(n)s agencies", len(plan.agencies)) % {
        "n": format_number(len(plan.agencies))
    }
    seats = ngettext("%(n)s seat", "%(n)s seats", len(plan.seats)) % {
        "n": format_number(len(plan.seats))
    }
    letters = ngettext("%(n)s letter waits", "%(n)s letters wait", plan.letters) % {
        "n": format_number(plan.letters)
    }
    return _("Made: %(agencies)s, %(seats)s; %(letters)s to be sent.") % {
        "agencies": agencies,
        "seats": seats,
        "letters": letters,
    }


@require_POST
@requires(Permission.HAND_OVER_TASKS)
def people_hidden(request: ActingRequest, pk: int) -> HttpResponse:
    source = _source(pk)
    making.take_in_hidden(source=source, by=request.actor)
    messages.success(request, _("The hidden rows of the file are now among the others."))
    return redirect(source)


@require_safe
@requires(Permission.HAND_OVER_TASKS)
def people_marked(request: ActingRequest, pk: int) -> HttpResponse:
    """The rows with errors and questions as a workbook, each wrong cell marked."""
    from agencies.people_import.exports import write_marked  # slow import: openpyxl

    source = _source(pk)
    with override(settings.LANGUAGE_CODE):  # as the headings of the workbook
        plan = plan_of(source, read=read_row, by=request.actor)
    response = _workbook("co-quan-nguoi-dung-can-sua")
    write_marked(
        response, [row for row in plan.rows if row.is_wrong], stamp=export_stamp(request.actor)
    )
    record_download(what="co-quan-nguoi-dung-can-sua", asked=str(source), by=request.actor)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.HAND_OVER_TASKS)
def people_row(request: ActingRequest, pk: int) -> HttpResponse:
    """One row, with errors at its fields, including what the register says against it."""
    row = get_object_or_404(PeopleRow.objects.select_related("source"), pk=pk)
    if row.outcome or row.is_title:
        messages.info(request, _("This row has been processed already. Look at the page again."))
        return redirect(row.source)
    if request.method == "POST":
        judged = call_service(request, lambda: _mend(request, row))
        if judged is None:
            return redirect(row.source)
        if not judged.is_wrong:
            messages.success(request, _("Row %(row)s is correct now.") % {"row": row.number})
            return redirect(row.source)
    else:
        plan = plan_of(row.source, read=read_row, by=request.actor)
        judged = next(each for each in plan.rows if each.row.pk == row.pk)
    context = {"form": _form(judged), "row": row, "source": row.source}
    return render(
        request,
        "agencies/people_import/people_row.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


def _mend(request: ActingRequest, row: PeopleRow) -> RowPlan:
    said, chosen = said_on_page(request.POST), request.POST.get("chosen", "")
    return making.mend_row(row=row, said=said, chosen=chosen, read=read_row, by=request.actor)


def _form(judged: RowPlan) -> PeopleRowForm:
    form = form_of(judged.row.said, candidates=judged.candidates, chosen=judged.row.chosen)
    for name, sentences in judged.problems.items():
        for sentence in sentences:
            if sentence not in form.errors.get(name, []):
                form.add_error(name if name in form.fields else None, sentence)
    return form
