"""Every act that should tell somebody says so where nobody can be told."""

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.clearances.services import refuse_clearance
from agencies.conversation.comments import add_comment
from agencies.conversation.explanations import answer_explanation, ask_explanation
from agencies.conversation.extensions import answer_extension, ask_extension
from agencies.handover.services import hand_over_tasks
from agencies.mail.models import OutboxMessage
from agencies.notices.reach import Reach, watch_reach
from agencies.people.models import Person, SeatHolding
from agencies.progress.services import return_result, submit_result, withdraw_task
from agencies.requests.choices import ExtensionStatus
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import (
    make_actor,
    make_agency,
    make_clearance,
    make_seat,
    make_task,
    noon,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MONDAY, DUE, LATER = date(2024, 3, 4), date(2024, 3, 6), date(2024, 3, 12)
NOBODY = "Nobody holds a seat at Sở Vắng Người that could be told: nothing was sent there."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(noon(MONDAY), tick=False):
        yield


class Scene:
    """An agency whose officer leaves before the others act."""

    def __init__(self, **fields) -> None:
        self.lead = make_agency("Sở Vắng Người")
        self.officer = make_actor(agency=self.lead)
        self.decider = make_actor(role=SeatRole.COORDINATOR)
        self.leader = make_actor(role=SeatRole.LEADER)
        task = make_task(lead=self.lead, due_on=DUE, assigned_by=self.decider.seat, **fields)
        self.row = task.occurrences.get()

    def leave(self) -> None:
        SeatHolding.objects.filter(seat__agency=self.lead).update(ends_on=date(2024, 3, 3))

    def seen(self) -> dict:
        row = Occurrence.objects.select_related("task__lead").get(pk=self.row.pk)
        return {"occurrence": row, "version": row.version}

    def extension(self):
        given = {"wanted_on": LATER, "reason": "Chờ.", "by": self.officer}
        return ask_extension(**self.seen(), **given)


def explanation(on: Scene) -> Callable:
    return lambda: ask_explanation(
        occurrence=on.seen()["occurrence"], question="Vì sao?", by=on.leader
    )


def granted_extension(on: Scene) -> Callable:
    asked = on.extension()
    return lambda: answer_extension(extension=asked, verdict=ExtensionStatus.GRANTED, by=on.decider)


def returned(on: Scene) -> Callable:
    submit_result(text="Xong.", by=on.officer, **on.seen())
    return lambda: return_result(text="Thiếu.", by=on.decider, **on.seen())


def withdrawn(on: Scene) -> Callable:
    return lambda: withdraw_task(text="Giao nhầm.", by=on.decider, **on.seen())


def refused_clearance(on: Scene) -> Callable:
    clerk = make_actor()
    Occurrence.objects.filter(pk=on.row.pk).update(
        status=OccurrenceStatus.SUBMITTED, submitted_at=noon(MONDAY)
    )
    clearance = make_clearance(on.seen()["occurrence"].task, clerk.seat.agency)
    return lambda: refuse_clearance(clearance=clearance, text="Sửa.", by=clerk, version=0)


ACTS = [explanation, granted_extension, returned, withdrawn, refused_clearance]


@pytest.mark.parametrize("prepare", ACTS)
def test_an_act_whose_agency_has_nobody_in_its_seats_says_so(prepare):
    on = Scene()
    act = prepare(on)
    on.leave()
    OutboxMessage.objects.all().delete()
    with watch_reach() as reach:
        act()
    assert reach.sentence.startswith(NOBODY)
    assert (reach.is_nobody, OutboxMessage.objects.exists()) == (True, False)


@pytest.mark.parametrize("prepare", ACTS)
def test_control_with_somebody_in_the_seat_nothing_is_missing(prepare):
    act = prepare(Scene())
    with watch_reach() as reach:
        act()
    assert (reach.people, reach.sentence) == (1, "")


def test_an_answer_whose_asker_has_left_is_not_said_to_be_sent():
    on = Scene()
    asked = explanation(on)()
    SeatHolding.objects.filter(seat=on.leader.seat).delete()
    with watch_reach() as reach:
        answer_explanation(explanation=asked, answer="Do mưa.", by=on.officer)
    assert reach.is_nobody
    assert reach.unreached == [on.leader.seat.agency]


def test_a_clearing_agency_without_seats_is_named_when_the_result_is_handed_in():
    empty = make_agency("Đài Vắng")
    on = Scene(clearing=(empty,))
    with watch_reach() as reach:
        submit_result(text="Xong.", by=on.officer, **on.seen())
    assert reach.unreached == [empty]


def test_whoever_acts_alone_at_the_agency_is_not_missing():
    on = Scene()
    with watch_reach() as reach:
        ask_explanation(
            occurrence=on.seen()["occurrence"],
            question="Vì sao?",
            by=make_actor(role=SeatRole.COORDINATOR),
        )
    assert reach == Reach(people=1, unreached=[])


def test_a_holder_whose_account_is_closed_is_not_reached():
    on = Scene()
    act = explanation(on)
    Person.objects.filter(pk=on.officer.person.pk).update(is_active=False)
    with watch_reach() as reach:
        act()
    assert reach.is_nobody


def test_the_page_does_not_say_sent_when_nothing_was(client):
    on = Scene()
    on.leave()
    path = reverse("agencies:explanation-ask", args=[on.row.pk])
    said = {"question": "Vì sao?", "answer_by": "08/3/2024"}
    page = sign_in(client, on.leader).post(path, said, follow=True).content.decode()
    assert NOBODY in page
    assert "The question is kept with the task" in page
    assert "The agency is asked for its explanation." not in page


def test_control_the_page_says_sent_when_somebody_gets_it(client):
    on = Scene()
    path = reverse("agencies:explanation-ask", args=[on.row.pk])
    said = {"question": "Vì sao?", "answer_by": "08/3/2024"}
    page = sign_in(client, on.leader).post(path, said, follow=True).content.decode()
    assert "The agency is asked for its explanation." in page
    assert "Nobody holds a seat" not in page


def test_a_task_given_to_an_empty_seat_says_so(client):
    on = Scene()
    on.leave()
    empty = make_seat(agency=on.lead)
    path = reverse("agencies:task-seat", args=[on.row.pk])
    said = {"seat": str(empty.pk), "version": "0"}
    assert NOBODY in sign_in(client, on.decider).post(path, said, follow=True).content.decode()


def test_a_request_for_a_later_date_that_reaches_nobody_says_so():
    on = Scene()
    SeatHolding.objects.exclude(seat__agency=on.lead).delete()
    with watch_reach() as reach:
        on.extension()
    assert (reach.is_nobody, bool(reach.sentence)) == (True, True)


def test_a_comment_that_mentions_a_seat_without_a_holder_says_so():
    on = Scene()
    empty = make_seat(agency=on.lead)
    on.leave()
    with watch_reach() as reach:
        add_comment(
            occurrence=on.seen()["occurrence"], text="Xem giúp.", by=on.decider, mentioned=[empty]
        )
    assert reach.sentence.startswith(NOBODY)


def test_tasks_handed_over_to_a_successor_without_seats_say_so():
    on = Scene()
    old = make_agency("Sở Cũ", valid_to=date(2024, 2, 29), successor=on.lead)
    make_task(lead=old, due_on=DUE)
    on.leave()
    with watch_reach() as reach:
        hand_over_tasks(agency=old, by=on.decider)
    assert reach.sentence.startswith(NOBODY)


def test_the_sentence_gives_the_telephones_that_are_known():
    on = Scene()
    act = explanation(on)
    on.leave()
    Agency.objects.filter(pk=on.lead.pk).update(phone="0204 385 4111")
    with watch_reach() as reach:
        act()
    assert reach.sentence.endswith("or call Sở Vắng Người 0204 385 4111.")
