"""`Person.email` is the only truth about addresses: allauth's own table of them is empty and asked
by nobody.

Every flow is tried without a row in that table and with each kind of row that could stand there.
"""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.members.models import EmailChange, Invitation
from agencies.members.services import invite_member
from agencies.people.models import Person, SeatHolding
from agencies.sign_in.adapters import AccountAdapter
from tests.allauth_rows import insert_row, rows
from tests.factories import make_actor, make_person
from tests.letters import sent_letters
from tests.together import PATIENCE, on_own_connection
from tests.totp import code_of_now

pytestmark = pytest.mark.django_db
PASSWORD, OTHERS_PASSWORD, NEXT_PASSWORD = (
    "một câu dài dễ nhớ",
    "câu của người khác hẳn",
    "câu mới dài hơn hẳn",
)
ADDRESS, OLD, NEW, OTHERS = (
    "binh@coquan.example",
    "cu@coquan.example",
    "moi@coquan.example",
    "khac@coquan.example",
)

SCENES = [
    None,
    ("own", ADDRESS, False),
    ("own", OLD, True),
    ("own", OLD, False),
    ("own", OTHERS, True),
    ("other's", ADDRESS, True),
]
"""Whose row, with which address, verified or not."""


@pytest.fixture(autouse=True)
def other():
    return with_password(make_person(email=OTHERS), OTHERS_PASSWORD)


@pytest.fixture(params=SCENES, ids=str)
def person(request, other):
    """Whose address was OLD once; and nobody's flow has made or changed a row at the end."""
    actor = make_actor()
    Person.objects.filter(pk=actor.person.pk).update(email=ADDRESS)
    found = with_password(Person.objects.get(pk=actor.person.pk), PASSWORD)
    if request.param:
        whose, address, verified = request.param
        insert_row({"own": found, "other's": other}[whose].pk, address, verified=verified)
    before = rows()
    yield found
    assert rows() == before


def with_password(person: Person, password: str) -> Person:
    person.set_password(password)
    person.save()
    return person


def sign_in(email: str = ADDRESS, password: str = PASSWORD) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": email, "password": password})
    return browser


def who_is(browser: Client) -> int | None:
    return int(browser.session["_auth_user_id"]) if "_auth_user_id" in browser.session else None


def confirmed() -> Client:
    """Signed in, and the password given once more, as the pages of factors ask."""
    browser = sign_in()
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def ask_reset(email: str) -> None:
    assert Client().post(reverse("account_reset_password"), {"email": email}).status_code == 302


def reset_link(mail) -> str | None:
    found = re.search(r"http://testserver(/tai-khoan/mat-khau/moi/\S+)", mail.body)
    return found and found[1]


def follow_reset(link: str, password: str = NEXT_PASSWORD) -> int:
    browser = Client()
    form = browser.get(link, follow=True)
    return browser.post(
        form.wsgi_request.path, {"password1": password, "password2": password}
    ).status_code


# Signing in ---------------------------------------------------------------------------------------
def test_only_the_present_address_signs_in_and_only_its_person(person, other):
    assert who_is(sign_in()) == person.pk
    assert [who_is(sign_in(address)) for address in (OLD, OTHERS, NEW)] == [None, None, None]
    assert who_is(sign_in(OTHERS, OTHERS_PASSWORD)) == other.pk
    assert [who_is(sign_in(address, OTHERS_PASSWORD)) for address in (OLD, ADDRESS)] == [None, None]


def test_a_closed_account_is_told_so_and_opens_nothing(person):
    Person.objects.filter(pk=person.pk).update(is_active=False)
    answer = Client().post(reverse("account_login"), {"login": ADDRESS, "password": PASSWORD})
    assert answer.url == reverse("account_inactive")
    assert who_is(sign_in(OLD)) is None


def test_the_idle_lock_opens_by_the_password(person):
    browser = sign_in()
    browser.post(reverse("agencies:session-lock"))
    assert browser.get(reverse("agencies:account")).status_code == 302
    assert (
        browser.post(reverse("agencies:session-unlock"), {"password": OTHERS_PASSWORD}).status_code
        == 422
    )
    assert (
        browser.post(reverse("agencies:session-unlock"), {"password": PASSWORD}).status_code == 302
    )
    assert browser.get(reverse("agencies:account")).status_code == 200


def test_the_password_is_confirmed_before_what_is_delicate(person):
    browser = sign_in()
    session = browser.session
    del session["account_authentication_methods"]
    session.save()
    page = reverse("agencies:account-email")
    assert browser.get(page).url.startswith(reverse("account_reauthenticate"))
    assert (
        browser.post(reverse("account_reauthenticate"), {"password": OTHERS_PASSWORD}).status_code
        == 200
    )
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.get(page).status_code == 200


# A new password by mail ---------------------------------------------------------------------------
def test_the_letter_goes_to_the_present_address_and_sets_that_persons_password_alone(person, other):
    ask_reset(ADDRESS)
    [letter] = sent_letters()
    assert letter.to == [ADDRESS]
    follow_reset(reset_link(letter))
    assert sent_letters()[-1].to == [ADDRESS]  # that it has changed
    assert who_is(sign_in(password=NEXT_PASSWORD)) == person.pk
    assert who_is(sign_in(OTHERS, OTHERS_PASSWORD)) == other.pk


@pytest.mark.parametrize("address", [OLD, NEW])
def test_no_letter_to_another_address_carries_a_link(person, address):
    ask_reset(address)
    assert [(letter.to, reset_link(letter)) for letter in sent_letters()] == [([address], None)]


def test_the_letter_of_another_account_opens_that_one(person, other):
    ask_reset(OTHERS)
    follow_reset(reset_link(sent_letters()[0]))
    assert who_is(sign_in()) == person.pk
    assert who_is(sign_in(OTHERS, NEXT_PASSWORD)) == other.pk


def test_asking_for_letters_hinders_nothing(person):
    for _time in range(3):
        ask_reset(ADDRESS)
    assert confirmed().get(reverse("mfa_activate_totp")).status_code == 200


def test_a_new_password_ends_the_lock_of_its_own_account_alone(person):
    for address in (ADDRESS, OTHERS):
        for _attempt in range(5):
            sign_in(address, "sai")
    ask_reset(ADDRESS)
    follow_reset(reset_link(sent_letters()[0]))
    assert who_is(sign_in(password=NEXT_PASSWORD)) == person.pk
    assert who_is(sign_in(OTHERS, OTHERS_PASSWORD)) is None


# Second factors -----------------------------------------------------------------------------------
def test_an_authenticator_app_is_set_up_with_its_codes(person, django_capture_on_commit_callbacks):
    browser = confirmed()
    page = browser.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = code_of_now(secret)
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.status_code == 302
    types = Authenticator.objects.filter(user=person).values_list("type", flat=True)
    assert sorted(types) == ["recovery_codes", "totp"]
    assert {tuple(letter.to) for letter in sent_letters()} == {(ADDRESS,)}
    assert browser.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_new_recovery_codes_are_made(person):
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    browser = sign_in()
    code = code_of_now("JBSWY3DPEHPK3PXP")
    browser.post(reverse("mfa_authenticate"), {"code": code})
    assert who_is(browser) == person.pk
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.post(reverse("mfa_generate_recovery_codes")).status_code == 302
    assert Authenticator.objects.filter(user=person, type="recovery_codes").count() == 1


def test_a_key_is_offered(person):
    page = confirmed().get(reverse("mfa_add_webauthn"))
    assert (page.status_code, "creation_options" in page.context["js_data"]) == (200, True)


# The address changes ------------------------------------------------------------------------------
def change_address(browser: Client, new: str = NEW) -> None:
    before = len(sent_letters())
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.post(reverse("agencies:account-email"), {"email": new})
    for letter in sent_letters()[before:]:
        if found := re.search(r"http://testserver(/tai-khoan/thu/\S+)", letter.body):
            Client().post(found[1])


def test_from_the_change_on_nothing_of_the_old_address_opens_anything(person):
    ask_reset(ADDRESS)
    [letter] = sent_letters()
    browser = sign_in()
    opened = Client()
    form = opened.get(reset_link(letter), follow=True)  # the link waits in this browser's session
    change_address(browser)
    person.refresh_from_db()
    assert person.email == NEW
    assert who_is(sign_in(NEW)) == person.pk
    assert [who_is(sign_in(address)) for address in (ADDRESS, OLD)] == [None, None]
    follow_reset(reset_link(sent_letters()[0]))
    opened.post(form.wsgi_request.path, {"password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD})
    assert [who_is(sign_in(NEW, secret)) for secret in (PASSWORD, NEXT_PASSWORD)] == [
        person.pk,
        None,
    ]
    del sent_letters()[:]
    ask_reset(ADDRESS)
    assert [(letter.to, reset_link(letter)) for letter in sent_letters()] == [([ADDRESS], None)]
    ask_reset(NEW)
    follow_reset(reset_link(sent_letters()[-1]))
    assert who_is(sign_in(NEW, NEXT_PASSWORD)) == person.pk


def test_an_invitation_sent_to_the_old_address_ends_with_it(
    person, django_capture_on_commit_callbacks
):
    inviting = make_actor()
    SeatHolding.objects.filter(seat=inviting.seat).update(is_administrator=True)
    with django_capture_on_commit_callbacks(execute=True):
        invite_member(
            agency=inviting.seat.agency,
            seat=inviting.seat,
            email=ADDRESS,
            full_name="Nguyễn Thị Bình",
            starts_on=inviting.seat.holdings.get().starts_on,
            by=inviting,
        )
    link = re.search(r"http://testserver(/loi-moi/\S+)", sent_letters()[-1].body)[1]
    assert Client().get(link).status_code == 200
    change_address(sign_in())
    assert Client().get(link).status_code == 404
    typed = {"full_name": "Người khác", "password": NEXT_PASSWORD, "again": NEXT_PASSWORD}
    Client().post(link, typed)
    assert Invitation.objects.get().accepted_person is None
    assert not Person.objects.filter(email=ADDRESS).exists()
    assert AuditEntry.objects.get(action="invitation-withdrawn").after == {"email": ADDRESS}


def test_the_administrators_change_is_one_too(person):
    browser = sign_in()
    ask_reset(ADDRESS)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.post(reverse("agencies:account-email"), {"email": "ke-gian@coquan.example"})
    links = [
        re.search(r"http://testserver(/tai-khoan/thu/\S+)", letter.body)
        for letter in sent_letters()
    ]
    desk = Client()
    desk.force_login(make_person(is_staff=True, is_superuser=True))
    typed = {"full_name": person.full_name, "email": NEW, "language": "vi", "is_active": "on"}
    assert desk.post(f"/quan-tri/agencies/person/{person.pk}/change/", typed).status_code == 302
    assert [Client().post(link[1]).status_code for link in links if link] == [404, 404]
    assert EmailChange.objects.get().ended_at
    follow_reset(reset_link(sent_letters()[0]))
    person.refresh_from_db()
    assert (person.email, person.check_password(PASSWORD)) == (NEW, True)
    assert browser.get(reverse("agencies:account")).status_code == 302  # signed out everywhere
    assert [who_is(sign_in(address)) for address in (ADDRESS, NEW)] == [None, person.pk]


def test_a_person_added_by_the_administrator_chooses_a_password_by_letter(person):
    desk = Client()
    desk.force_login(make_person(is_staff=True, is_superuser=True))
    typed = {"full_name": "Trần Mới", "email": OLD, "language": "vi", "is_active": "on"}
    assert desk.post("/quan-tri/agencies/person/add/", typed).status_code == 302
    ask_reset(OLD)
    [letter] = sent_letters()
    follow_reset(reset_link(letter))
    added = Person.objects.get(email=OLD)
    assert [who_is(sign_in(OLD, secret)) for secret in (NEXT_PASSWORD, PASSWORD)] == [
        added.pk,
        None,
    ]
    assert who_is(sign_in()) == person.pk


def test_an_administrator_made_on_the_command_line_signs_in(person, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", NEXT_PASSWORD)
    call_command(
        "createsuperuser", email=OLD, full_name="Quản trị", interactive=False, stdout=StringIO()
    )
    assert who_is(sign_in(OLD, NEXT_PASSWORD)) == Person.objects.get(email=OLD).pk
    assert who_is(sign_in(OLD, PASSWORD)) is None


# The guard ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("verified", [True, False])
def test_the_database_keeps_no_row_of_a_second_store(other, verified):
    for address in (OTHERS, OLD):
        EmailAddress.objects.create(user=other, email=address, verified=verified, primary=False)
    sync_user_email_address(other)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=other, email=NEW), EmailAddress(user=other, email=ADDRESS)]
    )
    assert rows() == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM account_emailconfirmation")
        assert cursor.fetchone() == (0,)


# In the same moment -------------------------------------------------------------------------------
def reset_while_the_address_changes() -> Person:
    """The letter's form arrives before the change is there to see, and is kept after it."""
    somebody = with_password(make_person(email=ADDRESS), PASSWORD)
    ask_reset(ADDRESS)
    link = reset_link(sent_letters()[0])
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Person.objects.filter(pk=somebody.pk).update(email=NEW)
            late = pool.submit(on_own_connection, lambda: follow_reset(link))
            wait_for_one_who_waits()
        late.result(PATIENCE)
    somebody.refresh_from_db()
    return somebody


def wait_for_one_who_waits() -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_stat_clear_snapshot()"
            )  # else the transaction goes on seeing its first look
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                "wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    pytest.fail("Nobody waits for the row.")


@pytest.mark.django_db(transaction=True)
def test_a_letter_used_in_the_moment_of_the_change_sets_no_password():
    somebody = reset_while_the_address_changes()
    assert (somebody.email, somebody.check_password(PASSWORD)) == (NEW, True)


@pytest.mark.django_db(transaction=True)
def test_control_by_allauths_way_the_change_would_be_undone(monkeypatch):
    monkeypatch.setattr(AccountAdapter, "set_password", DefaultAccountAdapter.set_password)
    somebody = reset_while_the_address_changes()
    assert (somebody.email, somebody.check_password(PASSWORD)) == (ADDRESS, False)
