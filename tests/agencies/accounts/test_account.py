"""The own account: where one is signed in, and changing the address with the word of both."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.accounts.queries import browser_label
from agencies.audit.models import AuditEntry
from agencies.members.models import EmailChange
from tests.factories import make_actor, make_person
from tests.letters import sent_letters

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài dễ nhớ"
NEW = "dia-chi-moi@coquan.example"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36"


@pytest.fixture
def person():
    found = make_actor().person
    found.set_password(PASSWORD)
    found.save()
    return found


def signed_in(person, *, client: str = "", address: str = "203.0.113.7") -> Client:
    browser = Client(headers={"user-agent": client}, REMOTE_ADDR=address)
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return browser


def is_signed_in(browser: Client) -> bool:
    return browser.get(reverse("agencies:account")).status_code == 200


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# Sessions -----------------------------------------------------------------------------------------
def test_the_page_tells_of_the_last_sign_in_and_of_failures_since(person):
    with time_machine.travel("2026-11-20T02:00:00Z", tick=False):
        signed_in(person, client=PHONE, address="198.51.100.9")
    Client().post(reverse("account_login"), {"login": person.email, "password": "sai"})
    page = text_of(signed_in(person).get(reverse("agencies:account")))
    assert (
        "Lần đăng nhập trước lần này: 09:00, 20/11/2026, Chrome, Android, từ địa chỉ 198.51.100.9."
        in page
    )
    assert "Từ đó có 1 lần nhập sai mật khẩu." in page


def test_the_first_sign_in_is_called_so(person):
    assert "Đây là lần đăng nhập đầu tiên." in text_of(
        signed_in(person).get(reverse("agencies:account"))
    )


def test_one_place_is_signed_out_and_the_others_stay(person):
    here, phone, office = signed_in(person), signed_in(person, client=PHONE), signed_in(person)
    there = UserSession.objects.get(user_agent=PHONE)
    here.post(reverse("agencies:account-session-close", args=[there.pk]))
    assert [is_signed_in(browser) for browser in (here, phone, office)] == [True, False, True]


def test_all_other_places_are_signed_out(person):
    here, phone, office = signed_in(person), signed_in(person, client=PHONE), signed_in(person)
    here.post(reverse("agencies:account-sessions-close"))
    assert [is_signed_in(browser) for browser in (here, phone, office)] == [True, False, False]


def test_nobody_signs_another_person_out(person):
    other = make_actor().person
    other.set_password(PASSWORD)
    other.save()
    victim = signed_in(other)
    session = UserSession.objects.get(user=other)
    attacker = signed_in(person)
    assert (
        attacker.post(reverse("agencies:account-session-close", args=[session.pk])).status_code
        == 404
    )
    assert is_signed_in(victim)
    assert "203.0.113.7" in text_of(attacker.get(reverse("agencies:account")))


def test_a_new_password_ends_the_other_sessions(person):
    here, office = signed_in(person), signed_in(person)
    new = "câu mới dài hơn hẳn"
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert [is_signed_in(browser) for browser in (here, office)] == [True, False]


def test_the_session_gets_a_new_key_at_sign_in_and_the_old_one_opens_nothing(person):
    browser = Client()
    browser.get(reverse("account_login"))
    session = browser.session
    session["planted"] = True
    session.save()
    before = session.session_key
    browser.cookies["session"] = before
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert browser.cookies["session"].value != before
    thief = Client()
    thief.cookies["session"] = before
    assert not is_signed_in(thief)


@pytest.mark.parametrize(
    ("client", "words"),
    [
        (PHONE, "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/133.0", "Firefox, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
            "Safari, iOS",
        ),
        ("", "chương trình không rõ"),
    ],
)
def test_programs_are_named_as_people_know_them(client, words):
    assert browser_label(client) == words


# The address --------------------------------------------------------------------------------------
def ask(browser: Client, email: str = NEW):
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser.post(reverse("agencies:account-email"), {"email": email})


def links() -> dict[str, str]:
    """By the address that the letter went to."""
    return {
        m.to[0]: re.search(r"http://testserver(/tai-khoan/thu/\S+)", m.body)[1]
        for m in sent_letters()
    }


def test_the_password_is_asked_before_the_address_changes(person):
    answer = signed_in(person).get(reverse("agencies:account-email"))
    assert answer.url.startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_the_address_changes_when_both_letters_are_confirmed_and_not_before(person, order):
    browser, old = signed_in(person), person.email
    assert ask(browser).status_code == 302
    found = links()
    by_name = {"old": found[old], "new": found[NEW]}
    first, second = (by_name[name] for name in order)
    for _look in range(2):
        assert Client().get(first).status_code == 200  # looking confirms nothing
    person.refresh_from_db()
    assert person.email == old
    assert "khi thư kia cũng được xác nhận" in text_of(Client().post(first))
    assert "khi thư kia cũng được xác nhận" in text_of(
        Client().post(first)
    )  # twice with one letter is not both
    person.refresh_from_db()
    assert person.email == old
    assert "Đã đổi địa chỉ." in text_of(Client().post(second))
    person.refresh_from_db()
    assert person.email == NEW
    assert not is_signed_in(browser)
    assert AuditEntry.objects.filter(action="email-changed", target_id=person.pk).exists()
    assert Client().get(first).status_code == 404


def test_either_address_stops_it(person):
    ask(signed_in(person))
    found = links()
    assert "Đã hủy yêu cầu." in text_of(Client().post(found[person.email], {"stop": "1"}))
    assert Client().post(found[NEW]).status_code == 404
    assert EmailChange.objects.get().ended_at


def test_a_link_lasts_for_a_day(person):
    ask(signed_in(person))
    found = links()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        answers = [Client().post(link).status_code for link in found.values()]
    assert answers == [404, 404]


def test_a_second_wish_ends_the_first(person):
    browser = signed_in(person)
    ask(browser)
    first = links()[NEW]
    ask(browser, "khac@coquan.example")
    assert Client().post(first).status_code == 404


def test_an_address_in_use_gets_no_letter_and_the_page_tells_nothing(person):
    taken = make_person().email
    browser = signed_in(person)
    answers = []
    for email in (taken.upper(), NEW):
        answers.append(ask(browser, email))
        sent_letters()
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/tai-khoan/")] * 2
    assert [m.to[0] for m in sent_letters()] == [person.email, person.email, NEW]


@pytest.mark.parametrize(
    "email", ["", "khong-phai-thu", "a@b\nBcc: c@d.example", "x" * 300 + "@coquan.example"]
)
def test_a_bad_address_is_refused_at_its_field_and_kept(person, email):
    answer = ask(signed_in(person), email)
    assert (answer.status_code, len(sent_letters())) == (422, 0)
    assert "invalid-feedback" in answer.content.decode()


def test_the_tokens_are_not_kept_readable(person):
    ask(signed_in(person))
    tokens = [link.strip("/").rpartition("/")[2] for link in links().values()]
    kept = str(EmailChange.objects.values_list("old_digest", "new_digest")[0]) + str(
        list(AuditEntry.objects.values_list("before", "after", "target_label"))
    )
    assert [token in kept for token in tokens] == [False, False]
