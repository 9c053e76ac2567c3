"""A leader or coordinator asks why; the lead agency's answer is kept."""

from datetime import date

import pytest
from django.utils import translation

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.conversation.explanations import answer_explanation, ask_explanation
from agencies.database.locking import StaleOccurrenceError
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.notices.choices import NoticeEvent
from agencies.requests.models import Explanation
from agencies.tasks.choices import OccurrenceStatus
from tests.agencies.talk_data import DUE, MONDAY, scene
from tests.factories import make_actor, noon
from tests.together import at_once

pytestmark = pytest.mark.django_db
FRIDAY = date(2024, 3, 8)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def question(on, **given) -> Explanation:
    values = {"question": "Vì sao chậm?", "by": on.leader, "at": noon(FRIDAY)} | given
    return ask_explanation(occurrence=on.occurrence, **values)


def test_the_agency_has_three_working_days_unless_another_day_is_given():
    assert question(scene()).answer_by == date(2024, 3, 13)
    assert question(scene(), answer_by=date(2024, 3, 11)).answer_by == date(2024, 3, 11)


def test_the_day_of_the_answer_has_not_passed():
    with pytest.raises(RuleError) as refused:
        question(scene(), answer_by=date(2024, 3, 7))
    assert refused.value.field == "answer_by"


def test_asking_moves_neither_state_nor_version():
    on = scene(status=OccurrenceStatus.RETURNED)
    question(on)
    assert (on.fresh().status, on.occurrence.version) == (OccurrenceStatus.RETURNED, 0)


@pytest.mark.parametrize(
    ("fields", "allowed"),
    [
        ({}, True),
        ({"status": OccurrenceStatus.SUBMITTED}, True),
        ({"status": OccurrenceStatus.DONE, "submitted_on": date(2024, 3, 7)}, True),
        ({"status": OccurrenceStatus.DONE, "submitted_on": DUE}, False),
        ({"status": OccurrenceStatus.WITHDRAWN}, False),
    ],
)
def test_what_is_open_or_was_done_late_can_be_asked_about(fields, allowed):
    on = scene(**fields)
    if allowed:
        assert question(on).answered_at is None
    else:
        with pytest.raises(RuleError, match="cannot ask"):
            question(on)


@pytest.mark.parametrize(
    "role", [r for r in SeatRole if r not in (SeatRole.COORDINATOR, SeatRole.LEADER)]
)
def test_only_leaders_and_coordinators_ask(role):
    with pytest.raises(RuleError, match="cannot ask"):
        question(scene(), by=make_actor(role=role))


def test_a_question_needs_words_and_so_does_its_answer():
    on = scene()
    with pytest.raises(RuleError) as refused:
        question(on, question=" ")
    assert refused.value.field == "question"
    with pytest.raises(RuleError) as refused:
        answer_explanation(explanation=question(on), answer="", by=on.officer)
    assert refused.value.field == "answer"


def test_one_question_waits_at_a_time_and_the_second_is_told_whose():
    on = scene()
    first = question(on)
    with pytest.raises(RuleError, match=f"{on.leader.person} has already asked"):
        question(on, by=on.decider)
    answer_explanation(explanation=first, answer="Chờ số liệu.", by=on.officer)
    assert question(on, by=on.decider).asked_person == on.decider.person


def test_the_lead_agency_answers_and_nobody_else():
    helper = make_actor()
    on = scene(coordinating=(helper.seat.agency,))
    explanation = question(on)
    for other in (helper, on.decider, on.leader):
        with pytest.raises(RuleError, match="Only the lead agency"):
            answer_explanation(explanation=explanation, answer="Do mưa.", by=other)
    found = answer_explanation(
        explanation=explanation, answer=" Do mưa. ", by=on.officer, at=noon(FRIDAY)
    )
    kept = (found.answer, found.answered_at, found.answered_by, found.answered_person)
    assert kept == ("Do mưa.", noon(FRIDAY), on.officer.seat, on.officer.person)


def test_each_side_hears_of_the_other_and_the_log_keeps_both():
    on = scene()
    explanation = question(on)
    answer_explanation(explanation=explanation, answer="Do mưa.", by=on.officer, at=noon(MONDAY))
    told = OutboxMessage.objects.filter(channel="portal").order_by("id")
    assert [(m.person, m.context["event"], m.context["words"]) for m in told] == [
        (on.officer.person, NoticeEvent.EXPLANATION_ASKED, "Vì sao chậm?"),
        (on.leader.person, NoticeEvent.EXPLANATION_ANSWERED, "Do mưa."),
    ]
    logged = AuditEntry.objects.filter(target_type="agencies.explanation").order_by("id")
    assert list(logged.values_list("action", "person")) == [
        ("explanation-asked", on.leader.person.pk),
        ("explanation-answered", on.officer.person.pk),
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_answer_at_once_one_is_told():
    on = scene()
    explanation = question(on)

    def answer(words: str) -> str:
        try:
            answer_explanation(explanation=explanation, answer=words, by=on.officer)
        except StaleOccurrenceError:
            return "told"
        return words

    answers = at_once(lambda: answer("Do mưa."), lambda: answer("Do bão."))
    [kept] = [words for words in answers if words != "told"]
    assert (answers.count("told"), Explanation.objects.get().answer) == (1, kept)


@pytest.mark.django_db(transaction=True)
def test_of_two_questions_at_once_one_is_told_that_the_other_waits():
    on = scene()

    def ask(by) -> str:
        try:
            question(on, by=by)
        except RuleError:
            return "told"
        return "asked"

    assert sorted(at_once(lambda: ask(on.leader), lambda: ask(on.decider))) == ["asked", "told"]
    assert Explanation.objects.count() == 1
