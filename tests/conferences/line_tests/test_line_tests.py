"""The line test: red until done, ticks that come late or twice, the page that follows, calls."""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.errors import RuleError
from conferences.line_tests.choices import CheckResult, LineCheck, LineRound
from conferences.line_tests.models import LineIncident, LineResult
from conferences.line_tests.queries import line_rows, present_round, untried_points
from conferences.line_tests.services import Tick, enter_ticks, note_incident
from conferences.meetings.addresses import point_token
from conferences.meetings.models import Conference, Point
from conferences.meetings.services import begin_conference, close_conference
from tests.factories import make_actor, sign_in
from tests.factories_meetings import (
    HOUR,
    announced_conference,
    make_commune_committee,
    make_runner,
    point_at,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
FIRST = LineRound.DAY_BEFORE
ALL = [Tick(FIRST, item, CheckResult.PASSED) for item in LineCheck]


@pytest.fixture
def runner():
    return make_runner()


@pytest.fixture
def point(runner):
    commune = make_commune_committee()
    return point_at(announced_conference(runner, commune), commune)


def row_of(point, round_=FIRST):
    [row] = line_rows(Point.objects.filter(pk=point.pk), round_)
    return row


def kept(point, item=LineCheck.POWER, result="passed", waited=0, nonce=None, **more):
    said = {"round": FIRST, "item": item, "result": result, "waited": waited}
    return said | {"nonce": nonce or uuid.uuid4().hex, "note": ""} | more


def send(client, point, *ticks):
    link = reverse("conferences:point-ticks", args=[point_token(point)])
    return client.post(link, {"ticks": json.dumps(ticks)})


# What is entered ----------------------------------------------------------------------------------
def test_a_point_is_red_until_all_checks_have_passed(point):
    assert (row_of(point).tone, row_of(point).passed) == ("late", 0)
    enter_ticks(point=point, ticks=ALL[:-1], by=None)
    assert (row_of(point).tone, row_of(point).passed) == ("late", 11)
    enter_ticks(point=point, ticks=ALL[-1:], by=None)
    assert (row_of(point).tone, row_of(point).is_done) == ("done", True)
    assert row_of(point, LineRound.HOUR_BEFORE).passed == 0


def test_a_tick_that_is_sent_twice_counts_once(client, point):
    tick = kept(point)
    version = Conference.objects.get().line_version
    assert send(client, point, tick).json()["results"]["day-before power"] == "passed"
    send(client, point, tick)
    assert LineResult.objects.count() == 1
    assert Conference.objects.get().line_version == version + 1


def test_a_tick_that_waited_on_a_phone_does_not_write_over_a_later_one(client, runner, point):
    enter_ticks(
        point=point,
        ticks=[Tick(FIRST, LineCheck.ECHO, CheckResult.FAILED, "hú ở loa phải")],
        by=runner,
    )
    answer = send(client, point, kept(point, LineCheck.ECHO, "passed", waited=600))
    assert answer.json()["results"]["day-before echo"] == "failed"
    newer = send(client, point, kept(point, LineCheck.ECHO, "passed", waited=0))
    assert newer.json()["results"]["day-before echo"] == "passed"


def test_it_is_kept_when_it_was_ticked_and_when_it_arrived(client, point):
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=False):
        send(client, point, kept(point, waited=900))
        row = LineResult.objects.get()
        assert (row.noted_at - row.tried_at, row.noted_person) == (timedelta(seconds=900), None)


@pytest.mark.parametrize(
    "ticks",
    [
        "x",
        "5",
        "[5]",
        '[{"round": "day-before"}]',
        '[{"round":"day-before","item":"power","result":"passed","waited":"a","nonce":"b"}]',
        '[{"round":"day-before","item":"power","result":"passed","waited":1e999,"nonce":"b"}]',
    ],
)
def test_ticks_that_cannot_be_read_get_a_sentence(client, point, ticks):
    link = reverse("conferences:point-ticks", args=[point_token(point)])
    client.cookies["django_language"] = "en"
    answer = client.post(link, {"ticks": ticks})
    assert (answer.status_code, answer.json()) == (422, {"error": "These ticks cannot be read."})


def test_without_a_script_the_form_is_sent_as_a_whole_and_only_changes_count(client, point):
    enter_ticks(point=point, ticks=ALL[:1], by=None)
    link = reverse("conferences:point-ticks", args=[point_token(point)])
    said = {"round": FIRST}
    for item in LineCheck:
        before = "passed" if item == LineCheck.POWER else "untried"
        said |= {f"result_{item}": before, f"initial-result_{item}": before}
        said |= {f"note_{item}": "", f"initial-note_{item}": ""}
    said |= {"result_echo": "failed", "note_echo": "Hú"}
    # Meanwhile the centre takes a check back that this page still shows as passed.
    enter_ticks(point=point, ticks=[Tick(FIRST, LineCheck.POWER, CheckResult.FAILED)], by=None)
    assert client.post(link, said).status_code == 302
    assert dict(LineResult.objects.values_list("item", "result")) == {
        "power": "failed",
        "echo": "failed",
    }


# Rights -------------------------------------------------------------------------------------------
def test_the_link_of_another_point_opens_nothing_of_this_one(client, runner):
    one, two = make_commune_committee(), make_commune_committee()
    conference = announced_conference(runner, one, two)
    first, second = point_at(conference, one), point_at(conference, two)
    page = client.get(reverse("conferences:point-page", args=[point_token(first)]))
    assert page.status_code == 200
    assert second.name not in page.content.decode()
    send(client, first, kept(first))
    assert not LineResult.objects.filter(point=second).exists()
    mixed = f"{point_token(second).split('.')[0]}.{point_token(first).split('.')[1]}"
    for name in ("page", "ticks", "attendance", "present", "incident"):
        link = reverse(f"conferences:point-{name}", args=[mixed])
        answer = client.get(link) if name == "page" else client.post(link, {"ticks": "[]"})
        assert answer.status_code == 404
    other = reverse("conferences:point-attendance", args=[point_token(first)])
    [row] = second.invitations.all()
    client.post(
        other,
        {f"state_{row.pk}": "absent", f"initial-state_{row.pk}": "", f"version_{row.pk}": "0"},
    )
    assert not hasattr(second.invitations.get(), "attendance")


def test_a_seat_enters_for_its_own_point_and_the_runner_for_all(runner, point):
    own = make_actor(agency=point.agency)
    assert enter_ticks(point=point, ticks=ALL[:1], by=own) == 1
    assert enter_ticks(point=point, ticks=ALL[1:2], by=runner) == 1
    with pytest.raises(RuleError, match="Only the coordinators"):
        enter_ticks(point=point, ticks=ALL, by=make_actor())
    assert row_of(point).cells[0].words.startswith("Passed, ")
    assert own.person.full_name in row_of(point).cells[0].words


def test_nothing_is_entered_once_the_conference_is_closed(runner, point):
    begin_conference(conference=point.conference, by=runner)
    close_conference(conference=point.conference, by=runner)
    with pytest.raises(RuleError, match="over or cancelled"):
        enter_ticks(point=point, ticks=ALL, by=None)


# The page that follows ----------------------------------------------------------------------------
def test_the_matrix_is_drawn_again_only_when_something_changed(
    client, runner, point, django_assert_num_queries
):
    sign_in(client, runner)
    link = reverse("conferences:line-matrix", args=[point.conference_id])
    first = client.get(link)
    etag = first["ETag"]
    with django_assert_num_queries(4):  # session, person, seat, version
        same = client.get(link, headers={"If-None-Match": etag})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)
    enter_ticks(
        point=point,
        ticks=[Tick(FIRST, LineCheck.SOUND_IN, CheckResult.FAILED, "rè")],
        by=None,
    )
    fresh = client.get(link, headers={"If-None-Match": etag})
    assert fresh.status_code == 200
    assert fresh["ETag"] != etag
    assert "Sound in (rè)" in " ".join(fresh.content.decode().split())
    page = client.get(reverse("conferences:line-test", args=[point.conference_id]))
    shown = page.content.decode().partition("data-live-version")[2].partition(">")[2]
    drawn = fresh.content.decode()
    assert drawn.partition("as of")[2].partition("</span>")[2].strip() in shown


def test_the_matrix_names_whom_to_call(client, runner, point):
    Point.objects.filter(pk=point.pk).update(
        technician_name="Đàm Văn Kỹ", technician_phone="0912000111"
    )
    enter_ticks(point=point, ticks=[Tick(FIRST, LineCheck.POWER, CheckResult.FAILED)], by=None)
    sign_in(client, runner)
    page = client.get(reverse("conferences:line-test", args=[point.conference_id]))
    [failing] = page.context["failing"]
    assert (failing.point, failing.failing[0].item) == (point, LineCheck.POWER)
    assert 'href="tel:0912000111"' in page.content.decode()


def test_the_second_round_counts_from_three_hours_before_the_start(runner, point):
    conference = point.conference
    assert present_round(conference, conference.starts_at - 4 * HOUR) == FIRST
    assert present_round(conference, conference.starts_at - 3 * HOUR) == LineRound.HOUR_BEFORE


@time_machine.travel("2026-11-30 08:00+07:00", tick=False)
def test_a_line_test_waits_from_its_day_until_it_is_done(runner):
    commune = make_commune_committee()
    start = timezone.now() + 24 * HOUR
    conference = announced_conference(runner, commune, starts_at=start, test_at=start - 18 * HOUR)
    point, today = point_at(conference, commune), timezone.localdate()
    assert point in untried_points(today)
    assert not untried_points(today - timedelta(days=1)).exists()
    enter_ticks(point=point, ticks=ALL, by=None)
    assert point not in untried_points(today)
    assert point in untried_points(today + timedelta(days=1))  # the second round
    assert not untried_points(today + timedelta(days=2)).exists()


# Incidents ----------------------------------------------------------------------------------------
def test_an_incident_is_noted_with_time_minutes_and_mending(client, runner, point):
    link = reverse("conferences:point-incident", args=[point_token(point)])
    client.cookies["django_language"] = "en"
    moment = timezone.localtime() - timedelta(minutes=10)
    said = {
        "what": "Mất hình",
        "day": f"{moment:%d/%m/%Y}",
        "at": f"{moment:%H:%M}",
        "minutes_lost": "4",
        "mending": "Chuyển đường dự phòng",
    }
    assert client.post(link, said).status_code == 302
    incident = LineIncident.objects.get()
    assert (incident.point, incident.minutes_lost, incident.mending, incident.noted_by) == (
        point,
        4,
        "Chuyển đường dự phòng",
        None,
    )
    with pytest.raises(RuleError, match="has happened already"):
        note_incident(
            point=point,
            happened_at=timezone.now() + HOUR,
            minutes_lost=1,
            what="x",
            mending="",
            by=runner,
        )
