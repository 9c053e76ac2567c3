"""A token reaches no further than who made it: it ends with the maker's right, seat and account,
for every scope.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.api.services import create_api_token
from agencies.bodies.models import Agency
from agencies.people.models import Person, SeatHolding
from agencies.registry import registry
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    representative_of,
    verified_employer,
)

pytestmark = pytest.mark.django_db
OPENED = {
    "/api/v1/vacancies": 200,
    "/api/v1/provinces?name=Huế": 200,
    "/api/v1/own-vacancies/HR-1": 404,  # opens: there is no vacancy with this number
}
CLOSED = dict.fromkeys(OPENED, 401)


@pytest.fixture
def maker():
    province = make_province()
    make_department(province)
    actor = representative_of(verified_employer(province, make_park(make_board(province))))
    other = make_actor(agency=actor.seat.agency, role=actor.seat.role)
    SeatHolding.objects.filter(seat=other.seat).update(is_administrator=True)
    return actor


@pytest.fixture
def token(maker) -> str:
    return create_api_token(
        agency=maker.seat.agency,
        name="HR",
        scopes=[scope for scope, _label in registry.api_scopes],
        by=maker,
    )[1]


def asked(client, token: str) -> dict[str, int]:
    headers = {"authorization": f"Bearer {token}"}
    return {path: client.get(path, headers=headers).status_code for path in OPENED}


def held(maker):
    return SeatHolding.objects.filter(person=maker.person)


def end_right(maker) -> None:
    held(maker).update(is_administrator=False)


def end_seat(maker) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    held(maker).update(starts_on=yesterday, ends_on=yesterday)


def close_account(maker) -> None:
    Person.objects.filter(pk=maker.person.pk).update(is_active=False)


def end_agency(maker) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Agency.objects.filter(pk=maker.seat.agency_id).update(valid_to=yesterday)


ENDS = [
    (end_agency, "Opens nothing: the agency has ended."),
    (end_right, "Opens nothing: its maker is no longer an administrator of the agency."),
    (end_seat, "Opens nothing: its maker no longer holds a seat of the agency."),
    (close_account, "Opens nothing: the account of its maker is closed."),
]


@pytest.mark.parametrize(("end", "said"), ENDS)
def test_a_token_ends_with_its_maker_for_every_scope_and_the_page_says_why(
    client, maker, token, end: Callable, said
):
    assert asked(client, token) == OPENED
    end(maker)
    assert asked(client, token) == CLOSED
    other = (
        SeatHolding.objects.select_related("seat__agency", "person")
        .exclude(person=maker.person)
        .get(seat__agency=maker.seat.agency, is_administrator=True)
    )
    sign_in(client, type(maker)(person=other.person, seat=other.seat))
    page = client.get(reverse("agencies:api-token-list", args=[maker.seat.agency_id]))
    [row] = page.context["tokens"]
    assert (row.state_label, said in page.content.decode()) == (said, True)


def test_a_holding_of_another_agency_keeps_no_token_alive(client, maker, token):
    elsewhere = make_actor()
    SeatHolding.objects.filter(seat=elsewhere.seat).update(
        person=maker.person, is_administrator=True
    )
    SeatHolding.objects.filter(seat=maker.seat, person=maker.person).delete()
    assert asked(client, token) == CLOSED


def test_on_the_last_day_it_still_opens(client, maker, token):
    held(maker).update(ends_on=timezone.localdate())
    assert asked(client, token) == OPENED


def test_who_asks_with_a_token_is_judged_in_one_query(maker, token, django_assert_num_queries):
    from agencies.api.models import ApiToken

    with django_assert_num_queries(1):
        assert ApiToken.objects.of_token(token).first() is not None
