"""Each kind of agency has its declared roles: in the invitation, its service, the administration,
the demonstration; and who acts for a service firm opens its own pages and tasks, and nothing else.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import ROLES_OF_KIND, AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.errors import RuleError
from agencies.members import services as members
from agencies.members.models import Invitation
from agencies.members.queries import roles_to_give
from agencies.people.models import Seat
from recruitment.service_firms.inspections import add_inspection
from tests.factories import make_actor, make_agency, make_directive, make_seat, sign_in
from tests.factories_recruitment import (
    make_board,
    make_firm,
    make_park,
    make_province,
    published_vacancy,
    verified_employer,
)
from tests.test_permission_table import GUARDED, address

pytestmark = pytest.mark.django_db
FIRMS = {AgencyKind.FIRM, AgencyKind.SERVICE_FIRM}
EVERY = [(kind, role) for kind in AgencyKind for role in SeatRole]


@pytest.fixture
def member(firm):
    return make_actor(role=SeatRole.EMPLOYER, agency=firm.agency)


def invite(agency: Agency, by, role: str, email: str = "dau@x.example") -> Invitation:
    given = {"email": email, "full_name": "An", "starts_on": timezone.localdate()}
    return members.invite_member(
        agency=agency, seat=None, new_seat=f"Vị trí {role}", role=role, by=by, **given
    )


# The table ----------------------------------------------------------------------------------------
def test_every_kind_has_its_roles_and_firms_one():
    assert set(ROLES_OF_KIND) == set(AgencyKind)
    assert {kind: ROLES_OF_KIND[kind] for kind in FIRMS} == {
        key: {SeatRole.EMPLOYER} for key in FIRMS
    }
    assert {kind for kind in AgencyKind if SeatRole.EMPLOYER in ROLES_OF_KIND[kind]} == FIRMS


@pytest.mark.parametrize("kind", AgencyKind)
def test_the_first_member_is_offered_the_basic_role_of_the_kind_and_no_other_is_taken(client, kind):
    coordinator, agency = make_actor(role=SeatRole.COORDINATOR), make_agency(kind=kind)
    basic = SeatRole.EMPLOYER if kind in FIRMS else SeatRole.OFFICER
    assert set(roles_to_give(agency)) == {basic}
    page = sign_in(client, coordinator).get(reverse("agencies:member-list", args=[agency.pk]))
    assert [value for value, _label in page.context["form"].fields["role"].choices] == [basic]
    for role in set(SeatRole) - {basic}:
        with pytest.raises(RuleError) as refused:
            invite(agency, coordinator, role)
        assert refused.value.field == "role"
    assert invite(agency, coordinator, basic).seat.role == basic


@pytest.mark.parametrize(("kind", "role"), EVERY)
def test_the_administration_takes_the_declared_roles_alone(kind, role):
    seat = Seat(agency=make_agency(kind=kind), title="Vị trí", role=role)
    if role in ROLES_OF_KIND[kind]:
        seat.full_clean()
    else:
        with pytest.raises(ValidationError) as refused:
            seat.full_clean()
        assert list(refused.value.message_dict) == ["role"]


def test_a_seat_that_has_a_wrong_role_is_filled_no_more_and_offers_it_to_none(department, firm):
    seat = make_seat(role=SeatRole.OFFICER, agency=firm.agency)
    assert set(roles_to_give(firm.agency)) == {SeatRole.EMPLOYER}
    given = {"email": "a@x.example", "full_name": "An", "starts_on": timezone.localdate()}
    with pytest.raises(RuleError) as refused:
        members.invite_member(agency=firm.agency, seat=seat, by=department, **given)
    assert refused.value.field == "seat"


def test_an_agency_becomes_no_kind_that_its_seats_do_not_fit():
    agency = make_seat(role=SeatRole.COORDINATOR).agency
    agency.kind = AgencyKind.FIRM
    with pytest.raises(ValidationError) as refused:
        agency.full_clean()
    assert list(refused.value.message_dict) == ["kind"]


def test_a_partners_first_member_is_a_partner_and_one_of_the_merged_host_an_officer():
    host = make_province("Bắc Ninh", slug="bac-ninh-2025")
    merged = make_province("Bắc Giang", slug="bac-giang")
    Province.objects.filter(pk=merged.pk).update(successor=host)
    basic = {
        name: list(roles_to_give(make_agency(province=province)))
        for name, province in {
            "host": host,
            "merged": merged,
            "none": None,
            "partner": make_province(),
        }.items()
    }
    assert basic == {
        **{key: [SeatRole.OFFICER] for key in ("host", "merged", "none")},
        "partner": [SeatRole.PARTNER_OFFICER],
    }


# A service firm's member --------------------------------------------------------------------------
def test_it_reads_neither_directives_nor_other_employers(client, department, firm, member):
    province = department.seat.agency.province
    other = verified_employer(province, make_park(make_board(province)))
    vacancy, directive = published_vacancy(other), make_directive(status="assigned")
    foreign = add_inspection(
        firm=make_firm(department),
        inspected_on=timezone.localdate(),
        number="",
        conclusion="x",
        findings=[],
        by=department,
    )
    sign_in(client, member)
    asked = {
        reverse("agencies:directive-list"): 403,
        reverse("agencies:directive-detail", args=[directive.pk]): 404,
        reverse("agencies:directive-file", args=[directive.pk]): 404,
        other.get_absolute_url(): 403,
        reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk]): 404,
        reverse("recruitment:service-firm-list"): 403,
        firm.get_absolute_url(): 403,
        foreign.get_absolute_url(): 404,
        reverse("recruitment:vacancy-desk"): 404,
        reverse("recruitment:own-employer"): 404,
        reverse("recruitment:usage-list"): 404,
    }
    assert {path: client.get(path).status_code for path in asked} == asked


@pytest.mark.long("asks for every address")
def test_no_address_of_the_portal_breaks_for_it(client, member):
    sign_in(client, member)
    granted = [name for name, right in GUARDED.items() if right.is_given_to(SeatRole.EMPLOYER)]
    statuses = {
        name: {client.get(address(name)).status_code, client.post(address(name)).status_code}
        for name in granted
    }
    assert {name: told for name, told in statuses.items() if max(told) >= 500} == {}
    assert [name for name, told in statuses.items() if told - {403, 405}] == granted


def test_it_sees_its_tasks_and_where_they_come_from_and_no_place_that_it_has_not(
    client, department, firm, member
):
    today = timezone.localdate()
    due_on = today + timedelta(days=30)
    finding = {"kind": "shortcoming", "text": "Bổ sung sổ.", "due_on": due_on, "fine": None}
    inspection = add_inspection(
        firm=firm,
        inspected_on=today - timedelta(days=1),
        number="",
        conclusion="Còn thiếu.",
        findings=[finding],
        by=department,
    )
    page = sign_in(client, member).get(reverse("agencies:must-do"))
    assert "Bổ sung sổ" in page.content.decode()
    assert client.get(inspection.get_absolute_url()).status_code == 200
    places = [place.url for place in page.context["places"]]
    assert places == [reverse(f"agencies:{name}") for name in ("must-do", "task-list", "month")]
    assert {client.get(path).status_code for path in places} == {200}


def test_control_an_employers_representative_has_its_places(client, department):
    employer = verified_employer(department.seat.agency.province)
    member = make_actor(role=SeatRole.EMPLOYER, agency=employer.agency)
    page = sign_in(client, member).get(reverse("agencies:must-do"))
    assert reverse("recruitment:own-employer") in [place.url for place in page.context["places"]]
