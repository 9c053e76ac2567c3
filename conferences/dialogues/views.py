"""Dialogues: the list, one dialogue with all that belongs to it, its participants and speeches."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.papers.queries import papers_about
from agencies.people.permissions import ActingRequest, requires
from conferences.answers.queries import agency_lines
from conferences.dialogues.forms import (
    ChangeDialogueForm,
    DialogueForm,
    ParticipantsForm,
    SpeechForm,
)
from conferences.dialogues.models import Dialogue
from conferences.dialogues.queries import speeches_of, visible_dialogues
from conferences.dialogues.services import (
    change_dialogue,
    enter_dialogue,
    enter_participants,
    enter_speech,
)
from conferences.permissions import ConferencePermission
from conferences.petition_figures.queries import dialogue_lines, kind_figures
from conferences.petitions.forms import PetitionFilter
from conferences.petitions.models import Petition
from conferences.petitions.queries import petitions_for_list, with_progress

FORM = "conferences/dialogues/dialogue_form.html"


@require_safe
@requires(ConferencePermission.SEE_DIALOGUES)
def dialogue_list(request: ActingRequest) -> HttpResponse:
    context = {
        "lines": dialogue_lines(visible_dialogues(request.actor), timezone.localdate()),
        "may_keep": request.actor.may(ConferencePermission.KEEP_DIALOGUES),
    }
    return render(request, "conferences/dialogues/dialogue_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def dialogue_enter(request: ActingRequest) -> HttpResponse:
    form = DialogueForm(request.POST or None)
    made = submit_form(form, lambda: enter_dialogue(by=request.actor, **form.cleaned_data))
    if made is None:
        return render_form(request, FORM, form)
    messages.success(request, _("The dialogue is entered. Now take down what was said."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_DIALOGUES)
def dialogue_change(request: ActingRequest, pk: int) -> HttpResponse:
    dialogue = _dialogue(request, pk)
    form = ChangeDialogueForm(request.POST or None, dialogue=dialogue)
    if submit_form(
        form, lambda: change_dialogue(dialogue=dialogue, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("It is saved."))
        return redirect(dialogue)
    return render_form(request, FORM, form, {"dialogue": dialogue})


@require_safe
@requires(ConferencePermission.SEE_DIALOGUES)
def dialogue_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _dialogue(request, pk))


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
def participants_enter(request: ActingRequest, pk: int) -> HttpResponse:
    dialogue = _dialogue(request, pk)
    form = ParticipantsForm(request.POST, prefix="people")
    if submit_form(
        form, lambda: enter_participants(dialogue=dialogue, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("It is saved."))
        return redirect(f"{dialogue.get_absolute_url()}#people")
    return _page(request, dialogue, people_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def speech_enter(request: ActingRequest, pk: int) -> HttpResponse:
    dialogue = _dialogue(request, pk)
    form = SpeechForm(request.POST or None)
    made = submit_form(
        form, lambda: enter_speech(dialogue=dialogue, by=request.actor, **form.cleaned_data)
    )
    if made is None:
        context = {"dialogue": dialogue}
        return render_form(request, "conferences/dialogues/speech_form.html", form, context)
    messages.success(request, _("The speech is taken down. Split it into what it asks and says."))
    return redirect(made)


def _dialogue(request: ActingRequest, pk: int) -> Dialogue:
    return get_object_or_404(visible_dialogues(request.actor), pk=pk)


def _page(
    request: ActingRequest, dialogue: Dialogue, people_form: ParticipantsForm | None = None
) -> HttpResponse:
    context = _page_context(request, dialogue)
    context["people_form"] = people_form or ParticipantsForm(prefix="people")
    status = form_status(people_form) if people_form else 200
    return render(request, "conferences/dialogues/dialogue.html", context, status=status)


def _page_context(request: ActingRequest, dialogue: Dialogue) -> dict[str, Any]:
    today = timezone.localdate()
    own = Petition.objects.filter(dialogue=dialogue)
    groups = list(dialogue.groups.all())
    form = PetitionFilter(request.GET, rows=with_progress(own, today))
    found = numbered_page(request, petitions_for_list(form.filter(), today))
    return {
        "dialogue": dialogue,
        "people": sum(group.people for group in groups),
        "groups": groups,
        "speeches": list(speeches_of(dialogue)),
        "figures": kind_figures(own, today),
        "agencies": agency_lines(dialogue, today),
        "form": form,
        "petitions": found["page"],
        "previous": found["previous"],
        "next": found["next"],
        "papers": papers_about(dialogue),
        "may_keep": request.actor.may(ConferencePermission.KEEP_DIALOGUES),
    }
