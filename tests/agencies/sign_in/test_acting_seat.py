"""Who holds several seats acts from the one chosen, and no page acts from another one by
surprise.
"""

import pytest
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.people.models import SeatHolding
from agencies.tasks.occurrence_models import Progress
from tests.factories import LONG_AGO, make_actor, make_seat, make_task, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    """Holds two seats of one agency; the first acts."""
    found = make_actor()
    second = make_seat(agency=found.seat.agency)
    SeatHolding.objects.create(seat=second, person=found.person, starts_on=LONG_AGO)
    return found


def second_seat(actor):
    return SeatHolding.objects.filter(person=actor.person).exclude(seat=actor.seat).get().seat


def report(client, actor, **fields):
    occurrence = make_task(lead=actor.seat.agency).occurrences.get()
    path = reverse("agencies:task-report", args=[occurrence.pk])
    return client.post(path, {"text": "Đang làm <gấp>.", "version": 0} | fields)


def test_the_log_says_from_which_of_the_seats(client, actor):
    sign_in(client, actor)
    report(client, actor, acting_seat=actor.seat.pk)
    client.post(reverse("agencies:seat-switch"), {"seat": second_seat(actor).pk, "next": "/"})
    report(client, actor, acting_seat=second_seat(actor).pk)
    told = AuditEntry.objects.filter(action="progress-report").order_by("pk")
    assert [entry.seat for entry in told] == [actor.seat, second_seat(actor)]


def test_a_page_opened_from_the_other_seat_asks_first_and_keeps_what_was_typed(client, actor):
    sign_in(client, actor)
    client.post(reverse("agencies:seat-switch"), {"seat": second_seat(actor).pk, "next": "/"})
    answer = report(client, actor, acting_seat=actor.seat.pk)
    page = answer.content.decode()
    assert (answer.status_code, Progress.objects.count()) == (409, 0)
    assert "Đang làm &lt;gấp&gt;." in page
    assert 'name="acting_seat"' not in page
    assert str(second_seat(actor)) in page


def test_a_script_is_told_too(client, actor):
    sign_in(client, actor)
    client.post(reverse("agencies:seat-switch"), {"seat": second_seat(actor).pk, "next": "/"})
    occurrence = make_task(lead=actor.seat.agency).occurrences.get()
    path = reverse("agencies:task-report", args=[occurrence.pk])
    headers = {"hx-request": "true", "x-acting-seat": str(actor.seat.pk)}
    assert client.post(path, {"text": "x", "version": 0}, headers=headers).status_code == 409
    assert Progress.objects.count() == 0


def test_the_page_says_from_which_seat_it_was_opened(client, actor):
    page = sign_in(client, actor).get(reverse("agencies:must-do")).content.decode()
    assert f'data-acting-seat="{actor.seat.pk}"' in page
    assert f'"X-Acting-Seat": "{actor.seat.pk}"' in page


def test_a_form_without_the_word_acts_as_before(client, actor):
    """Without JavaScript nothing says it: the acting seat is the one on the screen."""
    assert report(sign_in(client, actor), actor).status_code == 302


def test_a_seat_that_is_not_held_acts_nowhere(client, actor):
    sign_in(client, actor)
    foreign = make_seat(role="coordinator")
    client.post(reverse("agencies:seat-switch"), {"seat": foreign.pk, "next": "/"})
    session = client.session
    session["seat_id"] = foreign.pk
    session.save()
    report(client, actor)
    assert AuditEntry.objects.get(action="progress-report").seat == actor.seat
