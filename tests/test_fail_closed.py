"""What breaks inside a check of rights denies: no page, no trace or statement in the answer, and no
change.
"""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.people import permissions
from agencies.progress import changes, services as progress
from tests.checksums import fingerprint
from tests.factories import make_actor, make_task, sign_in

SECRET = "SELECT password FROM agencies_person"
pytestmark = pytest.mark.django_db


def broken(*_args, **_kwargs):
    raise RuntimeError(SECRET)


@pytest.fixture
def browser() -> Client:
    """Sees what a person would, and not the exception."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (permissions, "held_seats"),
        (permissions, "acting_seat"),
        (permissions.Actor, "may"),
        (permissions, "ROLE_PERMISSIONS"),
    ],
)
def test_a_broken_check_opens_nothing_and_says_nothing(browser, monkeypatch, where, what):
    task = make_task(title="Bimat7391")
    sign_in(browser, make_actor(role=SeatRole.COORDINATOR))
    monkeypatch.setattr(where, what, None if what.isupper() else broken)
    for path in (
        task.get_absolute_url(),
        reverse("agencies:audit"),
        reverse("agencies:task-export"),
    ):
        answer = browser.get(path)
        assert answer.status_code == 500
        for told in ("Bimat7391", SECRET, "Traceback", "RuntimeError", "TypeError"):
            assert told not in answer.content.decode()


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (progress, "refuse_unless_decides"),
        (progress, "refuse_unless"),
        (progress, "lock_as_seen"),
        (progress, "record_movement"),
        (changes, "record_action"),
    ],
)
def test_a_broken_step_changes_nothing(browser, monkeypatch, where, what):
    occurrence = make_task(due_on=date(2024, 3, 6), status="submitted").occurrences.get()
    sign_in(browser, make_actor(role=SeatRole.COORDINATOR))
    before = fingerprint()
    monkeypatch.setattr(where, what, broken)
    answer = browser.post(reverse("agencies:task-accept", args=[occurrence.pk]), {"version": "0"})
    assert (answer.status_code, fingerprint()) == (500, before)
    assert SECRET not in answer.content.decode()


def test_control_whole_the_same_act_is_done(browser):
    occurrence = make_task(due_on=date(2024, 3, 6), status="submitted").occurrences.get()
    sign_in(browser, make_actor(role=SeatRole.COORDINATOR))
    before = fingerprint()
    assert (
        browser.post(
            reverse("agencies:task-accept", args=[occurrence.pk]), {"version": "0"}
        ).status_code
        == 302
    )
    assert fingerprint() != before
