"""Whoever has no right to a thing does not find it either."""

import pytest

from agencies.bodies.choices import SeatRole
from agencies.search.queries import search_everything
from tests.factories import make_actor
from tests.marked_world import kept_world

pytestmark = pytest.mark.django_db
MARK = "Bimat7391"
PUBLIC = {"agencies": {"co-quan"}, "vacancies": {"viec-lam"}}
"""The register, and what is published."""


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), kept_world(MARK, tmp_path_factory.mktemp("files")) as keys:
        yield keys


@pytest.mark.usefixtures("whole_world")
@pytest.mark.parametrize(
    "role", [role for role in SeatRole if role not in (SeatRole.COORDINATOR, SeatRole.LEADER)]
)
def test_a_stranger_finds_nothing_but_what_is_everybodys(role):
    groups = search_everything(make_actor(role=role), MARK)
    hits = {group.provider.name: {hit.url.split("/")[1] for hit in group.hits} for group in groups}
    assert hits == {name: PUBLIC[name] for name in hits}


@pytest.mark.usefixtures("whole_world")
def test_control_a_coordinator_finds_more():
    groups = search_everything(make_actor(role=SeatRole.COORDINATOR), MARK)
    assert {group.provider.name for group in groups if group.hits} > PUBLIC.keys()
