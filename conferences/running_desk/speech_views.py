"""The speech register on the secretary's desk."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, show_form_errors, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.meetings.queries import visible_conferences
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission
from conferences.running_desk.views import desk_page, to_desk
from conferences.speeches import services
from conferences.speeches.forms import MoveForm, SecretarySpeechForm
from conferences.speeches.models import SpeechRequest

ACTS: dict[str, Callable[..., SpeechRequest]] = {
    "call": services.call_speaker,
    "begin": services.begin_speech,
    "end": services.end_speech,
    "back": services.take_back_speech,
    "withdraw": services.withdraw_speech,
}


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def speech_add(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = SecretarySpeechForm(request.POST, prefix="speech", conference=conference)
    if submit_form(
        form,
        lambda: services.ask_to_speak(conference=conference, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("Written into the speech register."))
        return to_desk(pk)
    return desk_page(request, conference, speech_form=form)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def speech_act(request: ActingRequest, pk: int) -> HttpResponse:
    speech = _speech(request, pk)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    call_service(request, lambda: act(speech=speech, by=request.actor))
    return to_desk(speech.conference_id)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def speech_move(request: ActingRequest, pk: int) -> HttpResponse:
    speech = _speech(request, pk)
    form = MoveForm(request.POST)
    if not submit_form(
        form,
        lambda: services.move_speech(speech=speech, by=request.actor, **form.cleaned_data),
    ):
        show_form_errors(request, form)
    return to_desk(speech.conference_id)


def _speech(request: ActingRequest, pk: int) -> SpeechRequest:
    visible = visible_conferences(request.actor).values("pk")
    rows = SpeechRequest.objects.select_related("conference", "point").filter(
        conference__in=visible
    )
    return get_object_or_404(rows, pk=pk)
