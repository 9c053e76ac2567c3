"""Who answers: tasks with the deadline of the dialogue, redirected with the time that was used, and
handed over when the agency ends.
"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from agencies.errors import RuleError
from agencies.handover.services import hand_over_ended_agencies
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.answers.queries import agency_lines
from conferences.petitions.choices import PartState, PetitionKind
from conferences.petitions.models import PetitionPart
from conferences.petitions.queries import parts_with_due, visible_petitions
from conferences.petitions.routing import redirect_part
from tests.factories import make_agency
from tests.factories_conferences import (
    host_province,
    make_answer,
    make_body,
    make_dialogue,
    make_federation,
    make_petition,
    route,
)
from tests.factories_recruitment import make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = timezone.localdate


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def petition(federation):
    return make_petition(make_dialogue(federation), federation)


def test_each_agency_has_a_task_due_on_the_day_of_the_dialogue(petition, federation):
    bodies = make_body(), make_body()
    parts = route(petition, federation, *bodies)
    due = petition.dialogue.due_on
    found = [(o.task.lead, o.due_on) for o in Occurrence.objects.order_by("pk")]
    assert found == [(body.seat.agency, due) for body in bodies]
    assert [part.task.source_url for part in parts] == [petition.get_absolute_url()] * 2


def test_an_opinion_is_routed_to_nobody(petition, federation):
    opinion = make_petition(petition.dialogue, federation, kind=PetitionKind.OPINION)
    with pytest.raises(RuleError, match="owed no answer"):
        route(opinion, federation, make_body())


def test_nobody_is_asked_twice_nor_after_its_end_nor_in_another_province(petition, federation):
    body = make_body()
    route(petition, federation, body)
    with pytest.raises(RuleError, match="has this petition already"):
        route(petition, federation, body)
    ended, abroad = make_body(), make_body()
    ended.seat.agency.valid_to = TODAY() - timedelta(days=1)
    ended.seat.agency.save()
    abroad.seat.agency.province = make_province()
    abroad.seat.agency.save()
    for other in (ended, abroad):
        with pytest.raises(RuleError, match="cannot be asked"):
            route(petition, federation, other)


def test_a_redirected_petition_names_the_next_and_keeps_its_deadline(petition, federation):
    first, second = make_body(), make_body()
    with time_machine.travel(timezone.now() - timedelta(days=4)):
        [part] = route(petition, federation, first)
    taken = redirect_part(
        part=part,
        agency=second.seat.agency,
        reason="Thuộc ngành giao thông",
        version=0,
        by=first,
    )
    part.refresh_from_db()
    assert (part.state, part.redirected_to, part.reason) == (
        PartState.REDIRECTED,
        taken,
        "Thuộc ngành giao thông",
    )
    assert (taken.due_on, taken.first_routed_on, taken.routed_on) == (
        petition.dialogue.due_on,
        TODAY() - timedelta(days=4),
        TODAY(),
    )
    withdrawn, owed = Occurrence.objects.order_by("pk")
    assert (withdrawn.status, owed.status) == (
        OccurrenceStatus.WITHDRAWN,
        OccurrenceStatus.ASSIGNED,
    )
    assert owed.task.lead == second.seat.agency


def test_only_who_is_asked_redirects_with_a_reason_and_before_answering(petition, federation):
    first, second, stranger = make_body(), make_body(), make_body()
    [part] = route(petition, federation, first)

    def redirect(by, reason="x"):
        part.refresh_from_db()
        return redirect_part(
            part=part, agency=second.seat.agency, reason=reason, version=part.version, by=by
        )

    with pytest.raises(RuleError, match="Only the agency that is asked"):
        redirect(stranger)
    with pytest.raises(RuleError, match="Say why"):
        redirect(first, " ")
    make_answer(part, first)
    with pytest.raises(RuleError, match="answered, or redirected"):
        redirect(first)


def test_petitions_of_an_abolished_agency_follow_to_its_successor(petition, federation):
    old, heir = make_body("Sở Lao động"), make_body("Sở Nội vụ mới")
    [part] = route(petition, federation, old)
    agency = old.seat.agency
    agency.valid_to = TODAY() - timedelta(days=1)
    agency.successor = heir.seat.agency
    agency.save()
    assert list(visible_petitions(heir)) == [petition]
    hand_over_ended_agencies()
    part = PetitionPart.objects.select_related("task__lead").get(pk=part.pk)
    assert part.body == heir.seat.agency
    assert make_answer(part, heir).part == part
    assert Occurrence.objects.get().status == OccurrenceStatus.DONE


def test_a_later_deadline_of_the_task_is_that_of_the_petition(petition, federation):
    [part] = route(petition, federation, make_body())
    later = petition.dialogue.due_on + timedelta(days=7)
    Occurrence.objects.update(due_on=later)
    assert parts_with_due(PetitionPart.objects.all()).get().due == later
    assert part.due_on == petition.dialogue.due_on


def test_what_is_missing_is_counted_by_agency(federation):
    dialogue = make_dialogue(
        federation, held_on=TODAY() - timedelta(days=9), due_on=TODAY() - timedelta(days=1)
    )
    late, done = make_body("Sở A"), make_body("Sở B")
    for _each in range(2):
        parts = route(make_petition(dialogue, federation), federation, late, done)
        make_answer(parts[1], done)
    lines = [
        (line.name, line.asked, line.given, line.missing, line.late, line.first_due)
        for line in agency_lines(dialogue, TODAY())
    ]
    assert lines == [("Sở A", 2, 0, 2, 2, dialogue.due_on), ("Sở B", 2, 2, 0, 0, None)]


def test_bodies_before_the_merger_could_be_asked_then(federation):
    before = make_province()
    before.successor = host_province()
    before.save()
    agency = make_agency("Sở cũ", province=before)
    petition = make_petition(make_dialogue(federation), federation)
    petition.refresh_from_db()
    body = make_body()
    body.seat.agency = agency
    assert route(petition, federation, body)[0].agency == agency
