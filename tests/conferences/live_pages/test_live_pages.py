"""Following a conference: by its signed address alone, answered from the version alone."""

import datetime
import gzip

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conferences.live_pages.middleware import copies
from conferences.live_pages.versions import LiveVersions, versions
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.programmes.links import follow_token
from conferences.programmes.running import begin_item
from conferences.programmes.services import renew_follow_link
from conferences.speeches.services import ask_to_speak, begin_speech
from tests.conferences.talk_world import published_talk

pytestmark = [pytest.mark.django_db]
NINE = datetime.datetime(2026, 11, 30, 9, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def world():
    with time_machine.travel(NINE, tick=False) as traveller:
        found = published_talk(starts_at=NINE)
        found.traveller = traveller
        forget()
        yield found
        forget()


def forget():
    # A process asks for the version once a second.
    versions.clear()
    copies.clear()


def address(world, name="live-now"):
    return reverse(f"conferences:{name}", args=[follow_token(world.programme)])


def ask(world, tag="", path=""):
    versions.clear()
    headers = {"if-none-match": tag} if tag else {}
    return Client().get(path or address(world), headers=headers)


def test_whoever_has_the_address_sees_what_runs_and_who_speaks(world):
    begin_item(item=world.items()[1], running=0, by=world.keeper)
    speech = ask_to_speak(
        conference=world.conference,
        point=world.communes[0],
        full_name="Lò Thị Mai",
        organisation="",
        topic="Xe đưa đón",
        minutes=5,
        by=None,
    )
    begin_speech(speech=speech, by=world.keeper)
    page = Client().get(address(world, "live-page")).content.decode()
    assert "Xem video" in page
    assert "Lò Thị Mai" in page
    assert world.communes[0].name in page


def test_another_address_opens_nothing(world):
    token = follow_token(world.programme)
    for wrong in (token[:-1], f"{world.programme.pk}-1.x", "x"):
        for name in ("live-page", "live-now"):
            path = reverse(f"conferences:{name}", args=[wrong])
            assert Client().get(path).status_code == 404


def test_a_renewed_address_shuts_the_earlier_one_and_opens_no_other_conference(world):
    other = published_talk(starts_at=NINE)
    old = address(world)
    assert Client().get(old).status_code == 200
    renew_follow_link(conference=world.conference, by=world.keeper)
    forget()
    assert Client().get(old).status_code == 404
    assert Client().get(address(world)).status_code == 200
    assert Client().get(address(other)).status_code == 200


def test_the_address_of_a_draft_opens_nothing(world):
    Conference.objects.update(state=ConferenceState.DRAFT)
    assert Client().get(address(world)).status_code == 404


def test_who_has_the_newest_version_is_told_so_by_one_statement(world):
    first = ask(world)
    assert first.status_code == 200
    path = address(world)
    with CaptureQueriesContext(connection) as captured:
        again = ask(world, first["ETag"], path)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert len(captured.captured_queries) == 1
    assert "conferences_programme" in captured.captured_queries[0]["sql"]


def test_all_others_get_one_copy_of_each_version(world):
    first = ask(world)
    path = address(world)
    with CaptureQueriesContext(connection) as captured:
        second = ask(world, path=path)
    assert second.content == first.content
    assert len(captured.captured_queries) == 1


def test_a_compressed_copy_says_so_and_is_sent_to_those_alone_who_can_read_it(world):
    plain = ask(world).content
    for _time in range(2):  # drawn, then the copy
        answer = Client().get(address(world), headers={"accept-encoding": "gzip"})
        sent = answer.content
        if answer.get("Content-Encoding") == "gzip":
            sent = gzip.decompress(sent)
        assert sent == plain
    assert ask(world).content == plain


def test_a_process_asks_for_the_version_once_a_second(world):
    now = [0.0]
    known = LiveVersions(clock=lambda: now[0])
    token, version = follow_token(world.programme), world.programme.live_version
    with CaptureQueriesContext(connection) as captured:
        for moment in (0, 0.5, 0.9, 1.1):
            now[0] = moment
            assert known.find(token) == version
    assert len(captured.captured_queries) == 2


def test_each_step_of_the_secretary_is_another_version(world):
    tags = [ask(world)["ETag"]]
    begin_item(item=world.items()[0], running=0, by=world.keeper)
    tags.append(ask(world, tags[-1])["ETag"])
    begin_item(item=world.items()[1], running=world.running(), by=world.keeper)
    answer = ask(world, tags[-1])
    tags.append(answer["ETag"])
    assert answer.status_code == 200
    assert len(set(tags)) == 3


def test_minutes_go_on_without_a_step(world):
    begin_item(item=world.items()[0], running=0, by=world.keeper)
    tag = ask(world)["ETag"]
    world.traveller.shift(datetime.timedelta(minutes=11))
    answer = ask(world, tag)
    assert answer.status_code == 200
    assert "Quá thời gian 1 phút" in answer.content.decode()


def test_nothing_of_it_is_kept_for_others_nor_found_by_search_engines(world):
    for answer in (ask(world), Client().get(address(world, "live-page"))):
        assert "private" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"


def test_following_writes_nothing_and_needs_no_session(world):
    client = Client()
    assert client.get(address(world)).cookies.keys() == set()
