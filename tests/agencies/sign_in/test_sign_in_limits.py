"""Guessing passwords is slowed, and nobody can lock others out by it."""

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from agencies.audit.models import AuditEntry
from tests.factories import make_actor
from tests.letters import sent_letters

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài dễ nhớ"
OFFICE, STRANGER = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def person():
    return with_password(make_actor().person)


def with_password(person):
    person.set_password(PASSWORD)
    person.save()
    return person


def enter(browser: Client, email: str, password: str = PASSWORD, address: str = OFFICE) -> bool:
    """Whether the password let the person in."""
    said = {"login": email, "password": password}
    return browser.post(reverse("account_login"), said, REMOTE_ADDR=address).status_code == 302


def fail(browser: Client, email: str, times: int, address: str = OFFICE) -> None:
    for _attempt in range(times):
        assert not enter(browser, email, "sai", address)


def test_five_wrong_passwords_lock_the_account_at_that_address_and_four_do_not(person):
    fail(Client(), person.email, 4)
    assert enter(Client(), person.email)
    fail(Client(), person.email, 5)
    assert not enter(Client(), person.email)
    assert enter(Client(), person.email, address=STRANGER)


def test_a_guesser_in_the_office_locks_nobody_else_there(person):
    colleague = with_password(make_actor().person)
    fail(Client(), person.email, 12)
    assert enter(Client(), colleague.email)


def test_strangers_cannot_lock_the_owner_out_of_a_browser_used_before(person):
    known = Client()
    assert enter(known, person.email)
    known.post(reverse("account_logout"))
    for number in range(40):
        enter(Client(), person.email, "sai", f"198.51.100.{number}")
    assert not enter(
        Client(), person.email, address="198.51.100.200"
    )  # the account's count is full for new browsers
    assert enter(known, person.email)


def test_a_known_browser_has_a_count_of_its_own(person):
    known = Client()
    enter(known, person.email)
    known.post(reverse("account_logout"))
    fail(known, person.email, 5)
    assert not enter(known, person.email)
    assert enter(Client(), person.email)


def test_a_cookie_made_up_or_taken_from_another_account_is_no_known_browser(person):
    other = with_password(make_actor().person)
    browser = Client()
    enter(browser, other.email)
    [(_name, cookie)] = [(n, c.value) for n, c in browser.cookies.items() if n.startswith("known-")]
    thief = Client()
    enter(thief, person.email)
    [mine] = [n for n in thief.cookies if n.startswith("known-")]
    for value in (cookie, "made-up"):
        forged = Client()
        forged.cookies[mine] = value
        fail(forged, person.email, 5)
        assert not enter(forged, person.email)
        cache.clear()


def test_one_address_that_tries_many_accounts_is_stopped():
    for number in range(50):
        enter(Client(), f"nguoi-{number}@coquan.example", "sai", STRANGER)
    person = with_password(make_actor().person)
    assert not enter(Client(), person.email, address=STRANGER)
    assert enter(Client(), person.email, address=OFFICE)


def test_a_spoofed_forwarding_header_does_not_change_the_address(person):
    for number in range(5):
        Client().post(
            reverse("account_login"),
            {"login": person.email, "password": "sai"},
            REMOTE_ADDR=OFFICE,
            HTTP_X_FORWARDED_FOR=f"198.51.100.{number}",
        )
    assert not enter(Client(), person.email)


def test_a_new_password_by_mail_ends_the_lock(person, client):
    fail(Client(), person.email, 5)
    client.post(reverse("account_reset_password"), {"email": person.email}, REMOTE_ADDR=OFFICE)
    link = next(word for word in sent_letters()[0].body.split() if "/mat-khau/moi/" in word)
    form = client.get(link.partition("testserver")[2], follow=True)
    new = "câu mới dài hơn hẳn"
    client.post(form.wsgi_request.path, {"password1": new, "password2": new}, REMOTE_ADDR=OFFICE)
    assert enter(Client(), person.email, new)


def test_an_unknown_address_costs_as_much_work_as_a_wrong_password(person, monkeypatch):
    hashed, hasher = [], type(get_hasher())
    real = hasher.encode
    monkeypatch.setattr(
        hasher, "encode", lambda *given, **more: hashed.append(1) or real(*given, **more)
    )
    enter(Client(), person.email, "sai")
    wrong = len(hashed)
    enter(Client(), "khong-co@coquan.example", "sai")
    assert (wrong, len(hashed) - wrong) == (1, 1)


def test_the_log_tells_of_sign_ins_failures_and_the_lock_once_with_the_address_and_no_password(
    person,
):
    browser = Client(headers={"user-agent": "Firefox/133.0 (Windows)"})
    assert enter(browser, person.email)
    fail(Client(), person.email, 7)
    told = AuditEntry.objects.filter(target_type="agencies.person", target_id=person.pk).order_by(
        "at", "pk"
    )
    assert list(told.values_list("action", flat=True)) == [
        "signed-in",
        *["sign-in-failed"] * 5,
        "sign-in-locked",
    ]
    first = told[0]
    assert (first.person, first.address, first.client) == (
        person,
        OFFICE,
        "Firefox/133.0 (Windows)",
    )
    assert not [
        entry
        for entry in told
        if "sai" in f"{entry.before}{entry.after}" or PASSWORD in f"{entry.after}"
    ]


def test_control_with_the_count_by_account_alone_a_stranger_locks_the_owner_out(
    person, monkeypatch
):
    monkeypatch.setattr(
        "agencies.sign_in.limits._counts",
        lambda request, login: [("sign_in_pair", login.strip().lower())],
    )
    known = Client()
    enter(known, person.email)
    known.post(reverse("account_logout"))
    fail(Client(), person.email, 5, STRANGER)
    assert not enter(known, person.email)
