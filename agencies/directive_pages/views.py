"""Directives: the list, adding one, its page, its register data, its original file."""

import datetime

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from agencies.agency_pages.queries import contacts_of_agencies
from agencies.assignment.plans import assigned_gaps
from agencies.directive_pages.forms import (
    DirectiveFilter,
    DirectiveUploadForm,
    RegisterForm,
    WithdrawalForm,
)
from agencies.directive_pages.queries import (
    directives_for_list,
    directives_seen_by,
    task_rows_of_directive,
)
from agencies.directive_pages.services import withdraw_directive
from agencies.directives.choices import ReviewVerdict
from agencies.directives.document_text import TextMark, lay_out_text
from agencies.directives.models import Directive
from agencies.directives.services import REGISTER_FIELDS, edit_directive
from agencies.errors import RuleError
from agencies.files.turns import BusyError
from agencies.files.views import delete_uploaded_file, store_uploaded_file, uploaded_file
from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, submit_form
from agencies.lists.views import numbered_page, wants_rows
from agencies.notices.reach import watch_reach
from agencies.papers.queries import papers_about
from agencies.people.permissions import ActingRequest, Actor, Permission, requires
from agencies.proposals.upload import original_file_name, upload_directive
from agencies.proposals.upload_refusals import SameFileError, SimilarDocumentError
from agencies.task_pages.views import judgement_of, say_outcome
from agencies.tasks.clauses import clause_rows, clause_sums
from agencies.tasks.queries import visible_tasks
from reader import ReadError
from reader.errors import MAX_BYTES
from reader.messages import read_error_message


@vary_on_headers("HX-Request")
@requires(Permission.SEE_DIRECTIVES)
def directive_list(request: ActingRequest) -> HttpResponse:
    form = DirectiveFilter(request.GET)
    paged = numbered_page(
        request,
        form.filter(directives_for_list(directives_seen_by(request.actor))),
        parameter="trang",
    )
    count = paged["page"].paginator.count
    return render(
        request,
        "agencies/directive_pages/directive_list.html",
        {
            "base": "base_fragment.html" if wants_rows(request) else "base.html",
            "form": form,
            "may_read": request.actor.may(Permission.READ_DIRECTIVES),
            "result": ngettext("%(n)s document", "%(n)s documents", count) % {"n": count},
        }
        | paged,
    )


@requires(Permission.READ_DIRECTIVES)
@makes_once
def directive_upload(request: ActingRequest) -> HttpResponse:
    form = (
        DirectiveUploadForm(request.POST, request.FILES)
        if request.method == "POST"
        else DirectiveUploadForm()
    )
    directive = submit_form(form, lambda: _upload_directive(request, form))
    if directive:
        delete_uploaded_file(request)
        return redirect("agencies:review", directive.pk)
    form.hide_unasked()
    return render(
        request,
        "agencies/directive_pages/directive_upload.html",
        {"form": form, "kept": _keep_file(request, form) if form.is_bound else None},
    )


def _upload_directive(request: ActingRequest, form: DirectiveUploadForm) -> Directive:
    data, name = _read_given_file(request, form)
    issued_on = form.cleaned_data["issued_on"]
    try:
        return upload_directive(
            data=data,
            file_name=name,
            issued_on=issued_on,
            by=request.actor,
            refuse_similar=not form.cleaned_data["is_another"],
        )
    except (SameFileError, SimilarDocumentError) as error:
        link = format_html(
            '<a href="{}">{}</a>', error.directive.get_absolute_url(), error.directive.citation
        )
        sentence = (
            _("This document has been read before: {}.")
            if isinstance(error, SameFileError)
            else _("It may be the same document as {}. Look at it first.")
        )
        raise RuleError(format_html(sentence, link), field=error.field) from error
    except ReadError as error:
        raise RuleError(read_error_message(error), field="file" if name else "text") from error


def _read_given_file(request: ActingRequest, form: DirectiveUploadForm) -> tuple[bytes, str]:
    text = form.cleaned_data["text"]
    if form.cleaned_data["file"] or not text.strip():
        return uploaded_file(request, form) or (b"", "")
    return text.replace("\r\n", "\n").encode(), ""


def _keep_file(request: ActingRequest, form: DirectiveUploadForm) -> dict[str, str] | None:
    # The file that need not be chosen again; none beside a text or for a bad file.
    is_bad = "file" in form.errors and not form.has_error("file", BusyError.code)
    return (
        None
        if is_bad or form.data.get("text", "").strip()
        else store_uploaded_file(request, form, most=MAX_BYTES)
    )


@requires(Permission.SEE_OWN_TASKS)
def directive_detail(request: ActingRequest, pk: int) -> HttpResponse:
    directive = get_object_or_404(directives_seen_by(request.actor), pk=pk)
    return _directive_page(request, directive)


def _directive_page(
    request: ActingRequest, directive: Directive, withdrawal: WithdrawalForm | None = None
) -> HttpResponse:
    """`withdrawal`: the form that was refused."""
    sees_all = request.actor.may(Permission.SEE_ALL_TASKS)
    judgement = judgement_of(request)
    visible = visible_tasks(request.actor.seat, all_agencies=sees_all)
    rows = task_rows_of_directive(directive, visible, judgement)
    given = [row.occurrence.task for row in rows]
    proposals = {task.proposal_id: task.proposal for task in given if task.proposal}
    marks = [TextMark(p.start, p.end, p.pk) for p in proposals.values()]
    numbers = {key: number for number, key in enumerate(proposals, 1)}
    return render(
        request,
        "agencies/directive_pages/directive_detail.html",
        {
            "directive": directive,
            "tasks": rows,
            "contacts": sorted(
                contacts_of_agencies(
                    {task.lead for task in given}, on=judgement.on, directive=directive
                ).values(),
                key=lambda contact: contact.point.agency.sort_key,
            ),
            "clauses": clause_rows(rows, clause_sums(directive.tasks.all(), visible, judgement)),
            "numbers": numbers,
            "verdicts": dict.fromkeys(proposals, ReviewVerdict.ASSIGNED),
            "blocks": lay_out_text(
                directive.text, marks, directive.clauses.values_list("start", "pk")
            ),
            "today": judgement.on,
            "may_list": request.actor.may(Permission.SEE_DIRECTIVES),
            "sees_all": sees_all,
            "papers": papers_about(directive) if sees_all else [],
            "withdrawal": withdrawal or WithdrawalForm(),
            **_gaps(directive, request.actor, judgement.on),
        },
        status=form_status(withdrawal) if withdrawal else 200,
    )


def _gaps(directive: Directive, by: Actor, on: datetime.date) -> dict[str, object]:
    # What was assigned with an agency still unclear, for those who can settle it.
    may_read = by.may(Permission.READ_DIRECTIVES)
    return {"may_read": may_read, "gaps": assigned_gaps(directive, on=on) if may_read else []}


@requires(Permission.READ_DIRECTIVES)
def directive_edit(request: ActingRequest, pk: int) -> HttpResponse:
    directive = get_object_or_404(Directive, pk=pk)
    form = RegisterForm(
        request.POST or None, initial={name: getattr(directive, name) for name in REGISTER_FIELDS}
    )
    if submit_form(
        form, lambda: edit_directive(directive=directive, data=form.cleaned_data, by=request.actor)
    ):
        messages.success(request, _("The register data have been saved."))
        return redirect(directive)
    return render(
        request,
        "agencies/directive_pages/directive_edit.html",
        {"directive": directive, "form": form},
    )


@require_POST
@requires(Permission.READ_DIRECTIVES)
@makes_once
def directive_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    directive = get_object_or_404(Directive, pk=pk)
    form = WithdrawalForm(request.POST)
    with watch_reach() as reach:
        done = submit_form(
            form,
            lambda: withdraw_directive(directive=directive, by=request.actor, **form.cleaned_data),
        )
    if done is None:
        return _directive_page(request, directive, form)
    say_outcome(request, reach, _("The document is withdrawn with the tasks that it gave."))
    return redirect(directive)


@requires(Permission.SEE_OWN_TASKS)
def directive_file(request: ActingRequest, pk: int) -> FileResponse:
    # The original, as an attachment under its own name; earlier uploads kept the ending of that
    # name.
    directive = get_object_or_404(directives_seen_by(request.actor), pk=pk)
    if not directive.file:
        raise Http404
    name = original_file_name(directive)
    return FileResponse(directive.file.open("rb"), as_attachment=True, filename=name)
