"""Files that prove what was done: to download, and to preview."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.evidence.queries import IMAGES, PATIENCE, build_preview, draw_pages, visible_evidence
from agencies.evidence.removal import remove_evidence
from agencies.evidence.services import CONTENT_TYPES, evidence_file_type
from agencies.forms.submit import call_service
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.tasks.occurrence_models import EvidenceFile
from reader.content import safe_name
from reader.sandbox.slots import SlotTaken


def _find_visible(request: ActingRequest, pk: int) -> EvidenceFile:
    return get_object_or_404(
        visible_evidence(
            request.actor.seat, all_agencies=request.actor.may(Permission.SEE_ALL_TASKS)
        ),
        pk=pk,
    )


def _make_harmless(response: HttpResponseBase) -> HttpResponseBase:
    # A stranger's content is only what its type says, and nothing in it runs or loads.
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def evidence_file(request: ActingRequest, pk: int) -> HttpResponseBase:
    # Always a download, with the type that the content proved, never shown as a page of ours. Its
    # name is made safe again: what was handed in earlier kept the ending of its name.
    return send_stored_file(_find_visible(request, pk))


def send_stored_file(row: Any) -> HttpResponseBase:
    """A download; `row`: with the columns and the `type` of EvidenceFile."""
    response = FileResponse(
        row.file.open("rb"),
        as_attachment=True,
        filename=safe_name(row.name, row.type),
        content_type=CONTENT_TYPES.get(row.type, "application/octet-stream"),
    )
    return _make_harmless(response)


@require_POST
@requires(Permission.REPORT_PROGRESS)
def evidence_removal(request: ActingRequest, pk: int) -> HttpResponse:
    evidence = _find_visible(request, pk)
    back = redirect(evidence.progress.occurrence)
    if call_service(request, lambda: remove_evidence(evidence=evidence, by=request.actor)):
        messages.success(request, _("The file is removed. Its name stays in the history."))
    return back


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def evidence_preview(request: ActingRequest, pk: int) -> HttpResponse:
    evidence = _find_visible(request, pk)
    try:
        preview = build_preview(evidence)
    except SlotTaken:
        preview = None
    return render(
        request,
        "agencies/evidence/evidence_preview.html",
        {"evidence": evidence, "preview": preview},
    )


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def evidence_image(request: ActingRequest, pk: int) -> HttpResponseBase:
    # The only file shown as it was handed in: a picture, verified once more by its content.
    evidence = _find_visible(request, pk)
    name = evidence.file.name
    if evidence.type not in IMAGES or not name or not evidence.file.storage.exists(name):
        raise Http404
    file = evidence.file.open("rb")
    if evidence_file_type(file) != evidence.type:
        file.close()
        raise Http404
    return _make_harmless(
        FileResponse(
            file,
            filename=safe_name(evidence.name, evidence.type),
            content_type=CONTENT_TYPES[evidence.type],
        )
    )


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def evidence_page(request: ActingRequest, pk: int, number: int) -> HttpResponseBase:
    # A page of a PDF as a picture that we draw.
    #
    # The browser stores no copy (`requires` says so, for computers that many use); a second look is
    # quick because of our cache of drawn pages, which the preview's page, asked for first, has
    # filled.
    evidence = _find_visible(request, pk)
    try:
        pictures = (
            draw_pages(evidence, patience=PATIENCE).pictures if evidence.type == "pdf" else []
        )
    except SlotTaken:
        return HttpResponse(status=503, headers={"Retry-After": "2"})
    except OSError:
        pictures = []
    if not 1 <= number <= len(pictures):
        raise Http404
    return _make_harmless(HttpResponse(pictures[number - 1], content_type="image/png"))
