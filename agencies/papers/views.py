"""Papers to download, and the page that says to everybody which version a paper is."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.evidence.services import CONTENT_TYPES
from agencies.papers.models import IssuedPaper
from agencies.papers.queries import clean_code, may_have, newer_paper, paper_of_code
from agencies.people.permissions import ActingRequest, Permission, requires


@require_safe
@requires(Permission.SIGNED_IN)
def paper_docx(request: ActingRequest, pk: int) -> HttpResponseBase:
    paper = _own_paper(request, pk)
    return _send(paper, paper.docx, "docx")


@require_safe
@requires(Permission.SIGNED_IN)
def paper_pdf(request: ActingRequest, pk: int) -> HttpResponseBase:
    paper = _own_paper(request, pk)
    return _send(paper, paper.pdf, "pdf")


def _own_paper(request: ActingRequest, pk: int) -> IssuedPaper:
    paper = get_object_or_404(IssuedPaper, pk=pk)
    if not may_have(paper, request.actor):
        raise Http404
    return paper


def _send(paper: IssuedPaper, file: FieldFile, ending: str) -> HttpResponseBase:
    return FileResponse(
        file.open("rb"),
        as_attachment=True,
        filename=f"van-ban-{paper.code}.{ending}",
        content_type=CONTENT_TYPES[ending],
    )


@require_safe
@login_not_required
@never_cache
def paper_proof(request: HttpRequest, code: str) -> HttpResponse:
    # Reached by the QR code on the paper, or by typing its code. It shows nothing of the content,
    # so that a guessed code would tell no more than that such a paper exists.
    clean = clean_code(code)
    if clean and clean != code:
        return redirect("agencies:paper-proof", clean)
    paper = paper_of_code(clean)
    context: dict[str, Any] = {"paper": paper}
    if paper:
        context["newer"] = newer_paper(paper)
    return render(
        request, "agencies/papers/paper_proof.html", context, status=200 if paper else 404
    )
