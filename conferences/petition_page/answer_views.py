"""Answers: handed in, checked, sent back; the letter; a part that is reopened."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.evidence.views import send_stored_file
from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.answer_templates.queries import chosen_template, own_templates
from conferences.answers.checking import accept_answer, return_answer
from conferences.answers.forms import AnswerForm, CheckForm, ReturnForm
from conferences.answers.models import Answer
from conferences.answers.queries import visible_answers, visible_letters
from conferences.answers.services import enter_answer
from conferences.opinions.forms import ReopenForm
from conferences.opinions.services import reopen_part
from conferences.permissions import ConferencePermission
from conferences.petition_page.views import asked_part, save_petition
from conferences.petitions.routing import may_answer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.ANSWER_PETITIONS)
@makes_once
def answer_enter(request: ActingRequest, pk: int) -> HttpResponse:
    part = asked_part(request, pk)
    templates = list(own_templates(request.actor))
    form = AnswerForm(
        request.POST or None,
        request.FILES or None,
        part=part,
        template=chosen_template(request.GET.get("mau", ""), templates),
    )
    made = submit_form(
        form,
        lambda: enter_answer(
            part=part,
            facts=form.facts,
            files=form.letter_files,
            version=form.cleaned_data["version"],
            by=request.actor,
        ),
    )
    if made is None:
        context = {
            "part": part,
            "may": may_answer(part, request.actor),
            "templates": templates,
        }
        return render_form(request, "conferences/petition_page/answer_form.html", form, context)
    messages.success(request, _("The answer is handed in. The federation checks it."))
    return redirect(part)


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
def answer_accept(request: ActingRequest, pk: int) -> HttpResponse:
    answer = _answer(request, pk)
    form = CheckForm(request.POST, answer=answer, prefix=f"check-{answer.part_id}")
    return save_petition(
        request,
        answer.part.petition_id,
        form,
        lambda: accept_answer(answer=answer, by=request.actor, **form.cleaned_data),
        _("The answer is checked. It can be published now."),
    )


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
def answer_return(request: ActingRequest, pk: int) -> HttpResponse:
    answer = _answer(request, pk)
    form = ReturnForm(request.POST, answer=answer, prefix=f"return-{answer.part_id}")
    return save_petition(
        request,
        answer.part.petition_id,
        form,
        lambda: return_answer(answer=answer, by=request.actor, **form.cleaned_data),
        _("Sent back. The agency has a task to complete it."),
    )


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
def part_reopen(request: ActingRequest, pk: int) -> HttpResponse:
    part = asked_part(request, pk)
    form = ReopenForm(request.POST, part=part, prefix=f"reopen-{pk}")
    return save_petition(
        request,
        part.petition_id,
        form,
        lambda: reopen_part(part=part, by=request.actor, **form.cleaned_data),
        _("Reopened. The agency has a new task; its earlier answer stays."),
    )


@require_safe
@requires(ConferencePermission.SEE_PETITIONS)
def answer_letter(request: ActingRequest, pk: int) -> HttpResponseBase:
    rows = visible_letters(request.actor).exclude(file="")
    return send_stored_file(get_object_or_404(rows, pk=pk))


def _answer(request: ActingRequest, pk: int) -> Answer:
    return get_object_or_404(visible_answers(request.actor).select_related("part"), pk=pk)
