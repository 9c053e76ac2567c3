"""Papers of a dialogue, made by a button, and its annex in Excel."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.files.responses import send_workbook
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service
from agencies.papers.models import IssuedPaper
from agencies.people.permissions import ActingRequest, requires
from conferences.dialogues.models import Dialogue
from conferences.dialogues.queries import visible_dialogues
from conferences.permissions import ConferencePermission
from conferences.petition_papers.exports import annex_sheet
from conferences.petition_papers.services import keep_reminder, keep_report


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def report_make(request: ActingRequest, pk: int) -> HttpResponse:
    return _make(request, pk, keep_report)


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def reminder_make(request: ActingRequest, pk: int) -> HttpResponse:
    return _make(request, pk, keep_reminder)


def _make(request: ActingRequest, pk: int, keep: Callable[..., IssuedPaper]) -> HttpResponse:
    dialogue = _dialogue(request, pk)
    back = redirect(f"{dialogue.get_absolute_url()}#papers")
    if call_service(request, lambda: keep(dialogue=dialogue, by=request.actor)) is None:
        return mark_nothing_made(back)
    messages.success(request, _("The paper is made; it stands at the end of the page."))
    return back


@require_safe
@requires(ConferencePermission.SEE_DIALOGUES)
def annex_export(request: ActingRequest, pk: int) -> HttpResponse:
    dialogue = _dialogue(request, pk)
    return send_workbook(
        request, [annex_sheet(dialogue, timezone.localdate())], name="kien-nghi-cong-nhan"
    )


def _dialogue(request: ActingRequest, pk: int) -> Dialogue:
    return get_object_or_404(visible_dialogues(request.actor), pk=pk)
