"""Pages of fairs as their readers get them."""

import pytest
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from conferences.fair_booking.booking import book_seat
from conferences.fair_booking.codes import seeker_token
from conferences.fair_booking.models import InterviewSeat, Seeker
from conferences.fair_booking.registration import consent_digest
from tests.factories import sign_in
from tests.factories_fairs import at, draft_fair, make_centre, make_fair_world, make_seeker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def world():
    return make_fair_world()


def test_a_draft_is_not_public(client):
    fair = draft_fair(make_centre(), title="Chưa công bố")
    assert client.get(fair.public_url).status_code == 404
    assert (
        "Chưa công bố" not in client.get(reverse("conferences:public-fair-list")).content.decode()
    )


def test_the_public_page_names_employers_and_warns_of_fees(client, world):
    page = client.get(world.fair.public_url).content.decode()
    assert world.booth.employer.agency.name in page
    assert "Công nhân lắp ráp" in page
    assert world.point.phone in page
    assert "Không ai được thu phí" in page
    assert "hop.example" not in page  # the room is for those who have booked


def test_the_calendar_file_says_the_hour_in_utc_and_no_link(client, world):
    path = reverse("conferences:fair-calendar", args=[world.fair.pk])
    body = client.get(path).content
    [event] = Calendar.from_ical(body).walk("VEVENT")
    assert event.decoded("dtstart") == at(8)
    assert b"hop.example" not in body
    assert client.get(path).content == body


def test_somebody_registers_books_and_declines_without_an_account(client, world):
    with translation.override("vi"):
        words = consent_digest()
    said = {
        "point": world.point.pk,
        "mode": "on_site",
        "full_name": "Nông Thị Hoa",
        "phone": "0912 000 999",
        "home": world.fair.host.province_id,
        "commune": "xã Tràng Định",
        "consent": "on",
        "words": words,
    }
    path = reverse("conferences:seeker-sign-up", args=[world.fair.pk])
    refused = client.post(path, {name: said[name] for name in said if name != "consent"})
    assert (refused.status_code, Seeker.objects.count()) == (422, 0)
    own = client.post(path, said).url
    book = {"act": "book", "block": world.block.pk, "at": at(8, 10).isoformat()}
    page = client.post(f"{own}gui/", book, follow=True).content.decode()
    seat = InterviewSeat.objects.get(seeker__isnull=False)
    assert seat.starts_at == at(8, 10)
    assert "https://hop.example/phong-1" in page
    client.post(f"{own}gui/", {"act": "cancel", "seat": seat.pk})
    seat.refresh_from_db()
    assert seat.seeker is None


def test_nobody_cancels_for_somebody_else(client, world):
    mine, other = make_seeker(world.fair), make_seeker(world.fair)
    seat = book_seat(seeker=other, block=world.block, starts_at=at(8))
    path = reverse("conferences:own-act", args=[seeker_token(mine)])
    client.post(path, {"act": "cancel", "seat": seat.pk})
    seat.refresh_from_db()
    assert seat.seeker == other
    assert client.post(path, {"act": "nonsense"}).status_code == 404


def test_the_page_of_interviews_shows_who_comes_and_takes_places_away(client, world):
    person = make_seeker(world.fair)
    seat = book_seat(seeker=person, block=world.block, starts_at=at(8))
    sign_in(client, world.recruiter)
    page = client.get(reverse("conferences:interview-block", args=[world.block.pk]))
    assert person.full_name in page.content.decode()
    assert "08:00 – 09:00" in page.content.decode()
    path = reverse("conferences:seats-reduce", args=[seat.pk])
    assert client.get(path).status_code == 200
    sent = {"places": "0", "given_up": [person.pk], "why": "Hỏng phòng"}
    assert client.post(path, sent | {"given_up": []}).status_code == 422
    assert client.post(path, sent).status_code == 302
    assert not InterviewSeat.objects.filter(starts_at=at(8)).exists()
