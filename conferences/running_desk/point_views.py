"""A point speaks up through its signed link: it asks to speak, and asks questions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, submit_form
from conferences.invitations.views import keep_private
from conferences.meetings.addresses import find_point
from conferences.meetings.models import Point
from conferences.programmes.links import follow_token
from conferences.programmes.queries import programme_of
from conferences.speeches import questions, services
from conferences.speeches.forms import QuestionForm, SpeechForm
from conferences.speeches.queries import questions_of_point, speeches_of_point


@require_safe
@login_not_required
def point_voice(request: HttpRequest, token: str) -> HttpResponse:
    return _page(request, point_of_link(token), token)


@require_POST
@login_not_required
@makes_once
def point_speech(request: HttpRequest, token: str) -> HttpResponse:
    point = point_of_link(token)
    form = SpeechForm(request.POST, prefix="speech")
    if submit_form(
        form,
        lambda: services.ask_to_speak(
            conference=point.conference, point=point, by=None, **form.cleaned_data
        ),
    ):
        messages.success(request, _("You are in the line. The chair calls you."))
        return redirect("conferences:point-voice", token)
    return _page(request, point, token, speech_form=form)


@require_POST
@login_not_required
def point_speech_withdraw(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    speech = get_object_or_404(point_of_link(token).speeches.select_related("conference"), pk=pk)
    if call_service(request, lambda: services.withdraw_speech(speech=speech, by=None)):
        messages.success(request, _("The request to speak is withdrawn."))
    return redirect("conferences:point-voice", token)


@require_POST
@login_not_required
@makes_once
def point_question(request: HttpRequest, token: str) -> HttpResponse:
    point = point_of_link(token)
    form = QuestionForm(request.POST, prefix="question")
    if submit_form(
        form,
        lambda: questions.ask_question(
            conference=point.conference, point=point, by=None, **form.cleaned_data
        ),
    ):
        messages.success(request, _("The question is with the secretary."))
        return redirect("conferences:point-voice", token)
    return _page(request, point, token, question_form=form)


def point_of_link(token: str) -> Point:
    point = find_point(token, timezone.now())
    if point is None:
        raise Http404
    return point


def _page(
    request: HttpRequest,
    point: Point,
    token: str,
    *,
    speech_form: SpeechForm | None = None,
    question_form: QuestionForm | None = None,
) -> HttpResponse:
    programme = programme_of(point.conference)
    context = {
        "point": point,
        "conference": point.conference,
        "token": token,
        "follow": follow_token(programme) if programme else "",
        "speeches": speeches_of_point(point),
        "questions": questions_of_point(point),
        "speech_form": speech_form or SpeechForm(prefix="speech"),
        "question_form": question_form or QuestionForm(prefix="question"),
        "may_act": point.conference.is_changeable,
    }
    sent = [form for form in (speech_form, question_form) if form]
    template = "conferences/running_desk/point_voice.html"
    return keep_private(render(request, template, context, status=form_status(*sent)))
