"""The speech register, and questions that become tasks."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.errors import RuleError
from agencies.tasks.occurrence_models import Occurrence
from conferences.meetings.addresses import point_token
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.speeches import services
from conferences.speeches.choices import QuestionState, SpeechState
from conferences.speeches.models import Question, SpeechRequest
from conferences.speeches.queries import speech_register
from conferences.speeches.questions import answer_in_writing, answer_question, ask_question
from tests.conferences.talk_world import published_talk
from tests.factories import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TEN = datetime.datetime(2026, 11, 30, 10, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def world():
    with time_machine.travel(TEN, tick=False) as traveller:
        found = published_talk(starts_at=TEN, state=ConferenceState.RUNNING)
        found.traveller = traveller
        yield found


def ask(world, name="Lò Thị Mai", *, point=None, by=None, minutes=5) -> SpeechRequest:
    return services.ask_to_speak(
        conference=world.conference,
        point=point or world.communes[0],
        full_name=name,
        organisation="",
        topic=f"Ý kiến của {name}",
        minutes=minutes,
        by=by,
    )


def question(world, *, by=None) -> Question:
    return ask_question(
        conference=world.conference,
        point=world.communes[0],
        full_name="",
        text="Có xe đưa đón không?",
        by=by,
    )


# Speeches -----------------------------------------------------------------------------------------
def test_who_asks_first_stands_first_until_the_secretary_moves_them(world):
    first, second, third = (ask(world, name) for name in ("A", "B", "C"))
    services.withdraw_speech(speech=second, by=None)
    services.move_speech(speech=third, places=-1, by=world.keeper)
    assert list(speech_register(world.conference).waiting) == [third, first]


def test_one_speaks_at_a_time_and_the_time_used_is_kept(world):
    first, second = ask(world, "A"), ask(world, "B")
    services.call_speaker(speech=first, by=world.keeper)
    services.begin_speech(speech=first, by=world.keeper)
    world.traveller.shift(datetime.timedelta(minutes=7))
    services.begin_speech(speech=second, by=world.keeper)
    register = speech_register(world.conference)
    assert (register.speaking, list(register.over)) == (second, [first])
    assert register.minutes_used == 7
    acts = AuditEntry.objects.filter(action__startswith="speech").order_by("pk")
    assert [entry.action for entry in acts] == [
        "speech-asked",
        "speech-asked",
        "speech-called",
        "speech-begun",
        "speech-ended",
        "speech-begun",
    ]


def test_a_speech_begun_by_mistake_waits_again_at_its_place(world):
    first, second = ask(world, "A"), ask(world, "B")
    services.begin_speech(speech=first, by=world.keeper)
    services.take_back_speech(speech=first, by=world.keeper)
    assert list(speech_register(world.conference).waiting) == [first, second]


def test_who_has_spoken_is_not_withdrawn(world):
    speech = ask(world)
    services.begin_speech(speech=speech, by=world.keeper)
    services.end_speech(speech=speech, by=world.keeper)
    with pytest.raises(RuleError, match="is not withdrawn"):
        services.withdraw_speech(speech=speech, by=None)


def test_a_point_does_not_fill_the_register(world):
    for _number in range(services.MOST_OF_A_POINT):
        ask(world)
    with pytest.raises(RuleError, match="Enough of your point"):
        ask(world)
    ask(world, by=world.keeper)
    ask(world, point=world.communes[1])


def test_only_the_secretary_calls(world):
    speech = ask(world)
    for service in (services.call_speaker, services.begin_speech, services.end_speech):
        with pytest.raises(RuleError, match="Only the coordinators"):
            service(speech=speech, by=world.guest)


def test_nobody_is_written_down_for_a_point_of_another_conference(world):
    other = published_talk(starts_at=TEN)
    with pytest.raises(RuleError, match="point of this conference") as refused:
        ask(world, point=other.communes[0], by=world.keeper)
    assert refused.value.field == "point"


def test_nothing_is_asked_once_it_is_closed(world):
    Conference.objects.update(state=ConferenceState.CLOSED)
    with pytest.raises(RuleError, match="closed or cancelled"):
        ask(world)
    with pytest.raises(RuleError, match="closed or cancelled"):
        question(world)


# Questions ----------------------------------------------------------------------------------------
def test_an_answer_in_writing_is_a_task_of_who_owes_it(world):
    asked = question(world)
    due = timezone.localdate() + datetime.timedelta(days=10)
    owner = world.chair.seat.agency
    done = answer_in_writing(question=asked, version=0, owner=owner, due_on=due, by=world.keeper)
    occurrence = Occurrence.objects.select_related("task").get()
    assert (occurrence.due_on, occurrence.task.lead) == (due, owner)
    assert "Có xe đưa đón không?" in occurrence.task.text
    assert occurrence.task.source_url == world.conference.get_absolute_url()
    assert (done.state, done.task) == (QuestionState.IN_WRITING, occurrence.task)
    with pytest.raises(RuleError, match="It is a task already"):
        answer_question(question=done, version=1, owner=None, answer="Có", by=world.keeper)


def test_an_answer_needs_words_and_an_old_page_overwrites_none(world):
    asked = question(world)
    facts = {"question": asked, "owner": None, "by": world.keeper}
    with pytest.raises(RuleError, match="Write what was answered") as refused:
        answer_question(version=0, answer=" ", **facts)
    assert refused.value.field == "answer"
    answer_question(version=0, answer="Có", **facts)
    with pytest.raises(RuleError, match="meanwhile"):
        answer_question(version=0, answer="Không", **facts)
    assert Question.objects.get().answer == "Có"


def test_a_day_that_is_over_is_no_deadline(world):
    asked = question(world)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    owner = world.chair.seat.agency
    with pytest.raises(RuleError, match="today or later") as refused:
        answer_in_writing(question=asked, version=0, owner=owner, due_on=yesterday, by=world.keeper)
    assert refused.value.field == "due_on"
    assert Question.objects.get().state == QuestionState.OPEN


# A point's own page -------------------------------------------------------------------------------
def path(point, name, *more):
    return reverse(f"conferences:{name}", args=[point_token(point), *more])


def test_a_point_asks_by_its_link_and_sees_its_own_alone(world, client):
    client.cookies["django_language"] = "en"
    mine, other = world.communes
    ask(world, "Người điểm khác", point=other)
    said = {
        "speech-full_name": "Lò Thị Mai",
        "speech-topic": "Xe đưa đón",
        "speech-minutes": "5",
    }
    answer = client.post(path(mine, "point-speech"), said, follow=True)
    page = answer.content.decode()
    assert "You are in the line." in page
    assert "Lò Thị Mai" in page
    assert "Người điểm khác" not in page
    client.post(path(mine, "point-question"), {"question-text": "Lương bao nhiêu?"})
    assert list(Question.objects.values_list("point", "text")) == [(mine.pk, "Lương bao nhiêu?")]


def test_a_point_withdraws_its_own_and_nobody_elses(world, client):
    mine, other = world.communes
    own, foreign = ask(world, point=mine), ask(world, point=other)
    assert client.post(path(mine, "point-speech-withdraw", foreign.pk)).status_code == 404
    assert client.post(path(mine, "point-speech-withdraw", own.pk)).status_code == 302
    states = dict(SpeechRequest.objects.values_list("pk", "state"))
    assert states == {own.pk: SpeechState.WITHDRAWN, foreign.pk: SpeechState.ASKED}


def test_a_link_that_was_renewed_asks_nothing(world, client):
    point = world.communes[0]
    old = path(point, "point-question")
    point.link_version += 1
    point.save()
    assert client.post(old, {"question-text": "x"}).status_code == 404
    assert not Question.objects.exists()


# The desk -----------------------------------------------------------------------------------------
def test_the_desk_shows_the_register_in_a_constant_number_of_queries(
    world, client, django_assert_max_num_queries
):
    sign_in(client, world.keeper)
    desk = reverse("conferences:running-desk", args=[world.conference.pk])
    client.get(desk)
    for number in range(25):
        ask(world, f"Người {number}", by=world.keeper)
        question(world, by=world.keeper)
    with django_assert_max_num_queries(15):
        page = client.get(desk).content.decode()
    assert page.count("Người ") >= 25


def test_the_desk_is_for_those_who_run_it(world, client):
    desk = reverse("conferences:running-desk", args=[world.conference.pk])
    sign_in(client, world.guest)
    assert client.get(desk).status_code == 403
