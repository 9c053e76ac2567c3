"""A letter that answers several petitions: uploaded, then split on one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.answers.models import AnswerLetter
from conferences.letter_splitting.forms import (
    MOST_PIECES,
    ConfirmForm,
    LetterForm,
    PieceFormSet,
    proposed_pieces,
    unknown_numbers,
)
from conferences.letter_splitting.pieces import split_letter
from conferences.letter_splitting.queries import (
    answered_dialogues,
    parts_to_answer,
    split_letters,
)
from conferences.letter_splitting.services import answer_from_letter, store_letter
from conferences.permissions import ConferencePermission
from conferences.petitions.models import PetitionPart


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.ANSWER_PETITIONS)
@makes_once
def letter_upload(request: ActingRequest, pk: int) -> HttpResponse:
    dialogue = get_object_or_404(answered_dialogues(request.actor), pk=pk)
    parts = parts_to_answer(dialogue, request.actor)
    form = LetterForm(request.POST or None, request.FILES or None, parts=parts)
    letter = submit_form(
        form, lambda: store_letter(dialogue=dialogue, by=request.actor, **form.cleaned_data)
    )
    if letter is None:
        context = {"dialogue": dialogue, "parts": len(parts)}
        return render_form(
            request, "conferences/letter_splitting/letter_upload.html", form, context
        )
    return redirect("conferences:letter-split", letter.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.ANSWER_PETITIONS)
@makes_once
def letter_split(request: ActingRequest, pk: int) -> HttpResponse:
    letter = get_object_or_404(split_letters(request.actor), pk=pk)
    parts = _parts(request, letter)
    split = split_letter(letter.text)
    proposed = proposed_pieces(split, parts)
    form = ConfirmForm(request.POST or None)
    pieces = PieceFormSet(
        request.POST or None,
        initial=proposed[:MOST_PIECES],
        prefix="pieces",
        form_kwargs={"parts": parts},
    )
    made = submit_form(
        form,
        lambda: answer_from_letter(
            letter=letter, pieces=pieces.confirmed(letter), by=request.actor
        ),
        pieces,
    )
    if made:
        messages.success(request, _handed_in(len(made)))
        return redirect("conferences:petition-list")
    context: dict[str, Any] = {
        "letter": letter,
        "split": split,
        "form": form,
        "pieces": pieces,
        "left_off": max(0, len(proposed) - MOST_PIECES),
        "unknown": unknown_numbers(split, parts),
        "missing": [part for part in parts if not _is_named(part, split.pieces)],
    }
    status = form_status(form, pieces)
    template = "conferences/letter_splitting/letter_split.html"
    return render(request, template, context, status=status)


def _parts(request: ActingRequest, letter: AnswerLetter) -> list[PetitionPart]:
    if letter.dialogue is None:
        return []
    found = parts_to_answer(letter.dialogue, request.actor)
    return [part for part in found if part.body == letter.agency]


def _is_named(part: PetitionPart, pieces: Any) -> bool:
    return any(part.petition.number in piece.numbers for piece in pieces)


def _handed_in(count: int) -> str:
    words = ngettext(
        "%(n)s answer is handed in. The federation checks it.",
        "%(n)s answers are handed in. The federation checks them.",
        count,
    )
    return words % {"n": count}
