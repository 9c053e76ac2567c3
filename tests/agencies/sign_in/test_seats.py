"""Seats one acts from, and agencies found by typing."""

import re
from datetime import date

import pytest

from agencies.people.models import SeatHolding
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import (
    LONG_AGO,
    make_actor,
    make_agency,
    make_person,
    make_seat,
    sign_in,
)

pytestmark = pytest.mark.django_db

MUST_DO, LIST, EXPORT = "/viec-can-lam/", "/nhiem-vu/", "/nhiem-vu/xuat/"
FRIDAY = date(2024, 3, 1)
PDF = b"%PDF-1.7\nnoi dung"
SUBMITTED, DONE = OccurrenceStatus.SUBMITTED, OccurrenceStatus.DONE


def test_ten_agencies_are_suggested_those_existing_first(client):
    make_agency("Sở Nội vụ cũ", valid_to=date(2024, 12, 31))
    for number in range(12):
        make_agency(f"Sở Nội vụ {number:02d}")
    page = sign_in(client, make_actor()).get("/co-quan/tim/", {"q": "so noi"}).content.decode()
    assert re.findall(r'data-label="(.*?)"', page) == [
        f"Sở Nội vụ {number:02d}" for number in range(10)
    ]


def test_an_ended_agency_is_suggested_with_its_last_day(client):
    make_agency("Sở Thương mại cũ", valid_to=date(2024, 12, 31))
    page = sign_in(client, make_actor()).get("/co-quan/tim/", {"q": "thuong mai"}).content.decode()
    assert "until 31/12/2024" in page


def test_one_acts_from_another_seat_one_holds_and_from_no_other(client):
    actor, second, foreign = make_actor(), make_seat(), make_seat()
    SeatHolding.objects.create(seat=second, person=actor.person, starts_on=LONG_AGO)
    sign_in(client, actor)
    assert client.post("/vi-tri/", {"seat": second.pk}).url == MUST_DO
    assert str(second) in client.get(MUST_DO).content.decode()
    assert [
        client.post("/vi-tri/", {"seat": seat}).status_code for seat in (foreign.pk, "", "x")
    ] == [404, 404, 404]


def test_a_person_without_a_seat_sees_no_tasks(client):
    client.force_login(make_person())
    assert [client.get(page).status_code for page in (MUST_DO, LIST, EXPORT)] == [403, 403, 403]
