"""The pack of documents behind a point's signed link: what is for all points, and for the central
one what is for that.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agencies.evidence.views import send_stored_file
from conferences.conference_documents.models import DocumentVersion
from conferences.conference_documents.queries import document_lines, documents_of_point
from conferences.conference_documents.services import count_reading
from conferences.invitations.views import keep_private
from conferences.meetings.addresses import find_point
from conferences.meetings.models import Point


@require_safe
@login_not_required
def point_documents(request: HttpRequest, token: str) -> HttpResponse:
    point = _point(token)
    lines = document_lines(documents_of_point(point), conference=point.conference, point=point.pk)
    context = {"point": point, "conference": point.conference, "token": token, "lines": lines}
    template = "conferences/conference_documents/point_documents.html"
    return keep_private(render(request, template, context))


@require_POST
@login_not_required
def point_document_fetch(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    point = _point(token)
    rows = DocumentVersion.objects.filter(document__in=documents_of_point(point))
    version = get_object_or_404(rows, pk=pk)
    count_reading(version, point=point)
    return send_stored_file(version)


def _point(token: str) -> Point:
    point = find_point(token, timezone.now())
    if point is None:
        raise Http404
    return point
