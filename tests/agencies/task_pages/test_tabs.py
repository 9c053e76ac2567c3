"""The list of tasks: tabs for the states that are asked most, the rest of the filter folded; what
whoever steers the work does first with a late task.
"""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from tests.factories import make_actor, make_task, noon, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = date(2024, 3, 4)
LIST = reverse("agencies:task-list")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def coordinator(client):
    actor = make_actor(role=SeatRole.COORDINATOR)
    sign_in(client, actor)
    return actor


def test_each_tab_asks_for_its_state_and_keeps_the_rest(client, coordinator):
    page = client.get(LIST, {"q": "kinh phí", "state": "late", "after": "x"})
    chosen = [str(label) for label, is_chosen, _query in page.context["tabs"] if is_chosen]
    asked = [query for _label, _chosen, query in page.context["tabs"]]
    assert chosen == ["Late"]
    assert asked == [
        f"q=kinh+ph%C3%AD&state={state}"
        for state in ("open", "late", "at_risk", "submitted", "all")
    ]
    assert [one for _, one, _ in client.get(LIST).context["tabs"]] == [True, *[False] * 4]


def test_the_filter_is_folded_until_something_in_it_is_asked(client, coordinator):
    def is_open(**asked) -> bool:
        return client.get(LIST, asked).context["form"].is_unfolded()

    assert [is_open(), is_open(state="late"), is_open(q="x")] == [False, False, False]
    assert [is_open(state="returned"), is_open(due_to="06/3/2024")] == [True, True]


def test_no_field_of_the_filter_stands_twice(client, coordinator):
    page = client.get(LIST, {"quarter": "2024-1", "work": "plan"}).content.decode()
    for name in ("state", "work", "quarter", "due_from", "due_to", "directive"):
        assert (name, page.count(f'name="{name}"')) == (name, 1)


def test_of_a_late_task_the_coordinator_first_reminds_then_asks_why(client, coordinator):
    late = make_task(due_on=date(2024, 3, 1)).occurrences.get()
    page = client.get(late.get_absolute_url()).content.decode()
    first = page.index('class="btn btn-primary" href="#remind"')
    assert first < page.index('class="btn btn-secondary" href="#ask"')
    assert 'id="remind"' in page
    assert 'id="ask"' in page
    ahead = make_task(due_on=date(2024, 3, 20)).occurrences.get()
    assert 'href="#remind"' not in client.get(ahead.get_absolute_url()).content.decode()
