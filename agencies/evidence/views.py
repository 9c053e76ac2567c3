"""Files that prove what was done: to download, and to preview."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agencies.evidence.queries import IMAGES, PATIENCE, build_preview, draw_pages, visible_evidence
from agencies.evidence.services import CONTENT_TYPES, evidence_file_type
from agencies.people.permissions import Permission, requires
from agencies.tasks.occurrence_models import EvidenceFile
from reader.content import safe_name
from reader.sandbox.slots import SlotTaken


def _visible(request: HttpRequest, pk: int) -> EvidenceFile:
    return get_object_or_404(
        visible_evidence(
            request.actor.seat, all_agencies=request.actor.may(Permission.SEE_ALL_TASKS)
        ),
        pk=pk,
    )


def _harmless(response: HttpResponse) -> HttpResponse:
    # A stranger's content is only what its type says, and nothing in it runs or loads.
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def evidence_file(request: HttpRequest, pk: int) -> HttpResponse:
    # Always a download, with the type that the content proved, never shown as a page of ours.
    kept = _visible(request, pk)
    content_type = CONTENT_TYPES.get(kept.type, "application/octet-stream")
    file = kept.file.open("rb")
    name = safe_name(kept.name, kept.type)  # what was handed in earlier kept the ending of its name
    return _harmless(
        FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    )


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def evidence_preview(request: HttpRequest, pk: int) -> HttpResponse:
    kept = _visible(request, pk)
    try:
        preview = build_preview(kept)
    except SlotTaken:
        preview = None
    return render(
        request, "agencies/evidence/evidence_preview.html", {"kept": kept, "preview": preview}
    )


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def evidence_image(request: HttpRequest, pk: int) -> HttpResponse:
    # The only file shown as it was handed in: a picture, verified once more by its content.
    kept = _visible(request, pk)
    if kept.type not in IMAGES or not kept.file.storage.exists(kept.file.name):
        raise Http404
    file = kept.file.open("rb")
    if evidence_file_type(file) != kept.type:
        file.close()
        raise Http404
    return _harmless(
        FileResponse(
            file, filename=safe_name(kept.name, kept.type), content_type=CONTENT_TYPES[kept.type]
        )
    )


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def evidence_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    # A page of a PDF as a picture that we draw.
    #
    # The browser stores no copy (`requires` says so, for computers that many use); a second look is
    # quick because of our cache of drawn pages, which the preview's page, asked for first, has
    # filled.
    kept = _visible(request, pk)
    try:
        pictures = draw_pages(kept, patience=PATIENCE).pictures if kept.type == "pdf" else []
    except SlotTaken:
        return HttpResponse(status=503, headers={"Retry-After": "2"})
    except OSError:
        pictures = []
    if not 1 <= number <= len(pictures):
        raise Http404
    return _harmless(HttpResponse(pictures[number - 1], content_type="image/png"))
