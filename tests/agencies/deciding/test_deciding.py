"""Nobody approves what is their own, whatever is done in whatever order."""

from collections.abc import Callable
from datetime import date
from random import Random

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.conversation import extensions
from agencies.conversation.extensions import answer_extension, ask_extension
from agencies.deciding.queries import (
    Case,
    deciders_of,
    extensions_decided_by,
    results_decided_by,
)
from agencies.errors import RuleError
from agencies.must_do.entries import extensions_to_answer, results_to_decide
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.progress import services as progress
from agencies.progress.services import accept_result, enter_result, return_result, submit_result
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Extension
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.occurrence_models import Occurrence, Progress
from tests.factories import LONG_AGO, make_actor, make_agency, make_seat, make_task, noon, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MONDAY, DUE, LATER = date(2024, 3, 4), date(2024, 3, 6), date(2024, 3, 12)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(noon(MONDAY), tick=False):
        yield


def hold_too(person, *, role: str, agency=None) -> Actor:
    """Another seat of the same person."""
    seat = make_seat(role=role, agency=agency)
    SeatHolding.objects.create(seat=seat, person=person, starts_on=LONG_AGO)
    return Actor(person=person, seat=seat)


class World:
    """An agency with officer and coordinator, an office with a coordinator, a leader, and somebody
    who is officer here and coordinator there.
    """

    def __init__(self, *, with_office: bool = True, with_leader: bool = True) -> None:
        self.lead = make_agency()
        self.officer = make_actor(agency=self.lead)
        self.own = make_actor(role=SeatRole.COORDINATOR, agency=self.lead)
        self.actors = [self.officer, self.own]
        if with_office:
            self.office = make_actor(role=SeatRole.COORDINATOR, agency=make_agency())
            double = make_actor(agency=self.lead)
            self.actors += [
                self.office,
                double,
                hold_too(double.person, role=SeatRole.COORDINATOR, agency=make_agency()),
            ]
        if with_leader:
            self.leader = make_actor(role=SeatRole.LEADER, agency=make_agency())
            self.actors.append(self.leader)
        self.occurrence = make_task(lead=self.lead, due_on=DUE).occurrences.get()

    def fresh(self) -> Occurrence:
        return Occurrence.objects.select_related("task__lead").get(pk=self.occurrence.pk)

    def submitted(self, by: Actor | None = None) -> Occurrence:
        row = self.fresh()
        submit_result(occurrence=row, text="Xong.", by=by or self.officer, version=row.version)
        return self.fresh()

    def accept(self, by: Actor) -> None:
        row = self.fresh()
        accept_result(occurrence=row, by=by, version=row.version)

    def asked(self, by: Actor | None = None) -> Extension:
        row = self.fresh()
        given = {"wanted_on": LATER, "reason": "Chờ số liệu.", "version": row.version}
        return ask_extension(occurrence=row, by=by or self.officer, **given)


# In any order -------------------------------------------------------------------------------------
def _acts(world: World) -> list[Callable[[Actor, Random], object]]:
    def seen() -> dict:
        row = world.fresh()
        return {"occurrence": row, "version": row.version}

    def grant(by: Actor, _chance: Random) -> None:
        if asked := Extension.objects.filter(status=ExtensionStatus.ASKED).first():
            answer_extension(extension=asked, verdict=ExtensionStatus.GRANTED, by=by)

    def ask(by: Actor, chance: Random) -> None:
        wanted = date(2024, 4, 1 + chance.randrange(28))
        ask_extension(wanted_on=wanted, reason="Chờ.", by=by, **seen())

    return [
        lambda by, _chance: submit_result(text="Xong.", by=by, **seen()),
        lambda by, _chance: enter_result(text="Giấy.", received_on=MONDAY, by=by, **seen()),
        lambda by, _chance: accept_result(by=by, **seen()),
        lambda by, _chance: return_result(text="Thiếu.", by=by, **seen()),
        ask,
        grant,
    ]


def _play(world: World, chance: Random) -> int:
    # As many acts as were not refused.
    done = 0
    acts = _acts(world)
    for _step in range(25):
        try:
            chance.choice(acts)(chance.choice(world.actors), chance)
            done += 1
        except RuleError:
            continue
    return done


def own_approvals(world: World) -> list[str]:
    """What somebody approved that was their own: read from what is kept, not by the rule."""
    members = set(
        SeatHolding.objects.filter(seat__agency=world.lead).values_list("person", flat=True)
    )
    found = []
    handed_in = None
    for entry in Progress.objects.filter(occurrence=world.occurrence).order_by("pk"):
        if entry.kind == ProgressKind.SUBMISSION:
            handed_in = entry.person_id
        elif entry.kind in (ProgressKind.ACCEPTANCE, ProgressKind.RETURN):
            found += [entry.kind] if entry.person_id in members | {handed_in} else []
    for asked in Extension.objects.filter(
        occurrence=world.occurrence, status__in=ExtensionStatus.GIVEN
    ):
        is_own = asked.answered_person_id in members | {asked.asked_person_id}
        found += ["extension"] if is_own else []
    return found


@pytest.mark.parametrize("seed", range(12))
def test_nobody_approves_what_is_their_own_in_any_order_of_acts(seed):
    world = World()
    assert _play(world, Random(seed)) > 0  # noqa: S311 the same acts every time
    assert own_approvals(world) == []


def test_control_without_the_rule_the_same_acts_approve_their_own(monkeypatch):
    def only_the_right(case: Case, by: Actor, otherwise: str, **_on) -> None:
        if by.seat.role not in (SeatRole.COORDINATOR, SeatRole.LEADER):
            raise RuleError(otherwise)

    for module in (progress, extensions):
        monkeypatch.setattr(module, "refuse_unless_decides", only_the_right)
    found = []
    for seed in range(6):
        world = World()
        _play(world, Random(seed))  # noqa: S311 the same acts every time
        found += own_approvals(world)
    assert {"acceptance", "extension"} <= set(map(str, found))


# Who does -----------------------------------------------------------------------------------------
def seats_deciding(world: World) -> list:
    return deciders_of(Case.of_result(world.fresh())).seats


def test_of_a_coordinators_own_task_the_office_decides():
    world = World()
    world.submitted(by=world.own)
    with pytest.raises(RuleError, match=f"Decided by: {world.office.person}"):
        world.accept(world.own)
    world.accept(world.office)
    assert world.fresh().done_by == world.office.seat


def test_with_one_coordinator_a_leader_decides_and_otherwise_not():
    alone = World(with_office=False)
    alone.submitted()
    assert seats_deciding(alone) == [alone.leader.seat]
    alone.accept(alone.leader)
    beside = World()
    beside.submitted()
    with pytest.raises(RuleError, match="before the one whose turn it is"):
        beside.accept(beside.leader)


def test_who_entered_a_result_on_paper_does_not_accept_it():
    world = World(with_office=False)
    office = make_actor(role=SeatRole.COORDINATOR)
    row = world.fresh()
    given = {"text": "Báo cáo 45.", "received_on": MONDAY, "version": row.version}
    enter_result(occurrence=row, by=office, **given)
    with pytest.raises(RuleError, match="Nobody decides on what is their own"):
        world.accept(office)
    assert seats_deciding(world) == [world.leader.seat]


def test_a_second_seat_elsewhere_does_not_help():
    world = World(with_office=False)
    world.submitted()
    elsewhere = hold_too(world.officer.person, role=SeatRole.COORDINATOR)
    with pytest.raises(RuleError, match="Nobody decides on what is their own"):
        world.accept(elsewhere)


def test_where_nobody_is_left_the_page_says_who_must_be_given_a_seat(client):
    world = World(with_office=False, with_leader=False)
    row = world.submitted()
    assert seats_deciding(world) == []
    page = sign_in(client, world.own).get(row.get_absolute_url()).content.decode()
    assert "Give somebody of another agency" in page
    assert reverse("agencies:task-accept", args=[row.pk]) not in page


def test_the_page_of_the_owner_names_who_decides(client):
    world = World()
    row = world.submitted(by=world.own)
    page = sign_in(client, world.own).get(row.get_absolute_url()).content.decode()
    assert f"{world.office.person} ({world.office.seat.agency.display_name})" in page
    accept = reverse("agencies:task-accept", args=[row.pk])
    assert accept not in page
    assert accept in sign_in(client, world.office).get(row.get_absolute_url()).content.decode()


def test_the_request_goes_to_those_who_decide_on_it():
    world = World()
    asked = world.asked(by=world.own)
    assert extensions._seats_to_ask(asked) == [world.office.seat]
    with pytest.raises(RuleError, match="Decided by"):
        answer_extension(extension=asked, verdict=ExtensionStatus.GRANTED, by=world.own)
    answer_extension(extension=asked, verdict=ExtensionStatus.GRANTED, by=world.office)
    assert world.fresh().due_on == LATER


# Lists --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("with_office", [True, False])
def test_lists_and_rule_agree_for_every_seat(with_office):
    world = World(with_office=with_office)
    world.asked()
    world.submitted()
    today = timezone.localdate()
    for by in world.actors:
        seat = (by.seat.role, by.seat.agency_id, by.person.pk, today)
        listed = results_decided_by(results_to_decide(), *seat).exists()
        assert listed == deciders_of(Case.of_result(world.fresh())).include(by)
        asked = Extension.objects.select_related("occurrence__task").get()
        requests = extensions_decided_by(extensions_to_answer(), *seat).exists()
        assert requests == deciders_of(Case.of_extension(asked)).include(by)


def test_control_somebody_decides_in_each_world():
    for with_office in (True, False):
        world = World(with_office=with_office)
        world.submitted()
        assert seats_deciding(world) != []
        assert world.fresh().status == OccurrenceStatus.SUBMITTED
