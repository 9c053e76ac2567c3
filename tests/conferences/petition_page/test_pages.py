"""The pages of a dialogue cost the same for one petition and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conferences.dialogues.services import enter_speech
from conferences.opinions.services import enter_opinion
from tests.factories import sign_in
from tests.factories_conferences import (
    accepted_answer,
    make_answer,
    make_body,
    make_dialogue,
    make_federation,
    make_petition,
    route,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MOST = 15


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured.captured_queries)


def test_pages_ask_as_often_for_one_petition_as_for_many(client):
    federation, first, second = make_federation(), make_body(), make_body()
    dialogue = make_dialogue(federation)
    sign_in(client, federation)
    paths = [
        dialogue.get_absolute_url(),
        reverse("conferences:dialogue-list"),
        reverse("conferences:petition-list"),
        reverse("conferences:dialogue-publish", args=[dialogue.pk]),
    ]
    asked: dict[int, list[int]] = {}
    for size in (1, 25):
        while dialogue.petitions.count() < size:
            enter_speech(dialogue=dialogue, text="Phát biểu", by=federation)
            petition = make_petition(dialogue, federation, f"Kiến nghị {size}")
            parts = route(petition, federation, first, second)
            accepted_answer(make_answer(parts[0], first), federation)
            enter_opinion(petition=petition, judgement="helped", why="", by=federation)
        client.get(paths[0])
        asked[size] = [queries_of(client, path) for path in paths]
        asked[size].append(queries_of(client, petition.get_absolute_url()))
    assert asked[1] == asked[25]
    assert max(asked[25]) <= MOST, asked


def test_an_agency_sees_no_private_note_nor_the_employer(client):
    federation, body = make_federation(), make_body()
    petition = make_petition(make_dialogue(federation), federation, employer_name="Công ty May Thử")
    route(petition, federation, body)
    type(petition).objects.update(note="Nội bộ liên đoàn")
    seen = {}
    for name, by in {"federation": federation, "agency": body}.items():
        page = sign_in(client, by).get(petition.get_absolute_url()).content.decode()
        seen[name] = ("Công ty May Thử" in page, "Nội bộ liên đoàn" in page)
    assert seen == {"federation": (True, True), "agency": (False, False)}
