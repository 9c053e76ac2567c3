"""The list of a fair as a workbook, as a poster, and to be read aloud."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from agencies.files.responses import send_workbook
from agencies.people.permissions import ActingRequest, requires
from conferences.fair_lists.exports import build_fair_list
from conferences.fair_lists.poster import draw_fair_poster
from conferences.fair_lists.script import write_fair_script
from conferences.fairs.queries import public_fairs, visible_fairs
from conferences.permissions import ConferencePermission
from reader.sandbox.slots import SlotTaken

MINUTES = 5
DRAWN_FOR = 300
"""Seconds for which a browser keeps a poster."""


@require_safe
@requires(ConferencePermission.SEE_FAIRS)
def fair_list_export(request: ActingRequest, pk: int) -> HttpResponse:
    fair = get_object_or_404(visible_fairs(request.actor).select_related("host__parent"), pk=pk)
    sheet = build_fair_list(fair, timezone.localdate())
    return send_workbook(request, [sheet], name="vi-tri-tai-phien")


@require_safe
@requires(ConferencePermission.SEE_FAIRS)
def fair_script(request: ActingRequest, pk: int) -> HttpResponse:
    fair = get_object_or_404(visible_fairs(request.actor), pk=pk)
    script = write_fair_script(fair, minutes=MINUTES, day=timezone.localdate())
    context = {"fair": fair, "script": script}
    return render(request, "conferences/fair_lists/fair_script.html", context)


@login_not_required
@require_safe
def fair_poster(request: HttpRequest, pk: int) -> HttpResponse:
    """A4 with a QR code, for notice boards."""
    fair = get_object_or_404(public_fairs(), pk=pk)
    try:
        drawn = draw_fair_poster(fair)
    except SlotTaken:
        context = {"back": fair.public_url, "title": fair.title}
        page = render(request, "recruitment/public/poster_waiting.html", context, status=503)
        page["Retry-After"] = "2"
        page["Cache-Control"] = "no-store"
        return page
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="phien-{pk}.pdf"'
    patch_cache_control(response, public=True, max_age=DRAWN_FOR)
    return response
