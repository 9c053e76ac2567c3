"""Contact points (đầu mối) with their history, the page of an agency, and tasks that follow the
seat.
"""

import datetime
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agencies.agency_pages.queries import contacts_of_agencies
from agencies.agency_pages.services import set_agency_phone, set_contact_point
from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.people.models import ContactPoint, SeatHolding
from agencies.progress.services import report_progress
from agencies.reminders.services import decide_reminders
from agencies.task_pages.history import history_of
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import (
    make_actor,
    make_agency,
    make_directive,
    make_person,
    make_seat,
    make_task,
    noon,
    sign_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

MONDAY, TUESDAY, LATER = date(2024, 3, 4), date(2024, 3, 5), date(2024, 4, 1)


def terms(agency) -> list[tuple]:
    return list(
        ContactPoint.objects.filter(agency=agency)
        .order_by("pk")
        .values_list("seat", "starts_on", "ends_on")
    )


def test_a_new_contact_point_ends_the_former_one_the_day_before():
    officer = make_actor()
    agency, other = officer.seat.agency, make_seat(agency=officer.seat.agency)
    set_contact_point(agency=agency, seat=officer.seat, by=officer, on=MONDAY)
    set_contact_point(agency=agency, seat=other, by=officer, on=LATER)
    assert terms(agency) == [(officer.seat.pk, MONDAY, date(2024, 3, 31)), (other.pk, LATER, None)]
    assert AuditEntry.objects.filter(action="contact-point-set").count() == 2


def test_one_replaced_on_its_first_day_has_that_day_alone():
    officer = make_actor()
    agency, other = officer.seat.agency, make_seat(agency=officer.seat.agency)
    for seat in (officer.seat, other):
        set_contact_point(agency=agency, seat=seat, by=officer, on=MONDAY)
    assert terms(agency) == [(officer.seat.pk, MONDAY, MONDAY), (other.pk, MONDAY, None)]
    assert contacts_of_agencies([agency], on=MONDAY)[agency.pk].point.seat == other


def test_the_document_s_contact_point_goes_before_the_agency_s():
    officer, directive = make_actor(), make_directive()
    agency, other = officer.seat.agency, make_seat(agency=officer.seat.agency)
    set_contact_point(agency=agency, seat=officer.seat, by=officer, on=MONDAY)
    set_contact_point(agency=agency, seat=other, directive=directive, by=officer, on=MONDAY)
    found = {
        d: contacts_of_agencies([agency], on=TUESDAY, directive=d)[agency.pk].point.seat
        for d in (None, directive)
    }
    assert found == {None: officer.seat, directive: other}
    assert contacts_of_agencies([agency], on=date(2024, 3, 3)) == {}


@pytest.mark.parametrize("role", [SeatRole.LEADER, SeatRole.OFFICER])
def test_strangers_name_nobody(role):
    seat = make_seat()
    with pytest.raises(
        RuleError, match="Only the agency itself or a coordinator names its contact"
    ):
        set_contact_point(agency=seat.agency, seat=seat, by=make_actor(role=role), on=MONDAY)


def test_a_coordinator_names_it_for_any_agency_but_only_one_of_its_seats():
    seat, coordinator = make_seat(), make_actor(role=SeatRole.COORDINATOR)
    set_contact_point(agency=seat.agency, seat=seat, by=coordinator, on=MONDAY)
    with pytest.raises(RuleError, match="Choose a seat of this agency") as refused:
        set_contact_point(agency=seat.agency, seat=make_seat(), by=coordinator, on=LATER)
    assert (refused.value.field, len(terms(seat.agency))) == ("seat", 1)


@pytest.mark.parametrize(("other", "day"), [(False, LATER), (True, date(2024, 3, 1))])
def test_the_same_seat_again_or_a_day_before_the_last_one_is_refused(other, day):
    officer = make_actor()
    agency = officer.seat.agency
    set_contact_point(agency=agency, seat=officer.seat, by=officer, on=MONDAY)
    with pytest.raises(RuleError, match="already"):
        set_contact_point(
            agency=agency,
            seat=make_seat(agency=agency) if other else officer.seat,
            by=officer,
            on=day,
        )
    assert terms(agency) == [(officer.seat.pk, MONDAY, None)]


# Pages --------------------------------------------------------------------------------------------
def test_task_and_document_show_whom_to_ask(client):
    officer = make_actor(agency=make_agency("Sở Lao động", email="sld@coquan.example"))
    task = make_task(lead=officer.seat.agency, title="Lập dự toán")
    set_contact_point(
        agency=task.lead, seat=officer.seat, directive=task.directive, by=officer, on=MONDAY
    )
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    words = f"{officer.person} – {officer.seat.title}"
    for page in (task.get_absolute_url(), task.directive.get_absolute_url()):
        content = " ".join(client.get(page).content.decode().split())
        assert (words in content, "sld@coquan.example" in content) == (True, True)


def test_an_agency_s_page_tells_its_place_in_time(client):
    heir = make_agency("Sở Nội vụ", valid_from=date(2025, 7, 1))
    old = make_agency("Sở Lao động", valid_to=date(2025, 6, 30), successor=heir)
    sign_in(client, make_actor())
    assert "now part of Sở Nội vụ" in client.get(old.get_absolute_url()).content.decode()
    assert (
        f'<a href="{old.get_absolute_url()}">Sở Lao động</a>'
        in client.get(heir.get_absolute_url()).content.decode()
    )


def test_the_counts_of_the_page_are_those_of_the_list_it_opens(client):
    agency = make_agency()
    make_task(lead=agency, due_on=date(2024, 3, 1))
    make_task(lead=agency, status=OccurrenceStatus.SUBMITTED)
    make_task(lead=agency, status=OccurrenceStatus.DONE)
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    page = client.get(agency.get_absolute_url()).context["page"]
    assert (page.open, page.late) == (2, 1)
    assert client.get(f"/nhiem-vu/?agency={agency.pk}").context["count"] == 2
    assert client.get(f"/nhiem-vu/?agency={agency.pk}&state=late").context["count"] == 1


@pytest.mark.parametrize(
    ("role", "sees"),
    [(SeatRole.PARTNER_OFFICER, False), (SeatRole.OFFICER, True), (SeatRole.LEADER, True)],
)
def test_names_are_for_officials_of_the_host(client, role, sees):
    officer = make_actor()
    page = (
        sign_in(client, make_actor(role=role))
        .get(officer.seat.agency.get_absolute_url())
        .content.decode()
    )
    assert (str(officer.person) in page) is sees


def test_a_partner_sees_the_names_of_its_own_agency(client):
    partner = make_actor(role=SeatRole.PARTNER_OFFICER)
    page = sign_in(client, partner).get(partner.seat.agency.get_absolute_url())
    assert partner.seat.title in page.content.decode()


def test_an_officer_names_the_contact_point_of_the_own_agency_alone(client):
    officer, other = make_actor(), make_actor()
    data = {"seat": officer.seat.pk, "directive": "", "on": "04/3/2024"}
    sign_in(client, officer)
    assert (
        client.post(f"/co-quan/{officer.seat.agency_id}/dau-moi/", data).url
        == officer.seat.agency.get_absolute_url()
    )
    assert terms(officer.seat.agency) == [(officer.seat.pk, MONDAY, None)]
    assert client.post(f"/co-quan/{other.seat.agency_id}/dau-moi/", data).status_code == 404


def test_a_refused_contact_point_says_why_and_keeps_what_was_typed(client):
    officer = make_actor()
    answer = sign_in(client, officer).post(
        f"/co-quan/{officer.seat.agency_id}/dau-moi/", {"seat": "", "on": "31/02/2024"}
    )
    assert (answer.status_code, 'value="31/02/2024"' in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_much_it_lists(client, django_assert_num_queries, count):
    coordinator, agency = make_actor(role=SeatRole.COORDINATOR), make_agency()
    for number in range(count):
        actor = make_actor(agency=agency)
        set_contact_point(agency=agency, seat=actor.seat, by=actor, on=date(2024, 3, 4 + number))
        make_agency(successor=agency, valid_to=MONDAY)
    sign_in(client, coordinator).get(agency.get_absolute_url())
    with django_assert_num_queries(15):
        client.get(agency.get_absolute_url())


# Tasks follow the seat ----------------------------------------------------------------------------
def test_the_next_holder_is_reminded_and_the_history_shows_both():
    officer, successor = make_actor(), make_person()
    occurrence = make_task(lead=officer.seat.agency, due_on=date(2024, 3, 8)).occurrences.get()
    report_progress(
        occurrence=occurrence, text="Đã có dự thảo.", by=officer, version=0, at=noon(MONDAY)
    )
    SeatHolding.objects.filter(person=officer.person).update(ends_on=MONDAY)
    SeatHolding.objects.create(seat=officer.seat, person=successor, starts_on=TUESDAY)
    with time_machine.travel(datetime.datetime(2024, 3, 5, 2, tzinfo=datetime.UTC), tick=False):
        decide_reminders(on=TUESDAY)
        occurrence.refresh_from_db()
        after = type(officer)(person=successor, seat=officer.seat)
        report_progress(occurrence=occurrence, text="Đã trình ký.", by=after, version=1)
    assert set(OutboxMessage.objects.values_list("recipient", flat=True)) == {successor.email}
    said = [
        entry.who.split(",")[0] for entry in history_of(occurrence) if entry.text.startswith("Đã")
    ]
    assert said == [successor.full_name, officer.person.full_name]
    assert occurrence.task.lead == officer.seat.agency


# Telephones ---------------------------------------------------------------------------------------
def test_the_telephone_is_kept_as_one_says_it_and_stands_on_the_page(client):
    officer = make_actor()
    path = reverse("agencies:phone-set", args=[officer.seat.agency_id])
    sign_in(client, officer).post(path, {"phone": "02043854111"})
    officer.seat.agency.refresh_from_db()
    assert officer.seat.agency.phone == "0204 385 4111"
    page = client.get(officer.seat.agency.get_absolute_url()).content.decode()
    assert 'href="tel:02043854111"' in page
    client.post(path, {"phone": ""})
    officer.seat.agency.refresh_from_db()
    assert officer.seat.agency.phone == ""
    assert AuditEntry.objects.filter(action="agency-phone-set").count() == 2


def test_what_is_no_number_and_whoever_is_of_another_agency_is_refused(client):
    officer = make_actor()
    with pytest.raises(RuleError, match="one telephone number"):
        set_agency_phone(agency=officer.seat.agency, phone="gọi anh Ba", by=officer)
    path = reverse("agencies:phone-set", args=[make_agency().pk])
    assert sign_in(client, officer).post(path, {"phone": "02043854111"}).status_code == 404
