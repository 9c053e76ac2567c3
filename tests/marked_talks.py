"""A conference with one thing of each kind that is prepared, said and decided at it, with a mark in
each text.
"""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from conferences.closing.services import write_closing
from conferences.conference_documents.services import add_document, write_note
from conferences.meetings.choices import ConferenceState
from conferences.opinion_slips.services import answer_slip, make_slip
from conferences.speeches.questions import ask_question
from conferences.speeches.services import ask_to_speak
from tests.conferences.talk_world import add_items, make_talk, publish

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def make_marked_talk(mark: str) -> dict[str, models.Model]:
    """It runs; programme, documents, register and slip are there, and nothing is published."""
    world = make_talk(title=mark[:300], state=ConferenceState.RUNNING, communes=1)
    by, conference = world.keeper, world.conference
    item = add_items(world, ((mark[:300], 10), (f"{mark} 2"[:300], 5)))[0]
    item.presenter = mark[:200]
    item.save()
    publish(world)
    point = world.communes[0]
    speech = ask_to_speak(
        conference=conference,
        point=point,
        full_name=mark[:120],
        organisation=mark[:200],
        topic=mark[:300],
        minutes=5,
        by=by,
    )
    question = ask_question(
        conference=conference, point=point, full_name=mark[:120], text=mark[:2000], by=by
    )
    file = ContentFile(PNG, name=f"{mark.replace('/', '')}.png")
    document = add_document(
        conference=conference, title=mark[:300], audience="all", files=[file], by=by
    )
    write_note(document=document, text=mark[:4000], by=by)
    words = {"chair_name": mark[:120], "secretary_name": mark[:120]}
    texts = {"remarks": mark[:8000], "summary": mark[:8000]}
    write_closing(conference=conference, version=0, by=by, **words, **texts)
    return {
        "talk": conference,
        "programme-item": item,
        "speech": speech,
        "question": question,
        "conference-document": document,
        "document-version": document.versions.get(),
        "opinion-slip": _marked_slip(mark, world),
    }


def _marked_slip(mark, world) -> models.Model:
    slip = make_slip(
        conference=world.conference,
        question=mark[:1000],
        choices=[mark[:190], f"{mark[:190]} 2"],
        ends_at=timezone.now() + timedelta(days=1),
        by=world.keeper,
    )
    answer_slip(
        slip=slip,
        agency=world.guest.seat.agency,
        choice=slip.choices.first(),
        comment=mark[:1000],
        by=world.guest,
    )
    return slip
