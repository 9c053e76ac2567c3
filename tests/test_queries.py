"""No page asks the database more than a few times: every address, as those who see the most."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor
from recruitment.employers.models import Employer
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import representative_of
from tests.marked_world import make_marked_world
from tests.test_permission_table import NAMED, address, resolves
from tests.test_strangers import KEYED, path_of

pytestmark = pytest.mark.django_db
MOST = 15
OF_A_TASK = 20
"""The page of a task tells the story of a dozen kinds of things, each of which there is here
(decision 0027).
"""


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_marked_world("marked")


def actor_of(role: str, world: dict[str, int]) -> Actor:
    if role == "employer":
        return representative_of(Employer.objects.get(pk=world["employer"]))
    if role == "owner":
        seat = Seat.objects.get(pk=SeatHolding.objects.get(pk=world["holding"]).seat_id)
        return Actor(seat.holdings.get().person, seat)
    return make_actor(role=SeatRole(role))


def queries_of(client, path: str) -> int:
    """The second time: what a process keeps for all requests is read by then."""
    for _time in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
            list(answer.streaming_content if answer.streaming else ())
    return sum(
        not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured.captured_queries
    )


@pytest.mark.parametrize("role", [SeatRole.COORDINATOR, SeatRole.LEADER, "owner", "employer"])
def test_every_page_asks_a_few_times_only(client, world, role):
    sign_in(client, actor_of(role, world))
    paths = {name: address(name) for name in NAMED if resolves(name, [])}
    paths |= {name: path_of(name, world[kind]) for name, kind in KEYED.items()}
    asked = {name: queries_of(client, path) for name, path in paths.items()}
    many = {name: number for name, number in asked.items() if number > MOST}
    assert {name for name in many if "task-detail" not in name} == set()
    assert all(number <= OF_A_TASK for number in many.values())
    assert sum(number > 3 for number in asked.values()) > 40  # else nothing was opened


def test_control_a_page_that_asks_often_is_counted(client, world):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    assert queries_of(client, reverse("agencies:must-do")) > 6
