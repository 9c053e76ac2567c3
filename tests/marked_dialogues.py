"""A dialogue with one thing of each kind, with a mark in each text and nothing published."""

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from agencies.people.permissions import Actor
from conferences.answer_templates.services import add_template
from conferences.answers.models import AnswerLetter
from conferences.dialogues.models import Dialogue
from conferences.dialogues.services import enter_participants, enter_speech
from conferences.opinions.services import enter_opinion, make_opinion_link
from conferences.petition_imports.models import ImportedPetition, PetitionImport
from tests.factories_conferences import (
    accepted_answer,
    make_answer,
    make_body,
    make_dialogue,
    make_federation,
    make_petition,
    route,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def make_marked_dialogue(mark: str) -> dict[str, models.Model]:
    """With a petition that one agency has answered and another owes."""
    by, answering, owing = make_federation(), make_body(), make_body()
    dialogue = make_dialogue(by, title=mark[:200], place=mark[:200], chair=mark[:200])
    enter_participants(dialogue=dialogue, employer_name=mark[:200], people=12, by=by)
    speech = enter_speech(
        dialogue=dialogue, text=mark, speaker=mark[:120], employer_name=mark[:200], by=by
    )
    petition = make_petition(dialogue, by, mark, employer_name=mark[:200])
    given, owed = route(petition, by, answering, owing)
    file = ContentFile(PNG, name=f"{mark.replace('/', '')}.png")
    answer = make_answer(given, answering, text=mark, number=mark[:60], files=[file])
    accepted_answer(answer, by)
    opinion = enter_opinion(petition=petition, judgement="not_yet", why=mark[:1000], by=by)
    make_opinion_link(petition=petition, by=by)
    AnswerLetter.objects.filter(pk=answer.letter.pk).update(dialogue=dialogue, text=mark)
    template = add_template(title=mark[:120], text=mark, outcome="", by=answering)
    return {
        "answer-template": template,
        "dialogue": dialogue,
        "speech": speech,
        "petition": petition,
        "petition-part": owed,
        "petition-answer": answer,
        "answer-letter": answer.letter,
        "worker-opinion": opinion,
        "petition-import": make_marked_import(mark, dialogue, by),
    }


def make_marked_import(mark: str, dialogue: Dialogue, by: Actor) -> models.Model:
    """A list with one row that is not taken in."""
    source = PetitionImport.objects.create(
        dialogue=dialogue,
        seat=by.seat,
        person=by.person,
        file_name=mark[:200],
        sheet=mark[:120],
        uploaded_at=timezone.now(),
        unknown=[mark],
    )
    said = {"text": mark, "employer": mark, "theme": mark, "park": mark}
    ImportedPetition.objects.create(source=source, number=2, said=said, guessed=["theme", "park"])
    return source
