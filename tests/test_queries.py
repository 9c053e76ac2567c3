"""No page asks the database more than a few times, nor more often for more rows.

Every address, as those who see the most.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor
from recruitment.employers.models import Employer
from tests.access import KEYED, NAMED
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import representative_of
from tests.many_rows import multiply_rows
from tests.marked_world import make_marked_world
from tests.test_permission_table import address, resolves
from tests.test_strangers import path_of

pytestmark = pytest.mark.django_db
MOST = 15
LIMITS = {
    # It tells the story of a dozen kinds of things, each of which there is here (decision 0027).
    "task-detail": 22,
    # A leader's shows besides how all agencies are doing: late, waiting, load, quarters, news.
    "agencies:must-do": 19,
    # Its tasks with clauses and contacts, what is unclear of them, and the papers made of them.
    "directive-detail": 16,
    # It compares every figure of every app with what it is now.
    "campaigns:report-version": 67,
    # It counts all that a conference has recorded: the same that the minutes print.
    "conferences:closing": 20,
}
ROLES = [SeatRole.COORDINATOR, SeatRole.LEADER, "owner", "employer"]
MANY = [
    pytest.param(SeatRole.COORDINATOR, 10),
    *(
        pytest.param(role, 30, marks=pytest.mark.long("every page with thirty rows of each kind"))
        for role in ROLES
    ),
]
"""Ten show what is asked for each row; thirty, what begins only on a second page."""


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


def get(client, path: str) -> list[str]:
    """The statements with which the page is answered."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
        list(answer.streaming_content if answer.streaming else ())
    return [query["sql"] for query in captured.captured_queries]


def queries_of(client, path: str) -> int:
    return sum(
        not statement.startswith(("SAVEPOINT", "RELEASE")) for statement in get(client, path)
    )


@pytest.mark.parametrize(("role", "many"), MANY)
def test_every_page_asks_a_few_times_only_however_many_rows_there_are(client, world, role, many):
    sign_in(client, actor_of(role, world))
    paths = {name: address(name) for name in NAMED if resolves(name, [])}
    paths |= {name: path_of(name, world[kind]) for name, kind in KEYED.items()}
    # What a process keeps for all requests is read in the first round.
    asked = {}
    for before, size in ((1, 1), (1, 3), (3, many)):
        multiply_rows(before, size)
        asked[size] = {name: queries_of(client, path) for name, path in paths.items()}
    grown = {
        name: (asked[3][name], asked[many][name])
        for name in paths
        if asked[many][name] > asked[3][name] + 1
    }
    assert grown == {}
    often = {name: number for name, number in asked[many].items() if number > MOST}
    assert {name: number for name, number in often.items() if number > LIMITS.get(name, MOST)} == {}
    assert sum(number > 3 for number in asked[1].values()) > 40  # else nothing was opened


def test_control_a_page_that_asks_often_is_counted(client, world):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    assert queries_of(client, reverse("agencies:must-do")) > 6
