"""Questions at a conference: written down, answered now or in writing later."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.meetings.queries import visible_conferences
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission
from conferences.running_desk.views import desk_page, to_desk
from conferences.speeches import questions
from conferences.speeches.choices import QuestionState
from conferences.speeches.forms import AnswerInWritingForm, AnswerNowForm, SecretaryQuestionForm
from conferences.speeches.models import Question


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def question_add(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = SecretaryQuestionForm(request.POST, prefix="question", conference=conference)
    if submit_form(
        form,
        lambda: questions.ask_question(
            conference=conference, by=request.actor, **form.cleaned_data
        ),
    ):
        messages.success(request, _("The question is written down."))
        return to_desk(pk)
    return desk_page(request, conference, question_form=form)


@require_safe
@requires(ConferencePermission.RUN_CONFERENCES)
def question(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _question(request, pk))


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def answer_now(request: ActingRequest, pk: int) -> HttpResponse:
    found = _question(request, pk)
    form = AnswerNowForm(request.POST, prefix="now", question=found)
    if submit_form(
        form,
        lambda: questions.answer_question(question=found, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The answer is written down."))
        return to_desk(found.conference_id)
    return _page(request, found, now_form=form)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def answer_later(request: ActingRequest, pk: int) -> HttpResponse:
    found = _question(request, pk)
    form = AnswerInWritingForm(request.POST, prefix="later", question=found)
    if submit_form(
        form,
        lambda: questions.answer_in_writing(question=found, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The question is a task now; its answer comes from there."))
        return to_desk(found.conference_id)
    return _page(request, found, later_form=form)


def _question(request: ActingRequest, pk: int) -> Question:
    visible = visible_conferences(request.actor).values("pk")
    rows = Question.objects.select_related("conference__partnership", "point", "owner", "task")
    return get_object_or_404(rows.filter(conference__in=visible), pk=pk)


def _page(
    request: ActingRequest,
    found: Question,
    *,
    now_form: AnswerNowForm | None = None,
    later_form: AnswerInWritingForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"question": found, "conference": found.conference}
    if found.state != QuestionState.IN_WRITING:
        context["now_form"] = now_form or AnswerNowForm(prefix="now", question=found)
    if found.state == QuestionState.OPEN:
        context["later_form"] = later_form or AnswerInWritingForm(prefix="later", question=found)
    sent = [form for form in (now_form, later_form) if form]
    template = "conferences/running_desk/question.html"
    return render(request, template, context, status=form_status(*sent))
