"""The roster of outlets with their agreements."""

import datetime

import pytest
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from campaigns.outlets.choices import AgreementState
from campaigns.outlets.models import Outlet
from campaigns.outlets.queries import own_outlets
from campaigns.outlets.services import add_outlet, change_outlet
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_campaigns import make_outlet, outlet_facts
from tests.factories_recruitment import make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAY = datetime.date(2024, 3, 13)
AGREED = {"agreement": "Biên bản làm việc 13/3/2024", "agreed_on": DAY}


@pytest.fixture
def keeper():
    return make_actor(role=SeatRole.COORDINATOR)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({}, AgreementState.NONE),
        (AGREED, AgreementState.FREE),
        (AGREED | {"agreed_until": DAY}, AgreementState.FREE),
        (AGREED | {"agreed_until": DAY}, AgreementState.ENDED),
    ],
)
def test_an_agreement_holds_until_its_last_day(keeper, given, state):
    outlet = make_outlet(keeper, **given)
    on = DAY + datetime.timedelta(days=1) if state == AgreementState.ENDED else DAY
    assert outlet.agreement_state(on) == state


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"agreement": "Biên bản"}, "agreed_on"),
        ({"agreed_on": DAY}, "agreement"),
        (AGREED | {"agreed_until": DAY - datetime.timedelta(days=1)}, "agreed_until"),
    ],
)
def test_half_an_agreement_is_refused_at_its_field(keeper, given, field):
    with pytest.raises(RuleError) as refused:
        make_outlet(keeper, **given)
    assert refused.value.field == field


def test_an_outlet_stands_once_in_the_roster_of_its_province(keeper):
    facts = outlet_facts()
    add_outlet(by=keeper, **facts)
    with pytest.raises(RuleError, match="already") as refused:
        add_outlet(by=keeper, **facts)
    assert refused.value.field == "name"
    add_outlet(by=keeper, **facts | {"province": make_province("Lạng Sơn", "lang-son")})


def test_only_who_keeps_the_waves_keeps_the_roster():
    with pytest.raises(RuleError, match="Only the labour department"):
        make_outlet(make_actor(role=SeatRole.NEWSROOM))


def test_each_enters_for_its_own_outlets(keeper):
    own = make_province("Bắc Giang", "bac-giang")
    there = make_province("Lạng Sơn", "lang-son")
    newsroom = make_actor(role=SeatRole.NEWSROOM)
    partner = make_actor(
        role=SeatRole.PARTNER_OFFICER, agency=make_agency("Sở Lạng Sơn", province=there)
    )
    broadcaster = make_outlet(keeper, province=own, agency=newsroom.seat.agency)
    paper = make_outlet(keeper, province=there)
    ended = make_outlet(keeper, province=there)
    facts = outlet_facts(name=ended.name, province=there, ended_on=DAY)
    change_outlet(outlet=ended, version=0, by=keeper, **facts)
    after = DAY + datetime.timedelta(days=1)
    assert {
        "keeper": set(own_outlets(keeper, after)),
        "newsroom": set(own_outlets(newsroom, after)),
        "partner": set(own_outlets(partner, after)),
        "officer": set(own_outlets(make_actor(), after)),
        "partner, that day": set(own_outlets(partner, DAY)),
    } == {
        "keeper": {broadcaster, paper},
        "newsroom": {broadcaster},
        "partner": {paper},
        "officer": set(),
        "partner, that day": {paper, ended},
    }


def test_an_outlet_is_entered_and_changed_on_its_page(client, keeper):
    province = make_province()
    sign_in(client, keeper)
    typed = {
        "name": "Báo Lạng Sơn",
        "kind": "newspaper",
        "province": province.pk,
        "website": "baolangson.example",
        "agreement": "Biên bản",
        "agreed_on": "13/3/2024",
    }
    assert client.post(reverse("campaigns:outlet-add"), typed).status_code == 302
    outlet = Outlet.objects.get()
    assert (outlet.website, outlet.agreed_on) == ("https://baolangson.example", DAY)
    path = reverse("campaigns:outlet-change", args=[outlet.pk])
    answer = client.post(path, typed | {"version": 0, "agreed_on": ""})
    assert answer.status_code == 422
    assert "Write the day of the agreement." in answer.content.decode()
    assert client.post(path, typed | {"version": 0, "ended_on": "01/5/2024"}).status_code == 302
    page = client.get(reverse("campaigns:outlet-list")).content.decode()
    assert "ended on 01/5/2024" in page


@pytest.mark.parametrize(("asked", "shown"), [("free", 1), ("none", 1), ("ended", 0), ("x", 2)])
def test_the_roster_is_filtered_by_agreement(client, keeper, asked, shown):
    make_outlet(keeper, name="Báo Một", **AGREED)
    make_outlet(keeper, name="Báo Hai")
    sign_in(client, keeper)
    page = client.get(reverse("campaigns:outlet-list"), {"agreement": asked}).content.decode()
    assert sum(name in page for name in ("Báo Một", "Báo Hai")) == shown
