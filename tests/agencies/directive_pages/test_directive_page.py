"""The page of a directive: everybody who was given something reads the text, and sees the tasks
that concern them.
"""

import re

import pytest
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from tests.factories import make_actor, make_agency, make_directive, make_task, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (SeatRole.PARTNER_OFFICER, ["Của mình", "Cùng làm"]),
        (SeatRole.OFFICER, ["Của mình", "Cùng làm"]),
        (SeatRole.LEADER, ["Của mình", "Cùng làm", "Của nơi khác"]),
        (SeatRole.COORDINATOR, ["Của mình", "Cùng làm", "Của nơi khác"]),
    ],
)
def test_an_agency_sees_its_own_tasks_of_a_document_and_not_how_others_stand(client, role, seen):
    actor, directive = make_actor(role=role), make_directive()
    agencies = [actor.seat.agency, *(make_agency(f"Sở {letter}") for letter in "XY")]
    for title, lead, helping in (
        ("Của mình", 0, ()),
        ("Cùng làm", 1, (agencies[0],)),
        ("Của nơi khác", 2, ()),
    ):
        make_task(title=title, lead=agencies[lead], coordinating=helping, directive=directive)
    page = (
        sign_in(client, actor)
        .get(reverse("agencies:directive-detail", args=[directive.pk]))
        .content.decode()
    )
    assert sorted(re.findall(r'<span class="clamp">(.*?)</span>', page)) == sorted(seen)


def test_an_officer_without_a_task_is_told_so(client):
    task, actor = make_task(), make_actor()
    page = (
        sign_in(client, actor)
        .get(reverse("agencies:directive-detail", args=[task.directive_id]))
        .content.decode()
    )
    assert "Your agency has no task from this document." in page
