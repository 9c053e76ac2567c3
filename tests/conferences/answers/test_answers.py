"""Answers: each class with what it demands, half an answer is half answered, sent back with a
reason, a promise becomes a task, and the first version stays.
"""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agencies.errors import RuleError
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.answers.checking import return_answer
from conferences.answers.models import Answer, AnswerLetter
from conferences.petition_figures.queries import kind_figures
from conferences.petitions.choices import AnswerClass, PartState, PetitionKind
from conferences.petitions.models import Petition
from conferences.petitions.queries import with_progress, words_in
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
TODAY = timezone.localdate
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def body():
    return make_body()


@pytest.fixture
def petition(federation):
    return make_petition(make_dialogue(federation), federation)


def state_of(petition: Petition) -> tuple[str, str]:
    row = with_progress(Petition.objects.filter(pk=petition.pk), TODAY()).get()
    return row.progress, row.result


def test_an_answer_finishes_the_task_and_waits_for_the_federation(petition, federation, body):
    [part] = route(petition, federation, body)
    answer = make_answer(part, body)
    part.refresh_from_db()
    assert (part.state, part.outcome) == (PartState.ANSWERED, AnswerClass.CARRIED_OUT)
    assert Occurrence.objects.get().status == OccurrenceStatus.DONE
    accepted_answer(answer, federation)
    part.refresh_from_db()
    assert part.state == PartState.ACCEPTED


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " "}, "text"),
        ({"number": ""}, "number"),
        ({"outcome": AnswerClass.PROMISED}, "promised_on"),
        ({"outcome": AnswerClass.NO_FUNDS}, "reason"),
        ({"outcome": AnswerClass.SENT_UP}, "reason"),
        ({"outcome": AnswerClass.HIGHER_RULES}, "reason"),
        ({"outcome": AnswerClass.NOT_COMPETENT}, "referred_to"),
        ({"outcome": AnswerClass.DUPLICATE}, "referred_to"),
        ({"answered_on": TODAY() + timedelta(days=1)}, "answered_on"),
        ({"answered_on": TODAY() - timedelta(days=99)}, "answered_on"),
    ],
)
def test_each_class_demands_its_own(petition, federation, body, given, field):
    [part] = route(petition, federation, body)
    with pytest.raises(RuleError) as refused:
        make_answer(part, body, **given)
    assert refused.value.field == field
    assert not Answer.objects.exists()


def test_the_database_refuses_a_promise_without_a_date(petition, federation, body):
    [part] = route(petition, federation, body)
    answer = make_answer(part, body)
    with pytest.raises(IntegrityError, match="promise_has_a_date"), transaction.atomic():
        Answer.objects.filter(pk=answer.pk).update(outcome=AnswerClass.PROMISED)


def test_another_agency_does_not_answer(petition, federation, body):
    [part] = route(petition, federation, body)
    with pytest.raises(RuleError, match="Only the agency that is asked"):
        make_answer(part, make_body())


def test_half_an_answer_is_half_answered(petition, federation, body):
    first, second = route(petition, federation, body, make_body())
    make_answer(first, body)
    assert state_of(petition) == ("partly", "none")
    make_answer(second, federation, outcome=AnswerClass.EXPLAINED)
    assert state_of(petition) == ("answered", "explained")


def test_answered_is_not_resolved_and_both_are_counted_by_kind(federation, body):
    dialogue = make_dialogue(federation, due_on=TODAY() - timedelta(days=1))
    said = [
        {"outcome": AnswerClass.CARRIED_OUT},
        {"outcome": AnswerClass.EXPLAINED},
        {"outcome": AnswerClass.NO_FUNDS, "reason": "Chưa bố trí vốn"},
        {"outcome": AnswerClass.NOT_COMPETENT, "referred_to": "Quốc hội"},
    ]
    for given in said:
        [part] = route(make_petition(dialogue, federation), federation, body)
        make_answer(part, body, **given)
    route(make_petition(dialogue, federation), federation, body)
    make_petition(dialogue, federation)
    make_petition(dialogue, federation, kind=PetitionKind.OPINION)
    line, opinions, information = kind_figures(dialogue.petitions.all(), TODAY())
    assert (line.all, line.answered, line.partly, line.waiting, line.unrouted) == (6, 4, 0, 1, 1)
    assert (line.resolved, line.under_way, line.explained, line.elsewhere) == (1, 1, 1, 1)
    assert line.late == 1
    assert (opinions.all, opinions.answered, information.all) == (1, 0, 0)


def test_a_promise_becomes_a_task_when_it_is_checked(petition, federation, body):
    [part] = route(petition, federation, body)
    day = TODAY() + timedelta(days=40)
    answer = make_answer(part, body, outcome=AnswerClass.PROMISED, promised_on=day)
    assert Occurrence.objects.count() == 1
    answer = accepted_answer(answer, federation)
    kept = Occurrence.objects.get(task=answer.promise)
    assert (kept.due_on, kept.task.lead) == (day, body.seat.agency)
    assert state_of(petition) == ("answered", "under_way")


def test_the_federation_puts_the_class_right(petition, federation, body):
    [part] = route(petition, federation, body)
    answer = make_answer(part, body)
    with pytest.raises(RuleError, match="Say why it is not resolved"):
        accepted_answer(answer, federation, outcome=AnswerClass.NOT_YET)
    accepted_answer(answer, federation, outcome=AnswerClass.NOT_YET, reason="Chờ quy hoạch")
    part.refresh_from_db()
    assert part.outcome == AnswerClass.NOT_YET
    assert state_of(petition) == ("answered", "under_way")


def test_an_answer_sent_back_is_owed_again_and_the_next_is_a_further_version(
    petition, federation, body
):
    [part] = route(petition, federation, body)
    answer = make_answer(part, body, text="Đã rõ")
    due = TODAY() + timedelta(days=7)
    return_answer(answer=answer, version=0, why="Thiếu lộ trình", due_on=due, by=federation)
    part.refresh_from_db()
    assert (part.state, part.due_on, part.outcome) == (PartState.RETURNED, due, "")
    assert state_of(petition) == ("waiting", "none")
    assert Occurrence.objects.order_by("-pk")[0].due_on == due
    make_answer(part, body, text="Đã rõ, có lộ trình")
    kept = [(a.edition, a.text, a.state) for a in part.answers.order_by("edition")]
    assert kept == [(1, "Đã rõ", "returned"), (2, "Đã rõ, có lộ trình", "handed_in")]
    with pytest.raises(RuleError, match="newer version"):
        accepted_answer(answer, federation)


def test_a_reason_is_needed_to_send_back(petition, federation, body):
    [part] = route(petition, federation, body)
    answer = make_answer(part, body)
    with pytest.raises(RuleError, match="Say what is missing"):
        return_answer(answer=answer, version=0, why=" ", due_on=TODAY(), by=federation)


def test_one_letter_answers_several_and_is_stored_once(petition, federation, body):
    other = make_petition(petition.dialogue, federation)
    first, second = route(petition, federation, body)[0], route(other, federation, body)[0]
    file = ContentFile(PNG, name="cong-van.png")
    make_answer(first, body, number="12/STN", files=[file])
    make_answer(second, body, number="12/STN")
    letter = AnswerLetter.objects.get()
    assert (letter.answers.count(), letter.name) == (2, "cong-van.png")


def test_the_letter_opens_for_those_who_see_the_petition(petition, federation, body, client):
    [part] = route(petition, federation, body)
    answer = make_answer(part, body, files=[ContentFile(PNG, name="a.png")])
    path = reverse("conferences:answer-letter", args=[answer.letter.pk])
    codes = {}
    for name, by in {"asked": body, "federation": federation, "other": make_body()}.items():
        response = sign_in(client, by).get(path)
        codes[name] = response.status_code
        if response.streaming:
            b"".join(response.streaming_content)
    assert codes == {"asked": 200, "federation": 200, "other": 404}


def test_answers_are_found_by_their_words(petition, federation, body):
    [part] = route(petition, federation, body)
    make_answer(part, body, text="Đã lắp mười tám cột đèn")
    assert list(Petition.objects.filter(words_in("cot den"))) == [petition]
    assert not Petition.objects.filter(words_in("cot buom")).exists()


def test_an_agency_answers_from_its_task_and_the_federation_checks_it(
    petition, federation, body, client
):
    [part] = route(petition, federation, body)
    path = reverse("conferences:answer-enter", args=[part.pk])
    typed = {
        "channel": "letter",
        "number": "7/STN",
        "answered_on": f"{TODAY():%d/%m/%Y}",
        "outcome": "no_funds",
        "text": "Chưa có vốn.",
        "version": part.version,
    }
    sign_in(client, body)
    refused = client.post(path, typed)
    assert refused.status_code == 422
    assert "Chưa có vốn." in refused.content.decode()
    assert client.post(path, typed | {"reason": "Vốn năm sau"}).status_code == 302
    answer = Answer.objects.get()
    sign_in(client, federation)
    check = {
        f"check-{part.pk}-outcome": "no_funds",
        f"check-{part.pk}-reason": "Vốn năm sau",
        f"check-{part.pk}-version": answer.version,
    }
    accept = reverse("conferences:answer-accept", args=[answer.pk])
    assert client.post(accept, check).status_code == 302
    answer.refresh_from_db()
    assert answer.state == "accepted"


def test_a_file_is_stored_or_refused_and_never_dropped(federation, body):
    dialogue = make_dialogue(federation)
    first, second, third = (
        route(make_petition(dialogue, federation), federation, body)[0] for _each in range(3)
    )
    file = ContentFile(PNG, name="a.png")
    make_answer(first, body, number="12/STN", files=[file])
    make_answer(second, body, number="12/STN", files=[ContentFile(PNG, name="again.png")])
    assert AnswerLetter.objects.count() == 1
    other = ContentFile(PNG + b"x", name="b.png")
    with pytest.raises(RuleError, match="stored already with another file"):
        make_answer(third, body, number="12/STN", files=[other])
    with pytest.raises(RuleError, match="A letter is one file"):
        make_answer(third, body, number="13/STN", files=[file, other])
    with pytest.raises(RuleError, match="A file belongs to a letter"):
        make_answer(third, body, channel="meeting", number="", files=[file])
