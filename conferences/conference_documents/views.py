"""The pack of documents: read by those for whom it is, kept by those who prepare the conference.

To fetch a file is counted, so that it is a form and no link.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.evidence.views import send_stored_file
from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.conference_documents import services
from conferences.conference_documents.forms import DocumentForm, NoteForm, VersionForm
from conferences.conference_documents.models import ConferenceDocument, DocumentVersion
from conferences.conference_documents.queries import document_lines, documents_for
from conferences.meetings.models import Conference
from conferences.meetings.queries import visible_conferences
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def documents(request: ActingRequest, pk: int) -> HttpResponse:
    return _pack_page(request, shown_conference(request, pk))


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def document_add(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = DocumentForm(request.POST, request.FILES)
    if submit_form(
        form,
        lambda: services.add_document(conference=conference, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The document stands in the pack."))
        return redirect("conferences:conference-documents", pk)
    return _pack_page(request, conference, form)


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def document(request: ActingRequest, pk: int) -> HttpResponse:
    return _document_page(request, _document(request, pk))


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def version_add(request: ActingRequest, pk: int) -> HttpResponse:
    found = _document(request, pk)
    form = VersionForm(request.POST, request.FILES)
    if submit_form(
        form,
        lambda: services.add_version(document=found, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The new version holds; the earlier ones stay."))
        return redirect(found)
    return _document_page(request, found, version_form=form)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def document_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    found = _document(request, pk)
    if call_service(request, lambda: services.withdraw_document(document=found, by=request.actor)):
        messages.success(request, _("The document is offered to nobody any more."))
    return redirect("conferences:conference-documents", found.conference_id)


@require_POST
@requires(ConferencePermission.SEE_CONFERENCES)
def note_write(request: ActingRequest, pk: int) -> HttpResponse:
    found = _document(request, pk)
    form = NoteForm(request.POST)
    if submit_form(
        form,
        lambda: services.write_note(document=found, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("Your note is saved; nobody else reads it."))
        return redirect(found)
    return _document_page(request, found, note_form=form)


@require_POST
@requires(ConferencePermission.SEE_CONFERENCES)
def version_fetch(request: ActingRequest, pk: int) -> HttpResponseBase:
    rows = DocumentVersion.objects.select_related("document")
    version = get_object_or_404(rows, pk=pk)
    _document(request, version.document_id)
    services.count_reading(version, person=request.actor.person)
    return send_stored_file(version)


# ------------------------------------------------------------------------------------------------
def _document(request: ActingRequest, pk: int) -> ConferenceDocument:
    rows = ConferenceDocument.objects.select_related("conference").filter(pk=pk)
    found = get_object_or_404(rows)
    conference = get_object_or_404(visible_conferences(request.actor), pk=found.conference_id)
    return get_object_or_404(
        documents_for(conference, request.actor).select_related("conference"), pk=pk
    )


def _pack_page(
    request: ActingRequest, conference: Conference, form: DocumentForm | None = None
) -> HttpResponse:
    may_run = request.actor.may(ConferencePermission.RUN_CONFERENCES)
    context = {
        "conference": conference,
        "tab": "documents",
        "may_run": may_run,
        "lines": document_lines(
            documents_for(conference, request.actor),
            conference=conference,
            person=request.actor.person.pk,
        ),
    }
    if may_run:
        context["form"] = form or DocumentForm()
    status = form_status(form) if form else 200
    template = "conferences/conference_documents/documents.html"
    return render(request, template, context, status=status)


def _document_page(
    request: ActingRequest,
    found: ConferenceDocument,
    *,
    version_form: VersionForm | None = None,
    note_form: NoteForm | None = None,
) -> HttpResponse:
    lines = document_lines(
        ConferenceDocument.objects.filter(pk=found.pk),
        conference=found.conference,
        person=request.actor.person.pk,
    )
    context = {
        "conference": found.conference,
        "document": found,
        "line": lines[0],
        "may_run": request.actor.may(ConferencePermission.RUN_CONFERENCES),
        "version_form": version_form or VersionForm(),
        "note_form": note_form or NoteForm(initial={"text": lines[0].note}),
    }
    sent = [form for form in (version_form, note_form) if form]
    template = "conferences/conference_documents/document.html"
    return render(request, template, context, status=form_status(*sent))
