"""The board as it is read: this quarter, late first, who is not late folded, sorted by a column."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import make_actor, make_agency, make_task, noon, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = date(2026, 11, 30)
LATE, AHEAD = date(2026, 11, 20), date(2026, 12, 20)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def page(client):
    one, two, calm = make_agency("Sở An"), make_agency("Sở Bình"), make_agency("Sở Yên")
    make_task(lead=one, due_on=LATE)
    for _number in range(2):
        make_task(lead=two, due_on=LATE)
    for _number in range(3):
        make_task(lead=calm, due_on=AHEAD)
    make_task(lead=one, due_on=date(2026, 2, 1), status=OccurrenceStatus.DONE)
    sign_in(client, make_actor(role=SeatRole.LEADER))
    return lambda query="": client.get(reverse("agencies:board") + query)


def names(rows) -> list[str]:
    return [row.agency.name for row in rows]


def test_the_running_quarter_stands_first_and_late_agencies_on_top(page):
    shown = page().context
    assert (names(shown["shown"]), names(shown["folded"])) == (["Sở Bình", "Sở An"], ["Sở Yên"])
    assert [row.assigned for row in shown["figures"]] == [2, 1, 3]
    assert [row.assigned for row in page("?quarter=").context["figures"]] == [2, 2, 3]


def test_a_column_sorts_all_agencies_and_folds_none(page):
    shown = page("?quarter=2026-4&sort=assigned").context
    assert (names(shown["shown"]), shown["folded"]) == (["Sở Yên", "Sở Bình", "Sở An"], [])
    assert names(page("?sort=name").context["shown"]) == ["Sở An", "Sở Bình", "Sở Yên"]
    assert names(page("?sort=x'").context["shown"]) == ["Sở Bình", "Sở An"]


def test_the_total_stands_on_top_and_the_bar_has_a_legend(page):
    body = page().content.decode()
    assert body.index(">Total<") < body.index("Sở Bình")
    assert "The bar:" in body
    assert "1 agency without anything late" in body
    assert "sort=late" in body
    assert body.count("quarter=2026-4") >= 8


def test_the_order_keeps_quarter_and_document(page):
    assert "?quarter=2026-4&amp;sort=late" in page().content.decode()
    assert 'href="?sort=late"' in page("?quarter=").content.decode()
    assert [row.assigned for row in page("?sort=name").context["figures"]] == [2, 2, 3]
