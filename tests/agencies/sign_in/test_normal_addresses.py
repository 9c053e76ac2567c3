"""An address is the same however it is typed: capitals, a domain in Vietnamese letters or as
`xn--`, composed or not.

Driven through every door by which an address comes in.
"""

import re
import unicodedata
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from agencies.members.models import Invitation
from agencies.people.models import Person, SeatHolding
from tests.factories import make_actor, make_person, sign_in
from tests.letters import sent_letters
from tests.long import first_and_long

pytestmark = pytest.mark.django_db
PASSWORD, NEXT_PASSWORD = "một câu dài dễ nhớ", "câu mới dài hơn hẳn"
KEPT = "hoa.thu@xn--lao-ng-e3a6012d.vn"
TYPED = [
    KEPT,
    "HOA.Thu@XN--lao-ng-e3a6012d.VN",
    "Hoa.Thu@Lao-Động.vn",
    unicodedata.normalize("NFD", "hoa.thu@lao-động.vn"),
    "  hoa.thu@ｌａｏ-động.vn\u200b",
]
ONE_FORM = first_and_long(TYPED[::-1], "once more for each form (tests/vietnam/test_emails.py)")
"""The one that differs most from what is kept."""
ALIKE = [
    "hoà.thu@lao-động.vn",
    "ｈｏａ.thu@lao-động.vn",
    "hoa.thu@lao-dong.vn",
    "hoa.thu\u017f@lao-động.vn",
]
"""Other mailboxes, or none."""


def somebody(email: str = KEPT) -> Person:
    person = make_actor().person
    person.email = email
    person.set_password(PASSWORD)
    person.save()
    return person


def enter(email: str, password: str = PASSWORD) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": email, "password": password})
    return browser


def who_is(browser: Client) -> int | None:
    return int(browser.session["_auth_user_id"]) if "_auth_user_id" in browser.session else None


def link_in(letter, path: str) -> str:
    return re.search(rf"http://testserver(/{path}/\S+)", letter.body)[1]


# Signing in ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("made", ONE_FORM)
def test_who_was_entered_in_any_form_signs_in_in_every_form(made):
    person = somebody(made)
    person.refresh_from_db()
    assert person.email == KEPT
    assert [who_is(enter(typed)) for typed in TYPED] == [person.pk] * len(TYPED)


def test_what_only_looks_alike_is_nobody():
    somebody()
    assert [who_is(enter(typed)) for typed in ALIKE] == [None] * len(ALIKE)


@pytest.mark.parametrize("plain", ["mike@x.vn", "sam@x.vn", "kim@x.vn", "hoa@fussball.vn"])
def test_letters_that_turn_into_plain_ones_by_some_rule_open_no_account(plain):
    trick = {
        "mike@x.vn": "m\u0131ke@x.vn",
        "sam@x.vn": "\u017fam@x.vn",
        "kim@x.vn": "\u212aim@x.vn",
        "hoa@fussball.vn": "hoa@fußball.vn",
    }[plain]
    person = somebody(plain)
    assert who_is(enter(trick)) is None
    Client().post(reverse("account_reset_password"), {"email": trick})
    assert [letter.to for letter in sent_letters() if letter.to == [plain]] == []
    assert who_is(enter(plain)) == person.pk


def test_attempts_are_counted_for_the_address_in_whatever_form():
    somebody()
    for typed in TYPED:
        enter(typed, "sai")
    assert who_is(enter(KEPT)) is None


def test_a_known_browser_is_known_in_every_form():
    person = somebody()
    browser = enter(TYPED[2])
    browser.post(reverse("account_logout"))
    for _attempt in range(6):
        enter(TYPED[1], "sai")
    browser.post(reverse("account_login"), {"login": TYPED[3], "password": PASSWORD})
    assert who_is(browser) == person.pk


@pytest.mark.parametrize("typed", ONE_FORM)
def test_reset_lock_and_confirmation_find_the_account(typed):
    person = somebody()
    Client().post(reverse("account_reset_password"), {"email": typed})
    [letter] = sent_letters()
    assert letter.to == [KEPT]
    browser = Client()
    form = browser.get(link_in(letter, "tai-khoan/mat-khau/moi"), follow=True)
    browser.post(form.wsgi_request.path, {"password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD})
    browser = enter(typed, NEXT_PASSWORD)
    browser.post(reverse("agencies:session-lock"))
    assert (
        browser.post(reverse("agencies:session-unlock"), {"password": NEXT_PASSWORD}).status_code
        == 302
    )
    browser.post(reverse("account_reauthenticate"), {"password": NEXT_PASSWORD})
    assert browser.get(reverse("agencies:account-email")).status_code == 200
    assert who_is(browser) == person.pk


def test_an_address_that_cannot_get_mail_is_refused_in_words():
    answer = Client().post(reverse("account_reset_password"), {"email": "m\u0131ke@x.vn"})
    assert (
        "Phần trước “@” của địa chỉ thư chỉ gồm chữ cái không dấu, chữ số và ký hiệu."
        in answer.content.decode()
    )


@pytest.mark.parametrize("typed", ["x" * 250 + "@x.vn", "hoa@" + "độ-dài-quá-mức." * 14 + "vn"])
def test_an_address_too_long_for_its_column_in_its_normal_form_is_refused_at_its_field(
    client, typed
):
    by = make_actor()
    SeatHolding.objects.filter(seat=by.seat).update(is_administrator=True)
    asked = {
        "full_name": "Phạm Hoa Thu",
        "email": typed,
        "seat": by.seat.pk,
        "starts_on": "25/11/2026",
    }
    page = sign_in(client, by).post(
        reverse("agencies:member-invite", args=[by.seat.agency_id]), asked
    )
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["email"])
    store = somebody()
    browser = enter(store.email)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.post(reverse("agencies:account-email"), {"email": typed}).status_code == 422


# Coming in ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ONE_FORM)
def test_an_invitation_makes_one_account(client, typed, django_capture_on_commit_callbacks):
    by = make_actor()
    SeatHolding.objects.filter(seat=by.seat).update(is_administrator=True)
    asked = {
        "full_name": "Phạm Hoa Thu",
        "email": typed,
        "seat": by.seat.pk,
        "starts_on": "25/11/2026",
    }
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(client, by).post(reverse("agencies:member-invite", args=[by.seat.agency_id]), asked)
    assert sent_letters()[-1].to == [KEPT]
    link = link_in(sent_letters()[-1], "loi-moi")
    Client().post(link, {"full_name": "Phạm Hoa Thu", "password": PASSWORD, "again": PASSWORD})
    person = Person.objects.get(email=KEPT)
    assert [who_is(enter(each)) for each in TYPED] == [person.pk] * len(TYPED)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("agencies:member-invite", args=[by.seat.agency_id]),
            asked | {"starts_on": "26/11/2026"},
        )
    known = enter(KEPT)
    known.post(link_in(sent_letters()[-1], "loi-moi"))
    assert sorted(
        SeatHolding.objects.filter(person=person).values_list("starts_on__day", flat=True)
    ) == [25]


def test_two_forms_of_one_address_have_one_open_invitation(client):
    by = make_actor()
    SeatHolding.objects.filter(seat=by.seat).update(is_administrator=True)
    sign_in(client, by)
    for typed in TYPED:
        asked = {
            "full_name": "Phạm Hoa Thu",
            "email": typed,
            "seat": by.seat.pk,
            "starts_on": "25/11/2026",
        }
        client.post(reverse("agencies:member-invite", args=[by.seat.agency_id]), asked)
    assert list(Invitation.objects.filter(ended_at=None).values_list("email", flat=True)) == [KEPT]


@pytest.mark.parametrize("typed", ONE_FORM)
def test_a_changed_address_is_kept_in_its_form(typed):
    person = somebody("cu@coquan.example")
    browser = enter("cu@coquan.example")
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.post(reverse("agencies:account-email"), {"email": typed})
    assert [letter.to for letter in sent_letters()] == [["cu@coquan.example"], [KEPT]]
    for letter in list(sent_letters()):
        Client().post(link_in(letter, "tai-khoan/thu"))
    assert [who_is(enter(each)) for each in TYPED] == [person.pk] * len(TYPED)


@pytest.mark.parametrize("typed", TYPED)
def test_nobody_changes_to_an_address_that_is_taken_or_the_own(typed):
    somebody()
    somebody("cu@coquan.example")
    browser = enter("cu@coquan.example")
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    browser.post(reverse("agencies:account-email"), {"email": typed})
    assert [letter.to for letter in sent_letters()] == [["cu@coquan.example"]]
    own = enter(KEPT)
    own.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert own.post(reverse("agencies:account-email"), {"email": typed}).status_code == 422


@pytest.mark.parametrize("typed", TYPED)
def test_the_administration_keeps_the_form_and_refuses_a_second_account(typed):
    desk = Client()
    desk.force_login(make_person(is_staff=True, is_superuser=True))
    asked = {"full_name": "Phạm Hoa Thu", "email": typed, "language": "vi", "is_active": "on"}
    assert desk.post("/quan-tri/agencies/person/add/", asked).status_code == 302
    person = Person.objects.get(email=KEPT)
    again = desk.post("/quan-tri/agencies/person/add/", asked)
    assert "Địa chỉ thư điện tử này đã có người dùng." in again.content.decode()
    browser = Client()
    browser.force_login(person)
    desk.post(f"/quan-tri/agencies/person/{person.pk}/change/", asked)
    assert (
        browser.get(reverse("agencies:account")).status_code == 200
    )  # the same address is no change


@pytest.mark.parametrize("typed", TYPED)
def test_the_command_line_keeps_the_form(typed, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command(
        "createsuperuser", email=typed, full_name="Quản trị", interactive=False, stdout=StringIO()
    )
    person = Person.objects.get_by_natural_key(typed)
    assert (person.email, who_is(enter(TYPED[0]))) == (KEPT, person.pk)
    with pytest.raises(CommandError):
        call_command(
            "createsuperuser",
            email=TYPED[2],
            full_name="Quản trị",
            interactive=False,
            stdout=StringIO(),
        )
    call_command("reset_second_factor", TYPED[3], stdout=StringIO())


def test_every_way_of_writing_a_row_keeps_the_form():
    made = [
        Person.objects.create(email="A@Lao-Động.vn"),
        Person.objects.create_user("B@Lao-Động.vn"),
        *Person.objects.bulk_create([Person(email="C@Lao-Động.vn")]),
    ]
    Person.objects.filter(pk=made[0].pk).update(email="D@Lao-Động.vn")
    assert [person.email[0] for person in made] == ["a", "b", "c"]
    kept = Person.objects.filter(pk__in=[person.pk for person in made]).order_by("email")
    assert list(kept.values_list("email", flat=True)) == [
        f"{name}@xn--lao-ng-e3a6012d.vn" for name in "bcd"
    ]


@pytest.mark.parametrize("raw", ["Hoa@x.vn", "hoa@lao-động.vn", "hoa @x.vn", "m\u0131ke@x.vn"])
def test_the_database_takes_no_other_form(raw):
    person = make_person()
    with (
        pytest.raises(IntegrityError, match="person_email_normal"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE agencies_person SET email = %s WHERE id = %s", [raw, person.pk])
