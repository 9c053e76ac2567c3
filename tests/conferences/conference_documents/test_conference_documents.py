"""The pack of documents: for whom each is, versions, who has read it, a reader's own notes."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.errors import RuleError
from conferences.conference_documents.models import DocumentNote, DocumentReading
from conferences.conference_documents.queries import (
    document_lines,
    documents_for,
    documents_of_point,
)
from conferences.conference_documents.services import (
    add_document,
    add_version,
    count_reading,
    withdraw_document,
    write_note,
)
from conferences.meetings.addresses import point_token
from tests.conferences.talk_world import make_talk
from tests.factories import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_talk()


def file(name="bao-cao.png", content=PNG):
    return ContentFile(content, name=name)


def add(world, title="Báo cáo", audience="all", **given):
    facts = {"title": title, "audience": audience, "files": [file()], "by": world.keeper, **given}
    return add_document(conference=world.conference, **facts)


def test_each_reader_has_what_is_for_it(world):
    for audience in ("all", "central", "chair"):
        add(world, audience, audience)
    seen = {
        name: [row.title for row in documents_for(world.conference, actor)]
        for name, actor in (
            ("keeper", world.keeper),
            ("chair", world.chair),
            ("guest", world.guest),
            ("stranger", world.stranger),
        )
    }
    assert seen == {
        "keeper": ["all", "central", "chair"],
        "chair": ["all", "central", "chair"],
        "guest": ["all"],
        "stranger": [],
    }
    links = [
        [row.title for row in documents_of_point(p)] for p in (world.central, world.communes[0])
    ]
    assert links == [["all", "central"], ["all"]]


def test_a_file_of_another_audience_is_not_fetched(world, client):
    version = add(world, audience="chair").versions.get()
    path = reverse("conferences:conference-document-file", args=[version.pk])
    sign_in(client, world.guest)
    assert client.post(path).status_code == 404
    token = point_token(world.communes[0])
    path = reverse("conferences:point-document-file", args=[token, version.pk])
    assert Client().post(path).status_code == 404
    assert not DocumentReading.objects.exists()


def test_a_new_version_keeps_the_earlier_one_and_is_new_to_who_has_read_it(world):
    document = add(world)
    guest = world.guest.person
    count_reading(document.versions.get(), person=guest)
    add_version(document=document, files=[file("ban-2.png")], by=world.keeper)
    line = line_for(world, person=guest.pk)
    assert [line.newest.number, *(v.number for v in line.earlier)] == [2, 1]
    assert (line.is_new, line.is_read) == (True, False)


def line_for(world, **reader):
    documents = documents_for(world.conference, world.keeper)
    return document_lines(documents, conference=world.conference, **reader)[0]


def test_each_reader_counts_once(world):
    version = add(world).versions.get()
    for _time in range(2):
        count_reading(version, person=world.guest.person)
        count_reading(version, point=world.communes[1])
    assert line_for(world, person=world.guest.person.pk).newest.read_by == 2


def test_a_document_of_before_the_invitations_is_not_new(world):
    add(world)
    assert line_for(world, point=world.communes[0].pk).is_new
    world.conference.invited_at = world.conference.documents.get().versions.get().added_at
    assert not line_for(world, point=world.communes[0].pk).is_new


def test_a_note_is_its_writers_alone(world, client):
    document = add(world)
    write_note(document=document, text="Hỏi về ký túc xá", by=world.guest)
    page = reverse("conferences:conference-document", args=[document.pk])
    for actor, is_seen in ((world.guest, True), (world.chair, False), (world.keeper, False)):
        sign_in(client, actor)
        assert ("Hỏi về ký túc xá" in client.get(page).content.decode()) is is_seen
    assert not AuditEntry.objects.filter(after__icontains="ký túc xá").exists()
    write_note(document=document, text="", by=world.guest)
    assert not DocumentNote.objects.exists()


def test_what_is_withdrawn_is_offered_to_nobody(world):
    document = add(world)
    withdraw_document(document=document, by=world.keeper)
    assert not documents_for(world.conference, world.keeper).exists()
    with pytest.raises(RuleError, match="is withdrawn"):
        add_version(document=document, files=[file()], by=world.keeper)


def test_only_who_runs_the_conference_adds(world):
    with pytest.raises(RuleError, match="Only the coordinators"):
        add(world, by=world.guest)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([], "Choose one file"),
        ([("a.png", PNG), ("b.png", PNG)], "Choose one file"),
        ([("a.exe", b"MZ" + bytes(64))], "not a PDF, DOCX"),
        ([("a.pdf", b"")], "is empty"),
    ],
)
def test_what_is_no_document_is_refused(world, files, words):
    with pytest.raises(RuleError, match=words) as refused:
        add(world, files=[file(*each) for each in files])
    assert refused.value.field == "files"
    assert not world.conference.documents.exists()


def test_the_pack_behind_a_points_link(world):
    version = add(world).versions.get()
    token = point_token(world.communes[0])
    client = Client()
    page = client.get(reverse("conferences:point-documents", args=[token])).content.decode()
    assert "Báo cáo" in page
    path = reverse("conferences:point-document-file", args=[token, version.pk])
    assert b"".join(client.post(path).streaming_content) == PNG
    assert DocumentReading.objects.get().point == world.communes[0]
