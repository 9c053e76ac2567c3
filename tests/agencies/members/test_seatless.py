"""A person without a seat learns who gives one; who looks after the system comes to the
administration.
"""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.database.tokens import token_digest
from agencies.members.models import Invitation
from agencies.people.models import SeatHolding
from agencies.registry import registry
from tests.factories import make_actor, make_agency, make_person, make_seat

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài dễ nhớ"
YESTERDAY = timedelta(days=1)


def browser_of(person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def page_of(person, path: str = "") -> str:
    answer = browser_of(person).get(path or reverse("agencies:must-do"))
    assert answer.status_code == 403
    return answer.content.decode()


def leaver(agency: Agency):
    actor = make_actor(agency=agency)
    SeatHolding.objects.filter(person=actor.person).update(ends_on=timezone.localdate() - YESTERDAY)
    return actor


def administrator_of(agency: Agency):
    actor = make_actor(agency=agency)
    SeatHolding.objects.filter(person=actor.person).update(is_administrator=True)
    return actor


def links_in(page: str) -> set[str]:
    return {
        link
        for link in re.findall(r'href="([^"#]+)"', page)
        if link.startswith("/") and "static" not in link
    }


# Where a person without a seat comes to -----------------------------------------------------------
@pytest.mark.parametrize("place", registry.nav_items, ids=lambda place: place.url_name)
def test_every_place_says_who_gives_a_seat_and_leads_to_none_of_them(place):
    office = make_agency(
        "Văn phòng UBND tỉnh Thử", kind=AgencyKind.OFFICE, email="van-phong@coquan.example"
    )
    coordinator = make_actor(role=SeatRole.COORDINATOR, agency=office)
    page = page_of(make_person(), reverse(place.url_name))
    assert "Hôm nay ông/bà không giữ vị trí nào" in page
    assert ("Văn phòng UBND tỉnh Thử" in page, "mailto:van-phong@coquan.example" in page) == (
        True,
        True,
    )
    assert coordinator.person.full_name not in page
    assert coordinator.person.email not in page


def test_no_link_of_that_page_leads_to_it_again():
    person = make_person()
    browser = browser_of(person)
    links = links_in(page_of(person))
    assert reverse("agencies:account") in links
    wrong = {
        link
        for link in links
        if "không giữ vị trí nào" in browser.get(link, follow=True).content.decode()
    }
    assert wrong == set()


def test_with_a_seat_the_other_refusal_stays():
    answer = browser_of(make_actor().person).get(reverse("agencies:policy-list"))
    page = answer.content.decode()
    assert (answer.status_code, "không giữ vị trí nào" in page, "Về Việc cần làm" in page) == (
        403,
        False,
        True,
    )


# Who is named -------------------------------------------------------------------------------------
def test_of_who_has_left_the_administrators_agency_is_named_first():
    agency = make_agency("Sở Xây dựng tỉnh Thử", email="sxd@coquan.example")
    administrator = administrator_of(agency)
    actor = leaver(agency)
    page = page_of(actor.person)
    day = timezone.localdate() - YESTERDAY
    assert f"{day.day:02}" in page
    assert f"Vị trí “{actor.seat.title}” của Sở Xây dựng tỉnh Thử đã kết thúc ngày" in page
    assert ("Người quản trị thành viên" in page, "mailto:sxd@coquan.example" in page) == (
        True,
        True,
    )
    assert (administrator.person.full_name in page, administrator.person.email in page) == (
        False,
        False,
    )


def test_an_agency_without_an_administrator_is_not_said_to_have_one():
    actor = leaver(make_agency())
    page = page_of(actor.person)
    assert ("Người quản trị thành viên" in page, "chưa có đầu mối điều phối" in page) == (
        False,
        True,
    )


def test_of_an_agency_that_was_merged_the_successor_is_named():
    heir = make_agency("Sở Nội vụ tỉnh Thử", valid_from=date(2025, 3, 1))
    administrator_of(heir)
    old = make_agency("Sở Lao động tỉnh Thử", valid_to=date(2025, 2, 28), successor=heir)
    page = page_of(leaver(old).person)
    assert re.search(r"<dd>\s*Sở Nội vụ tỉnh Thử", page)


def test_a_seat_that_begins_later_and_an_invitation_are_named():
    person, seat = make_person(), make_seat()
    begins = timezone.localdate() + timedelta(days=3)
    SeatHolding.objects.create(seat=seat, person=person, starts_on=begins)
    assert f"Vị trí “{seat.title}” của {seat.agency.name} bắt đầu từ ngày" in page_of(person)
    invited, other = make_person(), make_seat()
    given = {
        "seat": other,
        "full_name": "x",
        "starts_on": begins,
        "token_digest": token_digest("x"),
    }
    Invitation.objects.create(email=invited.email, sent_at=timezone.now(), **given)
    assert f"được mời giữ vị trí “{other.title}”" in page_of(invited)
    assert "được mời" not in page_of(person)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=8))
    assert "được mời" not in page_of(invited)


# Administrators of the system ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("is_staff", "first"), [(True, "admin:index"), (False, "agencies:must-do")]
)
def test_an_administrator_without_a_seat_begins_in_the_administration(is_staff, first):
    person = make_person(is_staff=is_staff, is_superuser=is_staff)
    person.set_password(PASSWORD)
    person.save()
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, reverse(first))
    assert browser.get("/").url == reverse(first)
    assert browser.get(reverse("admin:index")).status_code == (200 if is_staff else 302)
    page = browser.get(reverse("agencies:must-do")).content.decode()
    assert (f'href="{reverse("admin:index")}"' in page) is is_staff


def test_an_administrator_with_a_seat_begins_with_what_it_owes():
    actor = make_actor()
    actor.person.is_staff = True
    actor.person.save()
    assert browser_of(actor.person).get("/").url == reverse("agencies:must-do")


@pytest.mark.parametrize(
    "role", [SeatRole.PARTNER_OFFICER, SeatRole.NEWSROOM, SeatRole.EMPLOYER, SeatRole.LEADER]
)
def test_whoever_holds_a_seat_begins_as_before(role):
    kind = {SeatRole.EMPLOYER: AgencyKind.FIRM, SeatRole.NEWSROOM: AgencyKind.NEWSPAPER}.get(
        role, AgencyKind.DEPARTMENT
    )
    browser = browser_of(make_actor(role=role, agency=make_agency(kind=kind)).person)
    first = "campaigns:wave-list" if role == SeatRole.NEWSROOM else "agencies:must-do"
    assert browser.get("/").url == reverse(first)
    assert browser.get(reverse("agencies:must-do")).status_code == 200
