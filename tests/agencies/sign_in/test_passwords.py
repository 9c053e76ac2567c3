"""A password is the same however a keyboard composes its letters, and older hashes go on
working.
"""

import unicodedata
from io import StringIO

import pytest
from django.contrib.auth import hashers
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from agencies.people.models import Person
from tests.factories import make_actor
from tests.letters import sent_letters

pytestmark = pytest.mark.django_db
COMPOSED = "Mật khẩu ở Huế, đường rộng"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)
TONES_APART = "Mâ\u0323t khâ\u0309u ơ\u0309 Huê\u0301, đươ\u0300ng rô\u0323ng"
SPELLINGS = pytest.mark.parametrize(
    "typed", [COMPOSED, DECOMPOSED, TONES_APART], ids=["NFC", "NFD", "tổ hợp"]
)
SET = pytest.mark.parametrize(
    "first", [COMPOSED, DECOMPOSED, TONES_APART], ids=["NFC", "NFD", "tổ hợp"]
)


@pytest.fixture(autouse=True)
def person():
    return make_actor().person


def store(person: Person, password: str) -> None:
    person.set_password(password)
    person.save()


def store_raw(person: Person, password: str) -> None:
    """As it was hashed before one form was kept."""
    Person.objects.filter(pk=person.pk).update(password=hashers.make_password(password))


def enter(person: Person, password: str) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": person.email, "password": password})
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(reverse("agencies:account")).status_code == 200


# Signing in ---------------------------------------------------------------------------------------
@SET
@SPELLINGS
def test_what_was_set_in_one_spelling_opens_in_all(person, first, typed):
    store(person, first)
    assert is_in(enter(person, typed))


@SET
@SPELLINGS
def test_a_hash_from_before_opens_in_all_spellings_and_becomes_the_normal_form(
    person, first, typed
):
    store_raw(person, first)
    assert is_in(enter(person, typed))
    person.refresh_from_db()
    assert hashers.check_password(COMPOSED, person.password)


def test_signs_that_the_normal_form_takes_for_others_go_on_from_before(person):
    store_raw(person, "câu… dài ½ ① ﬁ")
    assert is_in(enter(person, "câu… dài ½ ① ﬁ"))
    assert is_in(enter(person, unicodedata.normalize("NFKC", "câu… dài ½ ① ﬁ")))


@pytest.mark.parametrize(
    "wrong", ["mật khẩu ở Huế, đường rộng", "Mat khau o Hue, duong rong", COMPOSED + " ", "sai"]
)
def test_another_password_opens_nothing(person, wrong):
    store(person, COMPOSED)
    assert not is_in(enter(person, wrong))


def test_a_password_set_meanwhile_is_not_taken_back_by_the_renewing(person):
    store_raw(person, DECOMPOSED)
    stale = Person.objects.get(pk=person.pk)
    store(person, "một câu khác hẳn")
    stale.renew_password_hash(COMPOSED)
    person.refresh_from_db()
    assert (person.check_password("một câu khác hẳn"), person.check_password(COMPOSED)) == (
        True,
        False,
    )


# In a session -------------------------------------------------------------------------------------
@SET
@SPELLINGS
def test_lock_and_confirmation_open_in_all_spellings_and_the_session_goes_on(person, first, typed):
    store_raw(person, first)
    browser = Client()
    browser.force_login(Person.objects.get(pk=person.pk))
    browser.post(reverse("agencies:session-lock"))
    assert browser.post(reverse("agencies:session-unlock"), {"password": typed}).status_code == 302
    assert is_in(browser)
    store_raw(person, first)
    browser.force_login(Person.objects.get(pk=person.pk))
    browser.post(reverse("account_reauthenticate"), {"password": typed})
    assert browser.get(reverse("agencies:account-email")).status_code == 200


@SET
@SPELLINGS
def test_the_old_password_is_known_in_all_spellings_and_the_new_one_may_be_typed_in_two(
    person, first, typed
):
    store_raw(person, first)
    browser = Client()
    browser.force_login(Person.objects.get(pk=person.pk))
    new = {"password1": f"mới: {first}", "password2": f"mới: {typed}"}
    answer = browser.post(reverse("account_change_password"), {"oldpassword": typed, **new})
    assert answer.status_code == 302
    assert is_in(enter(person, f"mới: {COMPOSED}"))


@SET
@SPELLINGS
def test_a_password_by_letter_or_invitation_may_be_typed_in_two_spellings(person, first, typed):
    Client().post(reverse("account_reset_password"), {"email": person.email})
    browser = Client()
    link = next(word for word in sent_letters()[0].body.split() if "/mat-khau/moi/" in word)
    form = browser.get(link.partition("testserver")[2], follow=True)
    browser.post(form.wsgi_request.path, {"password1": first, "password2": typed})
    assert is_in(enter(person, COMPOSED))


def test_two_different_ones_are_refused(person):
    store(person, COMPOSED)
    browser = enter(person, COMPOSED)
    new = {"password1": "một câu dài dễ nhớ", "password2": "một câu dài dễ nhở"}
    assert (
        browser.post(
            reverse("account_change_password"), {"oldpassword": COMPOSED, **new}
        ).status_code
        == 200
    )
    assert is_in(enter(person, COMPOSED))


def test_accents_do_not_count_as_letters_of_the_length(person):
    store(person, COMPOSED)
    browser = enter(person, COMPOSED)
    short = unicodedata.normalize("NFD", "ệệệệệệ")  # 6 letters of 18 signs
    answer = browser.post(
        reverse("account_change_password"),
        {"oldpassword": COMPOSED, "password1": short, "password2": short},
    )
    assert answer.context["form"].errors["password1"] == [
        "Mật khẩu quá ngắn: phải có ít nhất 12 ký tự."
    ]


@SET
def test_an_administrator_of_the_command_line_types_it_in_any_spelling(first, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", first)
    call_command(
        "createsuperuser",
        email="quan-tri@x.vn",
        full_name="Quản trị",
        interactive=False,
        stdout=StringIO(),
    )
    assert is_in(enter(Person.objects.get(email="quan-tri@x.vn"), COMPOSED))


# How long it takes --------------------------------------------------------------------------------
class CountingHasher(hashers.MD5PasswordHasher):
    algorithm = "counting"
    made: list[str] = []

    def encode(self, password: str, salt: str) -> str:
        self.made.append(password)
        return super().encode(password, salt)


@pytest.fixture
def hashed(settings) -> list[str]:
    """All that is hashed from now on."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CountingHasher.made.clear()
    return CountingHasher.made


@pytest.mark.parametrize(
    ("wrong", "times"), [("mot cau sai", 1), ("một câu sai", 3), (DECOMPOSED, 3), ("cấu… ½", 4)]
)
def test_a_wrong_password_costs_the_same_whoever_is_asked(person, hashed, wrong, times):
    store(person, "một câu dài dễ nhớ")
    unusable = make_actor().person
    unusable.set_unusable_password()
    unusable.save()
    closed = make_actor().person
    store(closed, "một câu dài dễ nhớ")
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    from_before = make_actor().person
    store_raw(from_before, DECOMPOSED + "!")
    costs = []
    for email in (person.email, unusable.email, closed.email, from_before.email, "la@x.vn"):
        hashed.clear()
        Client().post(reverse("account_login"), {"login": email, "password": wrong})
        costs.append(len(hashed))
    assert costs == [times] * 5
