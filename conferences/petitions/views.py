"""Petitions: a speech that is split, the own list of an agency, and their facts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, render_form, submit_form
from agencies.lists.numbers import localized_number
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from conferences.dialogues.models import Speech
from conferences.dialogues.queries import visible_dialogues, visible_speeches
from conferences.permissions import ConferencePermission
from conferences.petitions.forms import (
    BasePieces,
    ChangePetitionForm,
    PetitionFilter,
    PetitionForm,
    PieceFormSet,
    SplitForm,
)
from conferences.petitions.queries import petitions_for_list, visible_petitions, with_progress
from conferences.petitions.services import change_petition, enter_petition, split_speech


@require_safe
@requires(ConferencePermission.SEE_PETITIONS)
def petition_list(request: ActingRequest) -> HttpResponse:
    """What an agency has been asked; to the federation all petitions of all its dialogues."""
    today = timezone.localdate()
    form = PetitionFilter(request.GET, rows=with_progress(visible_petitions(request.actor), today))
    found = numbered_page(request, petitions_for_list(form.filter(), today))
    context = {
        "form": form,
        "petitions": found["page"],
        "previous": found["previous"],
        "next": found["next"],
        "sees_dialogues": request.actor.may(ConferencePermission.SEE_DIALOGUES),
        "may_answer": request.actor.may(ConferencePermission.ANSWER_PETITIONS),
    }
    return render(request, "conferences/petitions/petition_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.SEE_DIALOGUES)
@makes_once
def speech_split(request: ActingRequest, pk: int) -> HttpResponse:
    speech = get_object_or_404(visible_speeches(request.actor), pk=pk)
    form = SplitForm(request.POST or None, speech=speech)
    pieces: BasePieces = PieceFormSet(request.POST or None, prefix="pieces")
    made = submit_form(
        form,
        lambda: split_speech(
            speech=speech,
            version=form.cleaned_data["version"],
            pieces=pieces.facts(speech.employer_name),
            by=request.actor,
        ),
        pieces,
    )
    if made is None:
        return _speech_page(request, speech, form, pieces)
    words = ngettext(
        "%(n)s petition or opinion has been made of it.",
        "%(n)s petitions or opinions have been made of it.",
        len(made),
    )
    messages.success(request, words % {"n": localized_number(len(made))})
    return redirect(speech)


def _speech_page(
    request: ActingRequest, speech: Speech, form: SplitForm, pieces: BasePieces
) -> HttpResponse:
    if form.is_bound:
        # Somebody else may have split it meanwhile: what was typed is sent again as it stands.
        speech.refresh_from_db(fields=["version", "split_at"])
        form.renew(speech)
    today = timezone.localdate()
    context = {
        "speech": speech,
        "form": form,
        "pieces": pieces,
        "petitions": petitions_for_list(speech.petitions.all(), today),
        "may_keep": request.actor.may(ConferencePermission.KEEP_DIALOGUES),
    }
    return render(
        request, "conferences/petitions/speech.html", context, status=form_status(form, pieces)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def petition_enter(request: ActingRequest, pk: int) -> HttpResponse:
    dialogue = get_object_or_404(visible_dialogues(request.actor), pk=pk)
    form = PetitionForm(request.POST or None)
    made = submit_form(
        form, lambda: enter_petition(dialogue=dialogue, facts=form.facts, by=request.actor)
    )
    if made is None:
        context = {"dialogue": dialogue}
        return render_form(request, "conferences/petitions/petition_form.html", form, context)
    messages.success(request, _("It is written down."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_DIALOGUES)
def petition_change(request: ActingRequest, pk: int) -> HttpResponse:
    rows = visible_petitions(request.actor).select_related("dialogue")
    petition = get_object_or_404(rows, pk=pk)
    form = ChangePetitionForm(request.POST or None, petition=petition)
    if submit_form(
        form,
        lambda: change_petition(
            petition=petition,
            version=form.cleaned_data["version"],
            facts=form.facts,
            note=form.cleaned_data["note"] or "",
            by=request.actor,
        ),
    ):
        messages.success(request, _("It is saved."))
        return redirect(petition)
    context = {"dialogue": petition.dialogue, "petition": petition}
    return render_form(request, "conferences/petitions/petition_form.html", form, context)
