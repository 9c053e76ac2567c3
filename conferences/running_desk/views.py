"""The page of the desk, and the buttons of the clock."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.forms.submit import call_service, form_status, show_form_errors, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.live_pages.queries import live_view
from conferences.meetings.models import Conference
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission
from conferences.programmes import running, services
from conferences.programmes.forms import BeginForm
from conferences.programmes.links import follow_token
from conferences.programmes.models import Programme, ProgrammeItem
from conferences.programmes.queries import programme_of
from conferences.programmes.views import shown_item
from conferences.speeches.forms import SecretaryQuestionForm, SecretarySpeechForm
from conferences.speeches.queries import questions_of, speech_register


@require_safe
@requires(ConferencePermission.RUN_CONFERENCES)
def running_desk(request: ActingRequest, pk: int) -> HttpResponse:
    return desk_page(request, shown_conference(request, pk))


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def item_begin(request: ActingRequest, pk: int) -> HttpResponse:
    item = shown_item(request, pk)
    form = BeginForm(request.POST)
    if not submit_form(
        form,
        lambda: running.begin_item(
            item=item, running=form.cleaned_data["running"], by=request.actor
        ),
    ):
        show_form_errors(request, form)
    return to_desk(item.programme.conference_id)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def item_end(request: ActingRequest, pk: int) -> HttpResponse:
    return _act(request, pk, running.end_item)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def item_take_back(request: ActingRequest, pk: int) -> HttpResponse:
    return _act(request, pk, running.take_back_step)


def _act(request: ActingRequest, pk: int, service: Callable[..., ProgrammeItem]) -> HttpResponse:
    item = shown_item(request, pk)
    call_service(request, lambda: service(item=item, by=request.actor))
    return to_desk(item.programme.conference_id)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def link_renew(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    if call_service(
        request, lambda: services.renew_follow_link(conference=conference, by=request.actor)
    ):
        messages.success(request, _("The live page has a new address; the earlier one is shut."))
    return to_desk(pk)


def to_desk(conference: int) -> HttpResponse:
    return redirect("conferences:running-desk", conference)


def desk_page(
    request: ActingRequest,
    conference: Conference,
    *,
    speech_form: SecretarySpeechForm | None = None,
    question_form: SecretaryQuestionForm | None = None,
) -> HttpResponse:
    programme = programme_of(conference)
    context: dict[str, Any] = {
        "conference": conference,
        "tab": "desk",
        "may_run": True,
        "live": live_view(programme) if programme else None,
        "follow_url": _follow_url(programme) if programme else "",
        "register": speech_register(conference),
        "questions": questions_of(conference),
        "speech_form": speech_form or SecretarySpeechForm(prefix="speech", conference=conference),
        "question_form": question_form
        or SecretaryQuestionForm(prefix="question", conference=conference),
        "may_act": conference.is_changeable,
    }
    sent = [form for form in (speech_form, question_form) if form]
    template = "conferences/running_desk/running_desk.html"
    return render(request, template, context, status=form_status(*sent))


def _follow_url(programme: Programme) -> str:
    path = reverse("conferences:live-page", args=[follow_token(programme)])
    return settings.SITE_URL + path
